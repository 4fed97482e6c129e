use micrograd::differentiable;

#[differentiable]
fn f(x: f64, o: Option<f64>) -> f64 {
    o.iter().map(|v| v * x).sum()
}

fn main() {}
