use micrograd::prelude::*;
#[differentiable]
fn poly(x: f64, t: &std::cell::Cell<f64>) -> f64 {
    t.set(x);
    let k = x.to_bits();
    x * k as f64
}
fn main() {}
