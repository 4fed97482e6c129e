//! Found by `micrograd-fuzz --seed 99197 --only 46`: a part of the result of a call with `f32`s was taken for an `f64` in a
//! function that has an `f64` elsewhere.
use micrograd::prelude::*;

#[differentiable]
fn g(x: f32, n: usize) -> f32 {
    x * n as f32
}
#[differentiable]
fn f(x: f32) -> f32 {
    if jvp_g(x, 1, x).1.tanh() < 1.1237 || 0.25 <= -1.3371 {
        return x;
    }
    x * x
}

case!([single] val => (-0.5684), (2.3));
