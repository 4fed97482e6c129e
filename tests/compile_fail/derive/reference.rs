use micrograd::prelude::*;

#[derive(Differentiable)]
struct Table {
    values: &'static [f64],
    name: &'static str,
}

fn main() {}
