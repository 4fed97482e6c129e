use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64], n: usize) -> f64 {
    let r = 1..n;
    let part = &x[r];
    part[0] * 2.0
}

fn main() {}
