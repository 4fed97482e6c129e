use micrograd::prelude::*;
struct Layer<F: Fn(f64) -> f64> {
    act: F,
}
#[differentiable]
fn forward(x: f64, w: f64) -> f64 {
    let layer = Layer { act: |v| v.tanh() };
    (layer.act)(w * x)
}
fn main() {}
