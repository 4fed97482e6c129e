use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64], n: usize) -> f64 {
    let r = 1..n;
    let part = &x[r];
    part.len() as f64 * x[0]
}

fn main() {}
