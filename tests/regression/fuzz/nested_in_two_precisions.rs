//! Found by `micrograd-fuzz --seed 99007 --only 58`: a function that also computes in `f64`, unseen, had no derivative that
//! a differentiable function could call.
use micrograd::prelude::*;

#[differentiable]
fn g(a: f32, b: f32) -> f32 {
    if b <= 0.3 {
        let mut unused = 1e-1;
        if b > 1.1 {
            return b;
        }
    }
    (a + b).cos()
}
#[differentiable]
fn f(x: f32) -> f32 {
    if 0.5 >= jvp_g(x, x, x, x).1.tanh() + 0.3137 {
        return x;
    }
    0.25
}

case!([single] val => (1.54), (1.339));
