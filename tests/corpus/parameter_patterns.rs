//! Patterns in the place of parameters.

mod parameters {
    #[micrograd::differentiable]
    fn g((a, b): (f64, f64), [c, d, ..]: [f64; 3], &k: &f64, _: f64) -> f64 {
        a * b + c * d * k
    }
    #[micrograd::differentiable]
    fn f((x, n): (f64, usize), [y, z]: [f64; 2], &w: &f64, mut t: f64) -> f64 {
        t *= x + y;
        g((x, t), [y, z, 1.0], &w, t) * n as f64
    }
    case!(val, val, ref, val => ((0.7, 3), [0.3, 1.2], 0.6, 0.9));
}
