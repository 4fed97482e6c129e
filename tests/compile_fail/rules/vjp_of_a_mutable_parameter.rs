use micrograd::prelude::*;

#[differentiable(vjp = scale_vjp)]
fn scale(x: &mut [f64], k: f64) {
    x.iter_mut().for_each(|v| *v *= k);
}

#[differentiable(vjp = missing, modes(hvp))]
fn square(x: f64) -> f64 {
    x * x
}

fn main() {}
