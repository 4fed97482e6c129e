//! Found by `micrograd-fuzz --seed 99046 --only 31`: in a function that names `f32` alone, the result of a call with
//! nothing but literals was taken for an `f64` where it is only compared.
use micrograd::prelude::*;

#[differentiable]
fn g(a: f32, b: f32) -> f32 {
    a * b
}
#[differentiable]
fn f(x: f32) -> f32 {
    if value_and_grad_g(0.5, 0.25).1.1 < 0.7 && g(0.5, 0.25) < 0.5 {
        return x;
    }
    x * x
}

case!([single] val => (-0.5684), (0.3));
