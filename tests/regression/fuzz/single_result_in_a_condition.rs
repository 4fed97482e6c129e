//! Found by `micrograd-fuzz --seed 70078 --only 27`: the function took a result that it only compares for an `f64`.
use micrograd::prelude::*;

#[differentiable]
fn g0(mut v1: [f32; 2], pullback: f32) -> f32 {
    0.5
}
#[differentiable]
fn f(x: &mut [f32]) -> f32 {
    let mut pullback = x.iter().sum::<f32>();
    if g0([0.5, pullback], 0.5) < 0.5 {}
    0.5
}

case!([single] mutref => (vec![-0.2975], ));
