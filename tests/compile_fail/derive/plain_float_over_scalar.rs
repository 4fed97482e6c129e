use micrograd::prelude::*;

#[derive(Differentiable)]
struct P<S: Scalar> {
    x: S,
    weights: Vec<f64>,
}

fn main() {}
