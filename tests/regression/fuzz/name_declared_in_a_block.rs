//! Found by `micrograd-fuzz --seed 310035 --only 12`: a number declared in a block was taken for the slice of that name
//! around it.
use micrograd::prelude::*;

#[differentiable]
fn g(v: f64, n: usize) -> f64 {
    v * n as f64
}
#[differentiable]
fn f(grad: &[f64]) -> f64 {
    let a = value_and_grad_g(
        {
            let mut grad = grad[0];
            grad
        },
        2,
    );
    a.0 + a.1
}

case!(ref => (vec![0.5, 0.3]));
