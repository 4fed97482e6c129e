use micrograd::prelude::*;

#[derive(Differentiable)]
struct View<'a> {
    x: &'a [f64],
}

fn main() {}
