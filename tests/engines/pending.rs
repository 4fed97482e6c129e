//! Cases that are in the language and do not work yet: out of the build until they do.

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


// BUG: f32 and f64 mixed
mod mixed_precision {
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let a = x as f64;
        a * y + f64::from(x)
    }
    #[test]
    fn gradient() {
        assert_eq!(grad_f(0.5, 3.0), (4.0, 0.5));
    }
}

// BUG: type arguments in a call
mod turbofish {
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn h<S: Scalar>(x: S) -> S {
        x * x
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        h::<f64>(x)
    }
    case!(val => (0.7,));
}

// BUG: `swap` of a local array
mod swap_method {
    #[micrograd::differentiable]
    fn f(w: &[f64; 3], i: usize) -> f64 {
        let mut x = *w;
        x.swap(0, i);
        x[0] * x[0] + x[1] * x[2]
    }
    case!(ref, int => ([0.7, 0.3, 0.2], 2), ([0.7, 0.3, 0.2], 0));
}

// BUG: a function inside the body
mod function_in_body {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        fn twice(n: usize) -> usize {
            2 * n
        }
        x * twice(n) as f64
    }
    case!(val, int => (0.7, 3));
}


// BUG: an argument of unknown kind in a call without active arguments
mod unknown_argument {
    fn wrap(n: usize) -> usize {
        n
    }
    #[micrograd::differentiable]
    fn g(x: f64, n: usize) -> f64 {
        x * n as f64
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let k = wrap(n);
        g(2.0, k) + x
    }
    case!(val, int => (0.7, 2));
}

// BUG: an integer literal that meets its type in an inactive result
mod literal_in_result {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> (f64, usize) {
        let k = 1;
        if n > 2 {
            return (x, n);
        }
        (2 as f64, k + k)
    }
    case!([vector] val, int => (0.7, 2), (0.7, 3));
}
