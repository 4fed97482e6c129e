use micrograd::differentiable;
use std::collections::VecDeque;

#[differentiable]
fn f(x: &[f64]) -> f64 {
    let y: VecDeque<f64> = x.iter().map(|v| v * v).collect();
    y[0]
}

fn main() {}
