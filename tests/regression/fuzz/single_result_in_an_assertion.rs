//! Found by `micrograd-fuzz --seed 70091 --only 91`: the function took a result that it only compares for an `f64`.
use micrograd::prelude::*;

#[differentiable]
fn g0(__st0: f32) -> f32 {
    0.5
}
#[differentiable]
fn g1<'r>(r: &'r [usize], S: f32) -> f32 {
    debug_assert!(g0((((r[1] + r[0]) % 10) as f32).sin()) < 1e9);
    0.5
}
#[differentiable]
fn f(dy: f32) -> f32 {
    0.5
}

case!([single] val => (0.0651, ));
