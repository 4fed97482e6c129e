use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, w: &[f64]) -> f64 {
    x * w[0]
}

fn main() {
    assert_grad!(f(1.0));
    assert_grad!(f(1.0, 2.0));
}
