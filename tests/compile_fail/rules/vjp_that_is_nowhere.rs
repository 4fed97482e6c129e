use micrograd::prelude::*;

#[differentiable(vjp = rules::square)]
fn square(x: f64) -> f64 {
    x * x
}

fn main() {}
