use micrograd::prelude::*;

#[derive(Clone, Copy, Differentiable)]
struct Fine {
    x: f64,
}

#[differentiable]
fn f(p: &Fine) -> f32 {
    (p.x * 3.0) as f32
}

fn main() {}
