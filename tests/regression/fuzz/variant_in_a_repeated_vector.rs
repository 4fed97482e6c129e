//! Found by `micrograd-fuzz --seed 70032 --only 28`: a match that stands in `vec![..; n]` was not seen when it was asked
//! whether an enum has reals.
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
enum Gear {
    Idle,
    Hold { p0: f64 },
}

#[differentiable]
fn f(p: f64) -> f64 {
    let gear = Gear::Idle;
    let d: Vec<f64> = vec![
        match gear {
            Gear::Idle => p * p,
            Gear::Hold { p0: b } => p * b,
        };
        3
    ];
    d[1]
}

#[test]
fn a_match_in_a_repeated_vector() {
    assert_eq!(value_and_grad_f(1.5), (2.25, 3.0));
    assert_eq!(Gear::Hold { p0: 1.0 }, Gear::Hold { p0: 1.0 });
}
