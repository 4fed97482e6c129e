//! `f32` and `f64` in one function, and functions of one or the other that call each other.

mod library {
    use micrograd::{Scalar, differentiable};

    #[differentiable]
    pub fn single(x: f32, y: f32) -> f32 {
        (x * 0.1).sin() * y + 0.1
    }
    #[differentiable]
    pub fn double(x: f64, y: f64) -> f64 {
        (x * 0.1).sin() * y + 0.1
    }
    #[differentiable]
    pub fn generic<S: Scalar>(x: S, y: S) -> S {
        x.exp() * y + S::from_f64(0.25)
    }
    #[differentiable]
    pub fn norm(x: &[f32]) -> f64 {
        let mut s = 0.0;
        for v in x {
            s += f64::from(*v) * f64::from(*v);
        }
        s.sqrt()
    }
    #[differentiable]
    pub fn narrow(x: f64) -> f32 {
        (x * 0.3) as f32 * 0.7
    }
    #[differentiable]
    pub fn axpy(a: f64, x: &[f32], y: &mut [f32]) {
        for (y, x) in y.iter_mut().zip(x) {
            *y += (a * f64::from(*x)) as f32;
        }
    }
    pub fn plain(x: f32, n: usize) -> f32 {
        x * n as f32
    }
}

mod mixed_calls_all {
    use super::library::*;
    #[micrograd::differentiable]
    fn f(x: f64, k: f32, w: &[f32]) -> f64 {
        let a = single(k, w[0]);
        let b = double(x, f64::from(a));
        let c = generic(k, a) * 0.5;
        let d = generic(x, b);
        let e = norm(w) * norm(&[k, a]);
        let g = narrow(d);
        let h: f32 = 2.0 * single(g, 0.1);
        let mut y = [k, c];
        axpy(x, w, &mut y);
        let p = plain(0.1, w.len());
        d + e + f64::from(c * g + h + y[0] * y[1] + p)
    }
    case!([mixed] val, val, ref => (0.3, 0.7_f32, vec![0.1_f32, -0.9]), (-1.3, 0.1_f32, vec![0.3_f32, 0.2]));
}

mod single_calls_mixed {
    use super::library::{axpy, narrow, norm};
    #[micrograd::differentiable]
    pub fn inner(x: f32, w: &[f32]) -> f32 {
        let y = norm(w);
        narrow(y) * x
    }
    #[micrograd::differentiable]
    fn f(x: f32, w: &[f32]) -> f64 {
        let y = inner(x, w);
        f64::from(y) * 0.5
    }
    case!([mixed] val, ref => (0.3_f32, vec![0.1_f32, -0.9]));
    mod alone {
        pub use super::inner as f;
        pub use super::inner;
        #[test]
        fn computes_in_double() {
            let w = [0.1_f32, -0.9];
            let plain = f(0.3, &w);
            let (y, (dx, dw)): (f32, (f32, Vec<f32>)) = super::value_and_grad_inner(0.3, &w);
            assert_eq!(y.to_bits(), plain.to_bits());
            assert!((dx - y / 0.3).abs() < 1e-6 && dw.len() == 2);
        }
    }
}

mod double_calls_mixed {
    use super::library::narrow;
    mod out_of_sight {
        use micrograd::differentiable;
        #[differentiable]
        pub fn coarse(x: f64) -> f64 {
            f64::from((x * 3.0) as f32)
        }
    }
    use out_of_sight::coarse;
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        coarse(x * y) * y + coarse(x)
    }
    case!([mixed, unseen] val, val => (0.3, 0.7), (0.1, 0.1));
}

mod recursion {
    #[micrograd::differentiable(recursive)]
    fn f(x: f32, y: f64, n: usize) -> f64 {
        if n == 0 {
            return y;
        }
        f(x * 0.9 + (y * 0.1) as f32, y * f64::from(x), n - 1) + f64::from(x)
    }
    case!([mixed] val, val, int => (0.7_f32, 0.3, 3), (0.7_f32, 0.3, 0));
}

mod data {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    struct Fine {
        k: f64,
        n: usize,
        rest: Vec<f64>,
    }
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    struct Coarse {
        x: f32,
        y: f32,
    }
    #[micrograd::differentiable]
    fn built(a: f32, p: &Fine) -> f64 {
        let c = Coarse { x: a, y: 0.1 };
        let fine = Fine { k: f64::from(c.x * c.y) + 0.1, n: p.n, rest: vec![p.k, p.rest[0]] };
        let product = c.x * c.y;
        fine.k * p.k + f64::from(product) + fine.rest[1]
    }
    #[micrograd::differentiable]
    fn given(c: &Coarse, d: Coarse, k: f64) -> (Coarse, f64) {
        let x: f32 = c.x;
        let sum = d.y * c.y * 0.1_f32;
        (Coarse { x: d.x * x, y: (k * 3.0) as f32 }, f64::from(sum) * k)
    }
    #[micrograd::differentiable]
    impl Coarse {
        #[differentiable]
        fn dot(&self, other: &Coarse) -> f32 {
            self.x * other.x + self.y * other.y
        }
    }
    #[micrograd::differentiable]
    impl Fine {
        #[differentiable]
        fn scaled(&self, k: f32) -> f64 {
            let rounded = k * self.k as f32;
            f64::from(rounded) * self.rest[0] + self.k
        }
    }
    #[micrograd::differentiable]
    fn methods(p: &Fine, c: &Coarse, k: f32) -> f64 {
        let d: f32 = c.dot(c);
        p.scaled(d * k) * 0.5
    }
    #[test]
    fn works() {
        let fine = Fine { k: 0.3, n: 2, rest: vec![0.9, 0.1] };
        let c = Coarse { x: 0.1, y: 0.7 };
        let (y, (da, dp)): (f64, (f32, FineTangent<f64>)) = value_and_grad_built(0.7, &fine);
        assert_eq!(y.to_bits(), built(0.7, &fine).to_bits());
        assert!((da - (0.1 * 0.3 + 0.1)).abs() < 1e-6, "{da}");
        assert_eq!(dp.rest, [1.0, 0.0]);
        let (value, pullback) = vjp_given(&c, c, 0.1);
        assert_eq!(value, given(&c, c, 0.1));
        let (dc, dd, dk): (CoarseTangent<f32>, CoarseTangent<f32>, f64) =
            pullback((CoarseTangent { x: 1.0, y: 1.0 }, 0.0));
        assert_eq!((dc.x, dc.y, dd.x, dd.y), (0.1, 0.0, 0.1, 0.0));
        assert_eq!(dk, 3.0);
        let (y, (dp, dc, dk)): (f64, (FineTangent<f64>, CoarseTangent<f32>, f32)) =
            value_and_grad_methods(&fine, &c, 0.3);
        assert_eq!(y.to_bits(), methods(&fine, &c, 0.3).to_bits());
        assert!(dp.k != 0.0 && dc.x != 0.0 && dk != 0.0);
        let tangent = jvp_methods(&fine, &c, 0.3, &dp, &dc, dk);
        let square = dp.k * dp.k + dp.rest[0] * dp.rest[0];
        let coarse = f64::from(dc.x * dc.x + dc.y * dc.y + dk * dk);
        assert!((tangent.1 - square - coarse).abs() < 1e-6, "{tangent:?}");
    }
}
