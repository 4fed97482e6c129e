use micrograd::prelude::*;

#[differentiable(partials(y))]
fn f(x: f64, y: f64) -> f64 {
    x * y
}

fn main() {}
