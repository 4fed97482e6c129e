//! In a function of `f32` that has an `f64` in it unseen, a tuple with a literal that is given to a function was taken for
//! one of `f64`.
use micrograd::prelude::*;

#[differentiable]
fn g0<'r>(y: (f32, usize), sum: f32, pullback: &'r mut [f32]) -> f32 {
    pullback[0] *= sum;
    y.0 * sum
}
#[differentiable]
fn g1(p: &mut f32, r: &mut [f32]) -> f32 {
    if 0.5 < 0.75 {
        *p *= g0((0.5, 0), *p, &mut r[..1]);
    }
    *p
}
#[differentiable]
fn f(pullback: &mut [f32]) -> f32 {
    let mut x = pullback[0];
    g1(&mut x, pullback) * pullback[0]
}

case!([single] mutref => (vec![-1.1842], ));
