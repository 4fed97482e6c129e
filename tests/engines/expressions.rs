//! Arithmetic.

mod sum_of_product {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        x * y + x
    }
    case!(val, val => (2.0, 3.0), (-0.0, 0.0), (1e-310, 5.0));
}

mod dot {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64], n: usize) -> [f64; 2] {
        let mut s = 0.0;
        for i in 0..n {
            s += w[i] * x;
        }
        [s, x]
    }
    case!([vector] val, ref, int => (2.0, vec![3.0, 4.0], 2), (2.0, vec![3.0], 0));
}
