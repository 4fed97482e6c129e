//! Arrays that calls refer to.

/// An array is written from a call that reads it, and nothing comes of it.
mod result_unused {
    #[micrograd::differentiable]
    fn first(v: &[f64; 3]) -> f64 {
        v[0] * v[1]
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = x;
        if n > 0 {
            let mut v = [x; 3];
            v[0] = first(&v);
            v[1] = first(&v);
            if n > 1 {
                y = first(&v);
                v = [y; 3];
                y += first(&v);
            }
        }
        y * x
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 2));
}
