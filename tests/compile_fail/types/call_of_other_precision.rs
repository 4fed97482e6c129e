use micrograd::prelude::*;

#[derive(Clone, Copy, Differentiable)]
struct Coarse {
    x: f32,
}

#[differentiable]
fn narrow(x: f64) -> f32 {
    x as f32
}

#[differentiable]
fn f(x: f64) -> f64 {
    let y = narrow(x);
    f64::from(y)
}

#[differentiable]
fn g(p: &Coarse, k: f32) -> f64 {
    f64::from(p.x * 0.1) * f64::from(k)
}

fn main() {}
