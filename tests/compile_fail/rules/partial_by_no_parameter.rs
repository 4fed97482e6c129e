use micrograd::prelude::*;

#[differentiable(partials(x = y, z = x))]
fn f(x: f64, y: f64) -> f64 {
    x * y
}

fn main() {}
