use micrograd::prelude::*;
#[differentiable]
fn poly(x: f64, n: usize) -> f64 {
    let y = x * n;
    y
}
fn main() {}
