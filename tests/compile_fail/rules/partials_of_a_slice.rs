use micrograd::prelude::*;

#[differentiable(partials(x[0]))]
fn f(x: &[f64]) -> f64 {
    x[0]
}

fn main() {}
