use micrograd::prelude::*;

#[differentiable(wrt(x))]
fn g(x: f64, y: f64) -> f64 {
    x * y
}

#[differentiable]
fn f(x: f64) -> f64 {
    g(x, x * x)
}

fn main() {}
