use micrograd::prelude::*;

struct Handle;

#[derive(Differentiable)]
struct Held {
    x: f64,
    #[differentiable(skip)]
    handle: Handle,
}

fn main() {}
