use micrograd::differentiable;

#[differentiable]
fn f(x: f64, y: f32) -> f64 {
    x * y
}

#[differentiable]
fn g(x: f64, y: f32) -> f64 {
    let z = x.max(1.0) + 0.5_f32;
    if y < x { z } else { y }
}

fn main() {}
