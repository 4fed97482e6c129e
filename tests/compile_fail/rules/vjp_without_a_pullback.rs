use micrograd::prelude::*;

#[differentiable(vjp = square_vjp)]
fn square(x: f64) -> f64 {
    x * x
}

fn square_vjp(x: f64) -> (f64, f64) {
    (x * x, 2.0 * x)
}

fn main() {}
