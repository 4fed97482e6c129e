use micrograd::differentiable;

#[differentiable]
fn f(x: f64, y: Option<&f64>) -> f64 {
    x * y.copied().unwrap_or(1.0)
}

fn main() {}
