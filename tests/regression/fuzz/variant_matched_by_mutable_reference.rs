//! Found by `micrograd-fuzz --seed 70068 --only 13`: a match on `&mut` of a variable was taken for a change of it.
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
enum Gear {
    Idle,
    Hold(f64),
}
#[differentiable]
fn f(acc: f64) -> f64 {
    let mut r = Gear::Idle;
    match &mut r {
        Gear::Idle => {}
        _ => {}
    }
    0.5
}

case!(val => (1.9331, ));
