use micrograd::prelude::*;
#[differentiable]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += unsafe { x.get_unchecked(i) * y.get_unchecked(i) };
    }
    s
}
fn main() {}
