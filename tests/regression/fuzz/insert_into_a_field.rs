//! `Vec::insert` on a field was taken for `Option::insert`.
use micrograd::prelude::*;

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct P {
    own: Vec<f64>,
}

#[differentiable]
fn f(u: &[f64]) -> f64 {
    let mut p = P { own: vec![u[0]; 2] };
    p.own.insert(1, u[1] * 0.5);
    p.own[0] * p.own[1] + p.own[2] * p.own[1]
}
case!(ref => (vec![-0.8383, -0.4165]));
