//! Callees of every kind: generic, const-generic, in modules, renamed, without attribute, standard.

mod const_generic_itself {
    #[micrograd::differentiable]
    fn f<const N: usize, const K: usize>(x: &[f64; N], y: [f64; K]) -> f64 {
        let mut s = 0.5;
        for i in 0..N {
            s += x[i] * y[i % K] * s;
        }
        s * (N + K) as f64
    }
    case!(ref, val => ([0.7, -0.3, 1.2], [0.5, 0.4]));
}

mod generic_over_the_scalar {
    use micrograd::Scalar;
    #[micrograd::differentiable]
    fn square<S: Scalar>(x: S) -> S {
        x * x
    }
    #[micrograd::differentiable]
    fn norm<T>(x: &[T]) -> T
    where
        T: Scalar,
    {
        let mut s = T::ZERO;
        for v in x {
            s += square(*v);
        }
        s.sqrt()
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        norm(x) * square::<f64>(k) + norm(&[k, x[0]])
    }
    case!(ref, val => (vec![0.7, -0.3, 1.2], 0.8));
}

mod in_modules {
    pub mod shapes {
        #[micrograd::differentiable]
        pub fn circle(r: f64) -> f64 {
            std::f64::consts::PI * r * r
        }
        pub mod solid {
            use micrograd::differentiable;
            #[differentiable]
            pub fn cylinder(r: f64, h: f64) -> f64 {
                super::circle(r) * h
            }
        }
        pub use solid::cylinder as can;
    }
    use self::shapes::{circle as disc, solid};
    use shapes::solid::*;
    #[micrograd::differentiable]
    fn f(r: f64, h: f64) -> f64 {
        disc(r)
            + shapes::circle(h) * solid::cylinder(r, h)
            + cylinder(h, r)
            + self::shapes::can(r, 2.0)
            + crate::call_kinds::in_modules::shapes::circle(r * h)
    }
    case!(val, val => (0.7, 0.3));
}

mod local_use {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        use super::super::calls::library::{g as h, two};
        h(x) * two(x, h(2.0))
    }
    case!(val => (0.7,));
}

/// Helpers without derivatives in their arguments need no attribute, whatever they return.
mod without_attribute {
    fn weight(i: usize) -> f64 {
        1.0 / (i as f64 + 1.0)
    }
    fn table(n: usize) -> Vec<f64> {
        (0..n).map(weight).collect()
    }
    fn parity(i: usize) -> bool {
        i % 2 == 0
    }
    struct Rule;
    impl Rule {
        const SCALE: f64 = 0.25;
        fn node(k: usize) -> f64 {
            Self::SCALE * k as f64
        }
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let w = table(x.len());
        let mut s = 0.0;
        for i in 0..x.len() {
            s += x[i] * x[i] * weight(i) + w[i] * x[i] * Rule::node(i);
            if parity(i) {
                s *= 1.5 * Rule::SCALE;
            }
        }
        s * f64::from(u8::from(parity(x.len()))) + s * i32::pow(2, 3) as f64
    }
    case!(ref => (vec![0.7, -0.3, 1.2],), (vec![0.7, 0.2],));
}

mod tuples_and_arrays {
    #[micrograd::differentiable]
    fn rotate(p: (f64, f64), angle: f64) -> (f64, f64) {
        let (s, c) = angle.sin_cos();
        (c * p.0 - s * p.1, s * p.0 + c * p.1)
    }
    #[micrograd::differentiable]
    fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let p = rotate(rotate((x, y), x), 0.5);
        let (a, _) = rotate((p.1, 1.0), p.0);
        let c = cross([a, p.0, 1.0], cross([x, y, 0.5], [p.1, a, 2.0]));
        c[0] + 2.0 * c[1] * cross(c, [1.0, x, 0.0])[2]
    }
    case!(val, val => (0.7, 0.3));
}

mod vectors {
    #[micrograd::differentiable]
    fn softmax(x: &[f64]) -> Vec<f64> {
        let mut y = x.to_vec();
        let mut total = 0.0;
        for i in 0..y.len() {
            y[i] = y[i].exp();
            total += y[i];
        }
        for i in 0..y.len() {
            y[i] /= total;
        }
        y
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let p = softmax(x);
        let q = softmax(&p);
        let r = softmax(&[x[0] * 0.5, p[0] * q[1]]);
        let mut s = 0.0;
        for i in 0..p.len() {
            s += p[i] * q[i] * i as f64;
        }
        s + r[0]
    }
    case!(ref => (vec![0.7, -0.3, 1.2],), (vec![0.7, 0.1],));
}

mod results_thrown_away {
    use super::super::call_mutable::library::bump;
    #[micrograd::differentiable]
    fn g(x: f64) -> f64 {
        x.exp()
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: &mut f64) -> f64 {
        g(x);
        let _ = g(*y);
        bump(y, x);
        let _unused = bump(y, x * x);
        x
    }
    case!(val, mutref => (0.7, 0.3));
}
