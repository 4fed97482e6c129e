use micrograd::prelude::*;

#[differentiable]
fn f<S: Scalar>(x: S, n: usize) -> S {
    x * S::from_f64(n as f64) * S::from_f64(x.to_f64())
}

fn main() {}
