use micrograd::prelude::*;

#[derive(Clone, Default, Differentiable)]
struct Net {
    w: f64,
}

#[differentiable]
fn f(net: Option<Net>, x: f64) -> f64 {
    let net = net.unwrap_or_default();
    net.w * x
}

fn main() {}
