use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64]) -> f64 {
    let a = &x[1..];
    a[0] * a[0]
}

fn main() {}
