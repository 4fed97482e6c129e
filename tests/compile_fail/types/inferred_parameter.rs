use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, Differentiable)]
struct Cx<S: Scalar> {
    re: S,
    im: S,
}

#[differentiable]
fn f(x: f64, y: f64) -> f64 {
    let z = Cx { re: x, im: y };
    z.re * z.im
}

fn main() {}
