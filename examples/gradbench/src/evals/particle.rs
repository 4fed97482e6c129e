//! A particle between two charges: where one of them must be for the particle to land at 0.
use super::descent::minimise;
use super::{Eval, Mode};
use crate::measure::{Answer, measure};
use micrograd::prelude::*;
use serde::Deserialize;
use serde_json::Value;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "particle",
    functions: &[
        ("rr", |input| run(input, Mode::Reverse, Mode::Reverse)),
        ("ff", |input| run(input, Mode::Forward, Mode::Forward)),
        ("fr", |input| run(input, Mode::Forward, Mode::Reverse)),
        ("rf", |input| run(input, Mode::Reverse, Mode::Forward)),
    ],
};

#[derive(Deserialize)]
struct Input {
    w: f64,
}

fn run(input: &Value, outer: Mode, inner: Mode) -> Result<Answer, String> {
    measure(input, |i: Input| Ok(i.w), |w| place_charge(*w, outer, inner))
}

/// How far the particle moves on between two looks at its acceleration.
const STEP: f64 = 0.1;

/// The potential at a place, by charges at (10, 10 - w) and (10, 0).
#[differentiable]
pub fn potential(at: [f64; 2], w: f64) -> f64 {
    1.0 / (at[0] - 10.0).hypot(at[1] - 10.0 + w) + 1.0 / (at[0] - 10.0).hypot(at[1])
}

/// The acceleration at a place: the potential's slopes, downwards.
#[differentiable(wrt(at, w))]
fn acceleration(at: [f64; 2], w: f64, inner: Mode) -> [f64; 2] {
    match inner {
        Mode::Reverse => {
            let ([x, y], _) = grad_potential(at, w);
            [-x, -y]
        }
        Mode::Forward => [-jvp_potential(at, w, [1.0, 0.0], 0.0).1, -jvp_potential(at, w, [0.0, 1.0], 0.0).1],
    }
}

/// The square of the place where the particle lands.
#[differentiable(wrt(w))]
pub fn landing(w: f64, inner: Mode) -> f64 {
    let (mut at, mut velocity) = ([0.0, 8.0], [0.75, 0.0]);
    loop {
        let change = acceleration(at, w, inner);
        at[0] += STEP * velocity[0];
        at[1] += STEP * velocity[1];
        if at[1] <= 0.0 {
            let time = -at[1] / velocity[1];
            let x = at[0] + time * velocity[0];
            return x * x;
        }
        velocity[0] += STEP * change[0];
        velocity[1] += STEP * change[1];
    }
}

/// The w near `start` for which the particle lands nearest to 0. The outer mode is that of the slope by w, the inner that of
/// the acceleration.
pub fn place_charge(start: f64, outer: Mode, inner: Mode) -> f64 {
    let slope = |[w]: [f64; 1]| match outer {
        Mode::Reverse => [grad_landing(w, inner)],
        Mode::Forward => [jvp_landing(w, inner, 1.0).1],
    };
    minimise([start], |[w]| landing(w, inner), slope)[0]
}
