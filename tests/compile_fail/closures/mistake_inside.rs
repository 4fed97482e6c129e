use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64]) -> f64 {
    let mid = |v: f64| v.midpoint(1.0);
    mid(x[0]) + x.iter().map(|v| mid(*v)).sum::<f64>()
}

fn main() {}
