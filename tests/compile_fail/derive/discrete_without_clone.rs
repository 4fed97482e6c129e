use micrograd::prelude::*;

#[derive(Differentiable)]
enum Side {
    Left,
    Right,
}

fn main() {}
