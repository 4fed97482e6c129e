//! The new length of `resize` was evaluated again after elements had been taken off: a wrong value, without an error.
use micrograd::prelude::*;

#[differentiable]
fn f(c: &mut Vec<f64>, x: f64) -> f64 {
    c.resize(1 + c[c.len() - 1] as usize, x * c[0]);
    c.iter().sum::<f64>() * x
}
case!(mutref, val => (vec![1.4612, -1.3096], 0.5), (vec![1.4612, 2.25], 0.5), (vec![2.5, 3.0, 0.25], -0.75));
