use micrograd::differentiable;

#[differentiable]
fn scale(x: &mut [f64], k: f64) {
    x[0] *= k;
}

#[differentiable]
fn f(x: &[f64], k: f64) -> f64 {
    let mut y = x.to_vec();
    scale(&y, k);
    y[0]
}

fn main() {}
