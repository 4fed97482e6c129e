use micrograd::prelude::*;
#[differentiable]
fn step(x: &mut Vec<f64>, dt: f64) {
    x.iter_mut().for_each(|v| *v += dt * v.sin());
    x.retain(|v| *v > 0.0);
}
fn main() {}
