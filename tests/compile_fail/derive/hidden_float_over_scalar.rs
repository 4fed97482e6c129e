use micrograd::prelude::*;

type Real = f64;

#[derive(Differentiable)]
struct P<S: Scalar> {
    x: S,
    weight: Real,
}

fn main() {}
