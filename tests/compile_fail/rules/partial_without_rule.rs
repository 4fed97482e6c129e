use micrograd::prelude::*;

#[differentiable(partials(x.midpoint(1.0)))]
fn f(x: f64) -> f64 {
    x * x
}

#[differentiable(partials("two"))]
fn g(x: f64) -> f64 {
    x * x
}

fn main() {}
