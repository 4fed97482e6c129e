//! Found by `micrograd-fuzz --seed 99038 --only 39`: another variable of the same name, in an inner block, was changed in
//! part, and so the outer one was taken for one that may become another variant.
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
enum Gear {
    Idle,
    Hold([f64; 2]),
}
#[differentiable]
fn f(x: f64) -> f64 {
    let mut gear = Gear::Idle;
    let mut sum = x;
    {
        let mut gear = [x, 0.5];
        let (first, rest) = gear.split_at_mut(1);
        sum += first[0] * rest[0];
    }
    match gear {
        Gear::Idle => sum * x,
        _ => 0.5,
    }
}

case!(val => (1.7993), (-0.3));
