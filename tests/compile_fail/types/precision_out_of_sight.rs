use micrograd::prelude::*;

type Coarse = f32;

fn plain(n: usize) -> f32 {
    n as f32
}

#[differentiable]
fn f(x: f64, y: Coarse) -> f64 {
    x * f64::from(y)
}

#[differentiable]
fn g(x: f64) -> f64 {
    let y = (x * 3.0) as Coarse;
    f64::from(y)
}

#[differentiable]
fn h(x: f64, y: f32) -> f64 {
    let k = plain(2);
    x * f64::from(k * y)
}

fn main() {}
