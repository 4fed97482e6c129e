//! Found by `micrograd-fuzz --seed 80053 --only 84`: the type of what `reduce` has found was not known where it was first
//! computed with.
use micrograd::prelude::*;

const RATE: f64 = 0.5;
#[differentiable]
fn f(v: &[f64]) -> f64 {
    v.chunks(2).map(|r| RATE).reduce(|left, right| -left).unwrap_or(0.5)
}

case!(ref => (vec![-1.2327], ), (vec![-1.2327, 0.3, 1.2], ));
