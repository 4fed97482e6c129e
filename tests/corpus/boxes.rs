//! `Box::new` in a body.

mod types {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    pub enum List {
        End(f64),
        Link(f64, Box<List>),
    }
    #[differentiable]
    impl List {
        #[differentiable(recursive)]
        pub fn total(&self, k: f64) -> f64 {
            match self {
                List::End(v) => v * k,
                List::Link(v, rest) => v * rest.total(k * v),
            }
        }
        #[differentiable]
        pub fn longer(self, v: f64) -> List {
            List::Link(v, Box::new(self))
        }
    }
}

mod links {
    use super::types::List;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let e = List::Link(x[0], Box::new(List::Link(x[1], Box::new(List::End(x[0] * x[1])))));
        let one = List::End(1.0);
        let longer = List::Link(x[1], Box::new(one));
        e.total(x[1]) * longer.total(x[0])
    }
    case!(ref => (vec![0.7, -0.3]));
}

mod grown {
    use super::types::List;
    #[micrograd::differentiable]
    fn f(start: &List, x: &[f64]) -> f64 {
        let mut list: List = start.clone();
        for v in x {
            list = List::Link(*v, Box::new(list));
        }
        list.longer(x[0]).total(2.0)
    }
    case!(ref, ref => (List::End(0.4), vec![0.7, -0.3, 1.1]),
        (List::Link(1.5, Box::new(List::End(0.4))), vec![0.7]));
}

mod numbers {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let b = Box::new(x * x);
        let m = Box::new(n);
        let o = Some(Box::new(x.sin()));
        let s = match o {
            Some(v) => *v * x,
            None => x,
        };
        *b * x + *m as f64 * s
    }
    case!(val, int => (0.7, 3));
}
