use micrograd::prelude::*;

#[derive(Differentiable)]
struct Both<S: Scalar, T> {
    pairs: Vec<(S, T)>,
}

fn main() {}
