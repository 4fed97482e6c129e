use micrograd::prelude::*;

#[differentiable(modes(grad, hesian))]
fn f(x: f64) -> f64 {
    x * x
}

fn main() {}
