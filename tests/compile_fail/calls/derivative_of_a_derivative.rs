//! Of the derivatives of a function, three are differentiable themselves.
use micrograd::prelude::*;

#[differentiable]
fn energy(x: f64) -> f64 {
    x.powi(4)
}

#[differentiable]
fn step(x: &mut f64, rate: f64) -> f64 {
    *x *= rate;
    *x * *x
}

#[differentiable]
fn stiffness(x: f64) -> f64 {
    hessian_energy(x)[0][0] * x
}

#[differentiable]
fn slope(x: f64) -> f64 {
    let mut x = x;
    grad_step(&mut x, 0.5)
}

fn main() {}
