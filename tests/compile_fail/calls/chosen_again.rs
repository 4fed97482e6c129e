//! A reference to a list that is assigned again.
use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, y: &[f64]) -> f64 {
    let mut list: &[f64] = &[1.0, 2.0];
    if x > 0.5 {
        list = y;
    }
    x * list[0]
}

fn main() {}
