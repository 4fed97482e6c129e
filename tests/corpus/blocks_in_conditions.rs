//! Conditions of loops with statements of their own.

mod block_in_while {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = x;
        let mut k = 0;
        while {
            y = y * x + 0.4;
            k += 1;
            k <= n && y < 9.0
        } {
            y *= 1.1;
        }
        y
    }
    case!(val, int => (0.7, 3), (0.7, 0), (2.1, 6));
}
