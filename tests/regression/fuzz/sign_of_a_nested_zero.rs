//! Found by `micrograd-fuzz --seed 140043 --only 36`: a derivative that is zero, computed inside, was `-0.0` where it was
//! computed with `Value`, which passes on what is zero but has a derivative, and `0.0` elsewhere.
use micrograd::prelude::*;

#[differentiable]
fn g(q: f64) -> f64 {
    let q = 0.5.ln() * q * q;
    (q * (q - q)).sin()
}
#[differentiable]
fn f(x: f64, dx: f64) -> [f64; 2] {
    [x, jvp_g(x, dx).1]
}

case!([vector] val, val => (-0.6245, -1.9271), (0.6245, 1.9271), (-0.6245, 1.9271));
