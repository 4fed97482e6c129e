use micrograd::differentiable;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    if let 3 = n { x * x } else { x }
}

fn main() {}
