//! Found by `micrograd-fuzz --seed 70113 --only 82`: a variant was not mapped to the image of its enum.
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct P0 {
    v: f64,
}
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
enum Gear {
    Idle,
    Hold { p0: f64 },
    Ramp { p0: f64 },
    Pair { p0: [f64; 2] },
}
mod inner1 {
    use super::*;
    #[differentiable]
    pub fn h1(dy: &[f64; 3], u: &mut f64, mut v1: f64, value: &Gear) -> P0 {
        P0 { v: 0.5 }
    }
}
use inner1::h1 as renamed1;
#[differentiable]
fn f(tape: &mut f64) -> f64 {
    let out = Gear::Idle;
    let _ = renamed1(&[0.5, 0.5, 0.5], &mut 0.5, 0.5, &out);
    0.5
}

case!(mutref => (1.4927, ));
