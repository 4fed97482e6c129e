use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    #[checkpoint]
    let w = v * n as f64;
    v += w;
    v
}

fn main() {}
