use micrograd::differentiable;

#[differentiable]
fn norm(x: &[f64; 2]) -> f64 {
    x[0] * x[0] + x[1] * x[1]
}

#[differentiable]
fn f(x: f64) -> f64 {
    norm([x, 1.0])
}

fn main() {}
