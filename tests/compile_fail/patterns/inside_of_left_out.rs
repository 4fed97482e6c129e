//! A type that derivatives are not taken by stays the user's own; its parts would be of other types in emitted code.
use micrograd::prelude::*;

#[derive(Clone, Copy)]
enum Law {
    Linear,
    Power(i32),
}

#[differentiable(wrt(x))]
fn stress(x: f64, law: Law) -> f64 {
    match law {
        Law::Linear => x,
        Law::Power(n) => x.powi(n),
    }
}

fn main() {}
