use micrograd::prelude::*;
fn kernel(x: f64, s: f64) -> f64 {
    (-x * x / s).exp()
}
#[differentiable]
fn density(x: f64, data: &[f64], s: f64) -> f64 {
    let mut sum = 0.0;
    for d in data {
        sum += kernel(x - d, s);
    }
    sum / data.len() as f64
}
fn main() {}
