//! A saddle point: the minimum, by x, of the maximum by y.
use super::descent::{TOLERANCE, minimise};
use super::{Eval, Mode};
use crate::measure::{Answer, measure};
use micrograd::prelude::*;
use serde::Deserialize;
use serde_json::Value;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "saddle",
    functions: &[
        ("rr", |input| run(input, Mode::Reverse, Mode::Reverse)),
        ("ff", |input| run(input, Mode::Forward, Mode::Forward)),
        ("fr", |input| run(input, Mode::Forward, Mode::Reverse)),
        ("rf", |input| run(input, Mode::Reverse, Mode::Forward)),
    ],
};

#[derive(Deserialize)]
struct Input {
    start: [f64; 2],
}

fn run(input: &Value, outer: Mode, inner: Mode) -> Result<Answer, String> {
    measure(input, |i: Input| Ok(i.start), |start| saddle(*start, outer, inner))
}

/// The function whose saddle is sought.
#[differentiable]
pub fn height(x: [f64; 2], y: [f64; 2]) -> f64 {
    x[0] * x[0] + x[1] * x[1] - (y[0] * y[0] + y[1] * y[1])
}

/// The slopes of the height by y.
#[differentiable(wrt(x, y))]
fn slopes(x: [f64; 2], y: [f64; 2], inner: Mode) -> [f64; 2] {
    match inner {
        Mode::Reverse => grad_height(x, y).1,
        Mode::Forward => {
            let still = [0.0; 2];
            [jvp_height(x, y, still, [1.0, 0.0]).1, jvp_height(x, y, still, [0.0, 1.0]).1]
        }
    }
}

/// The y near `start` for which the height is greatest: [`minimise`] of its negative, as a differentiable function of x.
#[differentiable(wrt(x))]
pub fn best_reply(x: [f64; 2], start: [f64; 2], inner: Mode) -> [f64; 2] {
    let mut y = start;
    let mut value = height(x, y);
    let mut slope = slopes(x, y, inner);
    let (mut step, mut successes) = (TOLERANCE, 0);
    while slope[0].hypot(slope[1]) > TOLERANCE {
        if successes == 10 {
            step *= 2.0;
            successes = 0;
            continue;
        }
        let next = [y[0] + step * slope[0], y[1] + step * slope[1]];
        if (next[0] - y[0]).hypot(next[1] - y[1]) <= TOLERANCE {
            break;
        }
        let there = height(x, next);
        if there > value {
            y = next;
            value = there;
            slope = slopes(x, y, inner);
            successes += 1;
        } else {
            step *= 0.5;
            successes = 0;
        }
    }
    y
}

/// The height above the best reply.
#[differentiable(wrt(x))]
pub fn worst(x: [f64; 2], start: [f64; 2], inner: Mode) -> f64 {
    height(x, best_reply(x, start, inner))
}

/// The saddle found from `start`: x, then y. The outer mode is that of the slopes by x, the inner that of those by y.
pub fn saddle(start: [f64; 2], outer: Mode, inner: Mode) -> [f64; 4] {
    let slope = |x| match outer {
        Mode::Reverse => grad_worst(x, start, inner),
        Mode::Forward => [[1.0, 0.0], [0.0, 1.0]].map(|along| jvp_worst(x, start, inner, along).1),
    };
    let x = minimise(start, |x| worst(x, start, inner), slope);
    let y = best_reply(x, start, inner);
    [x[0], x[1], y[0], y[1]]
}
