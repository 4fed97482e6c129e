//! Names of fields, methods and closures that stand for something else elsewhere.

mod of_types {
    #[micrograd::differentiable]
    fn f(Vec: f64, Into: &[f64], f64: f64) -> f64 {
        let Option = Vec * Into[0];
        let Scalar = Option * f64;
        let Dual = |Value: f64| Value * Scalar;
        let mut Default = 0.5;
        for Clone in Into {
            Default += Clone * Dual(f64);
        }
        Default * Option
    }
    case!(val, ref, val => (0.7, vec![0.3, 1.2], 0.9));
}

mod user_items {
    struct Vec;
    enum Option {
        Nothing,
    }
    trait Clone {}
    trait Fn {}
    trait Default {}
    type usize_ = usize;
    const Nothing: usize = 1;
    fn drop(n: usize) -> usize {
        n + 1
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut [f64], n: usize) -> f64 {
        let k: usize_ = drop(n) - Nothing;
        let m = k;
        let mut s = x;
        while s < 3.0 {
            s += y[m % 2] * x + 0.5;
            y[m % 2] = s;
            if matches!(Option::Nothing, Option::Nothing) && s > 2.0 {
                return s * y[0];
            }
        }
        s
    }
    case!(val, mutref, int => (0.7, vec![0.3, 1.2], 2), (4.7, vec![0.3, 1.2], 3));
}

mod fields_and_methods {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Debug, Differentiable)]
    struct Net {
        seed: f64,
        pullback: Vec<f64>,
        value: usize,
    }
    #[differentiable]
    impl Net {
        #[differentiable]
        fn lift(&self, x: f64) -> f64 {
            self.seed * x
        }
        #[differentiable]
        fn zero_tangent(&mut self, y: f64) -> f64 {
            self.seed += y;
            self.pullback[self.value] * y
        }
        #[differentiable]
        fn into_parts(&self) -> f64 {
            self.seed.sin()
        }
    }
    #[differentiable]
    fn f(net: &mut Net, x: f64) -> f64 {
        net.lift(x) * net.zero_tangent(x) + net.into_parts()
    }
    case!(mutref, val => (Net { seed: 0.7, pullback: vec![0.3, 1.2], value: 1 }, 0.4));
}

mod locals_over_functions {
    #[micrograd::differentiable]
    fn g(x: f64) -> f64 {
        x * x
    }
    #[micrograd::differentiable]
    fn h(x: f64) -> f64 {
        g(x) + 1.0
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let a = g(x);
        let h = |v: f64| 2.0 * g(v);
        let b = h(a);
        let g = |v: f64| v + a;
        h(b) * g(x) + self::h(x)
    }
    case!(val => (0.7,), (-1.3,));
}

mod raw_everywhere {
    use micrograd::differentiable;
    pub mod r#mod {
        #[micrograd::differentiable]
        pub fn r#fn(r#in: &mut [f64], r#let: f64) -> f64 {
            let r#ref = r#in[0] * r#let;
            r#in[1] = r#ref;
            'r#loop: loop {
                r#in[0] += r#let;
                if r#in[0] > 1.0 {
                    break 'r#loop;
                }
            }
            r#ref
        }
    }
    #[differentiable]
    fn f(r#type: f64, r#mut: &mut [f64]) -> f64 {
        let r#match = |r#if: f64| r#if * r#type;
        r#match(r#mod::r#fn(r#mut, r#type)) * r#mut[1]
    }
    case!(val, mutref => (0.7, vec![0.5, 1.2]));
}

mod made_by_macros {
    macro_rules! step {
        ($name:ident, |$x:ident, $y:ident| $body:block) => {
            #[micrograd::differentiable]
            fn $name($x: f64, $y: &mut [f64]) -> f64 {
                let k = 2.0;
                let inner = $body;
                $y[0] *= inner * k;
                inner + $x
            }
        };
    }
    const K: f64 = 0.25;
    step!(g, |x, y| { x * y[1] * K });
    step!(f, |x, state| {
        let k = g(x, state);
        let s: f64 = state.iter().map(|v| v * k).sum();
        s
    });
    case!(val, mutref => (0.7, vec![0.3, 1.2]));
}
