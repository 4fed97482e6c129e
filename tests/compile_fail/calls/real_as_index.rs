use micrograd::differentiable;

#[differentiable]
fn width(x: f64) -> f64 {
    x * x
}

#[differentiable]
fn f(x: &[f64], k: f64) -> f64 {
    let at = width(k);
    x[at]
}

fn main() {}
