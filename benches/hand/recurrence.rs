//! A long recurrence: xₙ of xᵢ₊₁ = xᵢ + a + b sin(xᵢ), the map of a circle that forgets nothing: its derivatives neither
//! vanish nor grow.
use micrograd::differentiable;

/// The state after `n` steps from `x`.
#[differentiable]
pub fn last(x: f64, a: f64, b: f64, n: usize) -> f64 {
    let mut x = x;
    for _ in 0..n {
        x = x + a + b * x.sin();
    }
    x
}

/// Its derivatives by `x`, `a` and `b`: the states are kept, eight bytes for a step, the sines and cosines are computed
/// again.
#[must_use]
pub fn gradient(x: f64, a: f64, b: f64, n: usize) -> (f64, f64, f64) {
    let mut states = Vec::with_capacity(n);
    let mut x = x;
    for _ in 0..n {
        states.push(x);
        x = x + a + b * x.sin();
    }
    let (mut d_x, mut d_a, mut d_b) = (1.0, 0.0, 0.0);
    for &x in states.iter().rev() {
        let (sin, cos) = x.sin_cos();
        d_a += d_x;
        d_b += d_x * sin;
        d_x += d_x * (b * cos);
    }
    (d_x, d_a, d_b)
}
