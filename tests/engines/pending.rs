//! Cases that are in the language and do not work yet: out of the build until they do.

// BUG: `_` as a parameter
mod unnamed_parameter {
    #[micrograd::differentiable]
    fn f(x: f64, _: usize) -> f64 {
        x * 2.0
    }
    case!(val, int => (0.7, 1));
}

// BUG: match on a tuple
mod match_tuple {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize, flag: bool) -> f64 {
        let mut a = x;
        let mut b = x + 1.0;
        match (n, flag) {
            (0, true) => b *= a,
            (0, false) => b -= a,
            (k, true) if k > 2 => b += a * k as f64,
            (_, _) => {
                let t = a;
                a = b;
                b = t * t;
            }
        }
        a * b
    }
    case!(val, int, int => (0.7, 0, true), (0.7, 0, false), (0.7, 1, true), (0.7, 2, false), (0.7, 4, true));
}

// BUG: a guard on an active value
mod match_with_active_guard {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        match n {
            0 if x > 1.0 => x * x,
            0 | 1 if x < 0.5 => x.sin(),
            1 => x.exp(),
            _ => x,
        }
    }
    case!(val, int => (1.7, 0), (0.3, 0), (0.3, 1), (0.7, 1), (0.7, 0), (0.7, 5));
}


// BUG: adaptors of ranges
mod steps {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let n = x.len();
        let mut s = 1.0;
        for i in (0..n).rev() {
            s = s * x[i] + 0.5;
        }
        for i in (0..n).step_by(2) {
            s *= x[i];
        }
        for i in (1..n).rev().step_by(2) {
            s += x[i] * x[i - 1];
        }
        for i in 1..=n {
            s += x[i - 1] / i as f64;
        }
        s
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4, 0.9],), (vec![0.7],), (Vec::<f64>::new(),));
}

