//! `f32` and `f64` in one function. The function over another scalar knows one precision only, so these are compared
//! with derivatives by hand and not engine by engine.

mod widened {
    #[micrograd::differentiable]
    fn f(x: f32, w: &[f64]) -> f64 {
        let a = f64::from(x) * w[0];
        let b = x as f64 * 0.5;
        a * w[1] + b.sin()
    }
    #[test]
    fn works() {
        let w = [1.25, -0.5];
        let (y, (dx, dw)): (f64, (f32, Vec<f64>)) = value_and_grad_f(0.75, &w);
        assert_eq!(y.to_bits(), f(0.75, &w).to_bits());
        assert!((f64::from(dx) - (w[0] * w[1] + 0.5 * 0.375_f64.cos())).abs() < 1e-7, "{dx}");
        assert_eq!(dw, [0.75 * w[1], 0.75 * w[0]]);
    }
}

mod narrowed {
    #[micrograd::differentiable]
    fn f(x: f64, k: f32) -> f64 {
        let coarse = (x * 3.0) as f32;
        let y = coarse * k;
        f64::from(y) * x
    }
    #[test]
    fn works() {
        let (x, k) = (0.1, 0.5_f32);
        let (y, (dx, dk)): (f64, (f64, f32)) = value_and_grad_f(x, k);
        assert_eq!(y.to_bits(), f(x, k).to_bits());
        assert!((dx - 6.0 * x * 0.5).abs() < 1e-6, "{dx}");
        assert!((f64::from(dk) - 3.0 * x * x).abs() < 1e-6, "{dk}");
    }
}

mod sums_in_double {
    #[micrograd::differentiable]
    fn f(x: &[f32]) -> f32 {
        let mut s = 0.0_f64;
        for v in x {
            s += f64::from(*v) * f64::from(*v);
        }
        s.sqrt() as f32
    }
    #[test]
    fn works() {
        let x = [3.0_f32, 4.0];
        let (y, dx): (f32, Vec<f32>) = value_and_grad_f(&x);
        assert_eq!(y, 5.0);
        assert!((dx[0] - 0.6).abs() < 1e-6 && (dx[1] - 0.8).abs() < 1e-6, "{dx:?}");
    }
}

mod results_of_both {
    #[micrograd::differentiable]
    fn f(x: f64, y: f32) -> (f32, f64) {
        (x as f32 * y, x * f64::from(y))
    }
    #[test]
    fn works() {
        let (value, pullback) = vjp_f(0.5, 3.0);
        assert_eq!(value, (1.5, 1.5));
        let (dx, dy): (f64, f32) = pullback((2.0_f32, 10.0));
        assert_eq!((dx, dy), (36.0, 6.0));
        assert_eq!(jvp_f(0.5, 3.0, 1.0, 2.0_f32), ((1.5, 1.5), (4.0, 4.0)));
    }
}
