use micrograd::prelude::*;

#[differentiable(jvp = square_jvp)]
fn square(x: f64) -> f64 {
    x * x
}

fn square_jvp(x: f64, d: f64) -> (f64, f64) {
    (x * x, 2.0 * x * d)
}

fn main() {}
