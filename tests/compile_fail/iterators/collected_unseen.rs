use micrograd::differentiable;

#[differentiable]
fn norm(x: &[f64]) -> f64 {
    x[0]
}

#[differentiable]
fn f(x: &[Vec<f64>]) -> f64 {
    let y: Vec<Vec<f64>> = x.iter().map(|row| row.iter().map(|v| v * v).collect()).collect();
    norm(&y[0])
}

fn main() {}
