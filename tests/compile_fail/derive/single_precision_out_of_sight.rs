use micrograd::prelude::*;

type Real = f32;

#[derive(Differentiable)]
struct P {
    x: Real,
}

fn main() {}
