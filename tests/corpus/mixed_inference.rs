//! Which of `f32` and `f64` a number is where nothing at it says so: by a call or by a literal.

mod library {
    use micrograd::{Scalar, differentiable};
    #[differentiable]
    pub fn norm(w: &[f32]) -> f64 {
        let mut s = 0.0;
        for v in w {
            s += f64::from(*v) * f64::from(*v);
        }
        s.sqrt()
    }
    #[differentiable]
    pub fn narrow(x: f64) -> f32 {
        (x * 0.3) as f32 * 0.7
    }
    #[differentiable]
    pub fn half(x: f32) -> f32 {
        x * 0.3
    }
    #[differentiable]
    pub fn pair(x: f32) -> (f32, f64) {
        (x * 0.3, f64::from(x) * 0.3)
    }
    #[differentiable]
    pub fn list(x: f64) -> Vec<f32> {
        vec![x as f32, 0.1]
    }
    #[differentiable]
    pub fn poly<S: Scalar>(x: S, n: usize) -> S {
        let mut s = S::ONE;
        for _ in 0..n {
            s = s * x + x;
        }
        s
    }
    pub fn id<T: Copy>(x: T) -> T {
        x
    }
}

mod cast_of_a_result {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(w: &[f32]) -> f32 {
        let d: f64 = norm(w);
        let e = d as f32;
        e * w[0] + (norm(w) as f32)
    }
    case!([mixed] ref => (vec![0.1_f32, 0.7],));
}

mod sum_of_results {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(w: &[f32], k: f64) -> f32 {
        let d = norm(w) * 0.1;
        let e = (d * 0.3) as f32;
        e * w[0] * k as f32
    }
    case!([mixed] ref, val => (vec![0.1_f32, 0.7], 0.3));
}

mod result_that_widens {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let d: f32 = narrow(x);
        let e = f64::from(d) * 0.1;
        let g = d as f64;
        e + g * f64::from(half(d))
    }
    case!([mixed] val => (0.77,), (0.1,));
}

mod result_of_both {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f32) -> f64 {
        let (a, b) = pair(x);
        f64::from(a) * b + f64::from(a * 0.1)
    }
    case!([mixed] val => (0.77_f32,), (0.1_f32,));
}

mod list_of_the_other {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let v = list(x);
        let s = v[0] * v[1];
        let t: f32 = v.iter().sum();
        f64::from(s) * x + t as f64
    }
    case!([mixed] val => (0.77,), (0.1,));
}

mod never_mentioned {
    // f64-only text: values of f32 pass through untouched
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let d = narrow(x);
        let v = [half(d), d];
        norm(&v) * x
    }
    case!([mixed, unseen] val => (0.77,), (0.1,));
}

mod computed_with_unmentioned {
    // f64-only text, arithmetic on f32 call results
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let d = narrow(x);
        let e = d * half(d);
        norm(&[e, d * e]) * x
    }
    case!([mixed, unseen] val => (0.77,), (0.1,));
}

mod unmentioned_double {
    // f32-only text, with f64 values
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f32) -> f32 {
        let d = norm(&[x, x]);
        let e = d * d;
        narrow(e) * x
    }
    case!([mixed, unseen] val => (0.77_f32,), (0.1_f32,));
}

mod generic_at_both {
    // trait methods and generics at f32 from mixed
    use micrograd::{Scalar, differentiable};
    #[differentiable]
    fn poly<S: Scalar>(x: S, n: usize) -> S {
        let mut s = S::ONE;
        for _ in 0..n {
            s = s * x + S::from_f64(0.1);
        }
        s
    }
    #[differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let a = poly(x, 3);
        let b = poly(y, 2);
        let c = poly::<f32>(0.1, 2);
        b * f64::from(a * c)
    }
    case!([mixed] val, val => (0.77_f32, 0.3), (0.1_f32, 0.1));
}

mod generic_of_literals {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let a = 0.1;
        poly(0.1, 2) * y + poly(a, 2) * f64::from(x) + f64::from(poly(x, 2)) + poly(y, 2)
    }
    case!([mixed] val, val => (0.77_f32, 0.3));
}

mod literals_through_calls {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f32, y: f64) -> f64 {
        let a = poly(0.1, 2);
        let b = [0.1, 0.3];
        let c = poly(b[0], 1);
        a * y + c * f64::from(x) + (id(0.1) as f32 * x) as f64 + f64::from(id(0.1))
    }
    case!([mixed] val, val => (0.77_f32, 0.3));
}

mod holders_of_literals {
    // literal-only holders
    #[micrograd::differentiable]
    fn f(x: f32, y: f64, c: bool) -> f64 {
        let a;
        if c {
            a = 0.1
        } else {
            a = 0.7
        }
        let mut v = Vec::new();
        v.push(0.1);
        v.push(0.3);
        let o = Some(0.1);
        let g = |v| v * 0.1;
        let h = (0.1, [0.3, 0.7]);
        let m = [0.1, 0.2].iter().map(|v| v * 0.3).sum::<f64>();
        let w: Vec<_> = [0.1, 0.2].iter().map(|v| v * 0.3).collect();
        f64::from(a * 0.3) * y
            + f64::from(v[0] * v[1])
            + f64::from(o.unwrap())
            + f64::from(g(0.3))
            + f64::from(h.0 * h.1[0])
            + f64::from(w[0] * 0.1)
            + m
            + (a as f32 * x + (v[0] * 0.7) as f32 * x + w[1] as f32 + (h.1[1] * 0.3) as f32 * x) as f64
    }
    case!([mixed] val, val, int => (0.77_f32, 0.3, true), (0.77_f32, 0.3, false));
}

mod declared_pairs {
    // tuples of calls
    use micrograd::differentiable;
    #[differentiable]
    pub fn pair(x: f32) -> (f32, f64) {
        (x * 0.3, f64::from(x) * 0.3)
    }
    #[differentiable]
    fn f(x: f32) -> f64 {
        let p: (f32, f64) = pair(x);
        let q: (f32, f64) = pair(x * 0.5);
        f64::from(p.0 * 0.1) * p.1 + f64::from(q.0) * q.1 + (q.1 * 0.1) as f32 as f64
    }
    case!([mixed] val => (0.77_f32,), (0.1_f32,));
}
