//! A vector that the function shortens and whose items no result depends on: its gradient had the length it ended with.
use micrograd::prelude::*;

#[differentiable]
fn f(mut r: Vec<f64>) -> f64 {
    r.remove(0);
    0.5
}

case!(val => (vec![-1.0757, 1.3288, 1.7176],));
