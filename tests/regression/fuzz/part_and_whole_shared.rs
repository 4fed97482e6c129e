//! `g(&y.v, y)` where `y` is a `&mut` of an own type: it was copied back element by element, as if it were a list (random
//! programs, seed 160012, program 30).
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct Pair {
    v: [f64; 2],
}

#[differentiable]
fn product(a: &[f64; 2], of: &Pair) -> f64 {
    a[0] * of.v[1] * of.v[1]
}

#[differentiable]
fn shared(pair: &mut Pair, x: f64) -> f64 {
    pair.v[0] *= x;
    product(&pair.v, pair) + pair.v[1]
}

#[differentiable]
fn f(x: &[f64]) -> f64 {
    let mut pair = Pair { v: [x[0], x[1]] };
    shared(&mut pair, x[1]) * pair.v[0]
}

case!(ref => (vec![0.5209, -0.4015],));
