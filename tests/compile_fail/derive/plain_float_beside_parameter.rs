use micrograd::prelude::*;

#[derive(Differentiable)]
struct Weighted<T> {
    value: T,
    weight: f64,
}

fn main() {}
