//! A differentiable function that is called with constants alone is called as it is: arrays, vectors, tuples and structs
//! over the scalar were not taken back to the user's types.
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Q {
    x: f64,
    n: usize,
}

#[differentiable]
fn array<const N: usize>(a: [f64; N]) -> f64 {
    a[0] * a[1]
}

#[differentiable]
fn vec(a: Vec<f64>, b: (f64, usize)) -> f64 {
    a[0] * b.0
}

#[differentiable]
fn own(a: Q, b: Option<f64>) -> f64 {
    if let Some(v) = b { v * a.x } else { 1.0 }
}

#[differentiable]
fn f(x: f64) -> f64 {
    let c = [1.5, 2.0];
    x * array([0.5, 0.25]) + vec(vec![0.75; 2], (0.5, 1)) * x * x + array(c) * own(Q { x: 0.25, n: 1 }, Some(2.0)) * x
}
case!(val => (0.5), (-1.25));
