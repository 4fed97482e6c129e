use micrograd::differentiable;

#[allow(non_snake_case)]
fn Some(x: f64) -> Option<f64> {
    Option::Some(2.0 * x)
}

#[differentiable]
fn f(x: f64) -> f64 {
    Some(x).unwrap_or(1.0)
}

fn main() {}
