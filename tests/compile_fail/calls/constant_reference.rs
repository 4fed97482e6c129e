//! A constant that is a reference is passed by its name.
use micrograd::prelude::*;

const KNOTS: &[f64] = &[1.0, 2.0];

#[differentiable]
fn spline(x: f64, knots: &[f64]) -> f64 {
    knots.iter().map(|k| (x - k).powi(3)).sum()
}

#[differentiable]
fn f(x: f64) -> f64 {
    spline(x, KNOTS)
}

fn main() {}
