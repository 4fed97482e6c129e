//! Lists that begin empty: their items are known from the type that is written, also if nothing is ever put in.

mod never_filled {
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let v: Vec<f64> = Vec::new();
        w * v.len() as f64 + w
    }
    case!(val => (0.7));
}

mod of_lists_and_arrays {
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let e: Vec<Vec<f64>> = vec![];
        let p: Vec<[f64; 2]> = Vec::new();
        let mut t = w;
        for [a, b] in p.iter() {
            t += a * b;
        }
        w * e.len() as f64 + t
    }
    case!(val => (0.7));
}

mod at_the_constructor {
    #[micrograd::differentiable]
    fn f(w: f64, n: usize) -> f64 {
        let mut v = Vec::<f64>::new();
        v.truncate(n);
        let mut b = Vec::<f64>::with_capacity(n + 1);
        for s in 0..n {
            if b.len() > 1 {
                b.rotate_left(1);
            }
        }
        w * (v.len() + b.len() + 1) as f64
    }
    case!(val, int => (0.7, 0), (0.7, 3));
}

mod in_arms {
    #[micrograd::differentiable]
    fn f(w: f64, n: usize) -> f64 {
        let v: Vec<f64> = if n > 1 { Vec::new() } else { vec![] };
        let t: (Vec<f64>, f64) = (Vec::new(), w);
        let (a, b) = t;
        b * b * (1 + v.len() + a.len()) as f64
    }
    case!(val, int => (0.7, 0), (0.7, 3));
}

mod asked_for_an_element {
    #[micrograd::differentiable]
    fn f(w: f64, n: usize) -> f64 {
        let mut v: Vec<f64> = Vec::new();
        let first = match v.get(n) {
            Some(a) => a * w,
            None => w,
        };
        match v.pop() {
            Some(last) => last * first,
            None => first * w,
        }
    }
    case!(val, int => (0.7, 0), (0.7, 3));
}

mod in_loops {
    #[micrograd::differentiable]
    fn f(w: f64, n: usize) -> f64 {
        let mut v: Vec<f64> = Vec::new();
        let (mut a, mut b): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::with_capacity(n));
        let mut t = w;
        for i in 0..n {
            for a in v.iter() {
                t += a * w;
            }
            t *= w;
            std::mem::swap(&mut a, &mut b);
            if a.len() > i {
                return w * 2.0;
            }
        }
        t
    }
    case!(val, int => (0.7, 0), (0.7, 3));
}

mod filled_after_all {
    #[micrograd::differentiable]
    fn f(w: f64, n: usize) -> Vec<Vec<f64>> {
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(n);
        for i in 0..n {
            let mut row: Vec<f64> = Vec::new();
            for k in 0..i {
                row.push(w * k as f64);
            }
            rows.push(row);
        }
        rows
    }
    case!([vector] val, int => (0.7, 0), (0.7, 3));
}

mod single {
    #[micrograd::differentiable]
    fn f(w: f32) -> f32 {
        let v: Vec<f32> = Vec::new();
        let c: Vec<usize> = Vec::new();
        w * (v.len() + c.len() + 2) as f32
    }
    case!([single] val => (0.5));
}

mod of_two_precisions {
    #[micrograd::differentiable]
    fn f(w: f64, s: f32) -> f64 {
        let v: Vec<f32> = Vec::new();
        let x: Vec<f64> = vec![];
        w * (v.len() + x.len() + 2) as f64 + f64::from(s)
    }
    case!([mixed] val, val => (0.5, 0.25));
}

mod of_structs {
    #[derive(Clone, Debug, PartialEq, micrograd::Differentiable)]
    struct P {
        x: f64,
    }
    #[micrograd::differentiable]
    fn f(w: f64) -> f64 {
        let v: Vec<P> = Vec::new();
        let mut t = w;
        for p in &v {
            t += p.x;
        }
        t * w
    }
    case!(val => (0.5));
}
