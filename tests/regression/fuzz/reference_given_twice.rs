//! `g(y, y)` with a `&mut` parameter `y` and a `g` that only reads was copied as if `y` were a slice.
use micrograd::prelude::*;

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct P {
    own: Vec<f64>,
    x: f64,
}

#[differentiable]
impl P {
    #[differentiable]
    fn with(&self, other: &P) -> f64 {
        other.x * self.own[1]
    }
}

#[differentiable]
fn product(a: &f64, b: &f64) -> f64 {
    a * b
}

#[differentiable]
fn ends(a: &[f64], b: &[f64]) -> f64 {
    a[0] * b[1]
}

#[differentiable]
fn f(y: &mut P, a: &mut [f64], v: &mut f64) -> f64 {
    y.own[0] = y.with(y);
    a[0] = ends(a, a);
    *v = product(v, v) * ends(a, &a[1..]);
    y.x *= *v;
    y.with(y) * ends(a, a) * product(v, v)
}
case!(mutref, mutref, mutref => (P { own: vec![1.75, -0.25], x: 0.5 }, vec![0.5, 1.5, -0.75], 0.75));
