use micrograd::prelude::*;

#[differentiable]
fn f(x: f64) -> f64 {
    x * x
}

fn main() {
    assert_grad!(f(1.0), tolerance = 1e-6);
}
