use micrograd::prelude::*;
#[differentiable]
fn median(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    y.sort_by(|a, b| a.partial_cmp(b).unwrap());
    y[y.len() / 2]
}
fn main() {}
