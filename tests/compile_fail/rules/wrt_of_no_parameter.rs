use micrograd::prelude::*;

#[differentiable(wrt(x, z, n))]
fn f(x: f64, y: f64, n: usize) -> f64 {
    x * y * n as f64
}

fn main() {}
