//! In a function of `f32` that has an `f64` in it unseen, an array of literals that is given to a function was taken for
//! one of `f64`.
use micrograd::prelude::*;

#[differentiable]
fn g0(d_v1: &[f32], r#type: &[[f32; 2]]) -> f32 {
    r#type[1][0] * r#type[0][1]
}
#[differentiable]
fn sized2<const LEN: usize>(mut u: f32, w: &[f32; LEN]) -> f32 {
    let mut d_x: f32 = 'block: {
        let mut x: f32 = loop {
            break 0.5 * u;
        };
        break 'block g0(&[0.5; 0], &[[0.5, 0.5], [x, 0.5]]);
    };
    let unseen = 0.1;
    d_x * w[0] + unseen as f32
}
#[differentiable]
fn f(w: [f32; 2]) -> f32 {
    sized2(w[1], &w)
}

case!([single] val => ([1.1817, 0.2444], ));
