use micrograd::prelude::*;

#[derive(Clone, Copy, Differentiable)]
struct P {
    x: f64,
}

#[differentiable]
fn f(p: &[(P, f32)], k: f64) -> f64 {
    p[0].0.x * k
}

fn main() {}
