//! `while let`.

mod while_let {
    #[micrograd::differentiable]
    fn next(x: f64, n: usize) -> Option<f64> {
        if x > 0.2 && n < 5 { Some(x * x * 0.9) } else { None }
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut t = x;
        let mut s = 1.0;
        let mut n = 0;
        while let Some(v) = next(t, n) {
            s += v * t;
            t = v;
            n += 1;
        }
        s * t
    }
    case!(val => (0.9,), (0.1,), (1.05,));
}
