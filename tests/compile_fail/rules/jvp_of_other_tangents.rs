use micrograd::prelude::*;

#[differentiable(vjp = square_vjp, jvp = square_jvp)]
fn square(x: f64) -> f64 {
    x * x
}

fn square_vjp(x: f64) -> (f64, impl Fn(f64) -> f64) {
    (x * x, move |seed| 2.0 * x * seed)
}

fn square_jvp(x: f64, d: &f64) -> (f64, f64) {
    (x * x, 2.0 * x * d)
}

fn main() {}
