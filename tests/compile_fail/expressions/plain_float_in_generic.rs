use micrograd::prelude::*;

#[differentiable]
fn f<S: Scalar>(x: S) -> S {
    2.0 * x
}

fn main() {}
