use micrograd::prelude::*;

#[derive(Differentiable)]
struct Mixed {
    x: f32,
    y: [f64; 2],
}

#[derive(Differentiable)]
#[differentiable(f32)]
struct Option {
    x: f64,
}

#[derive(Clone, Differentiable)]
#[differentiable(f32)]
struct Nothing {
    n: u8,
    #[differentiable(skip)]
    x: f32,
}

#[derive(Clone, Differentiable)]
#[differentiable(f32)]
struct Over<S: Scalar>(S);

fn main() {}
