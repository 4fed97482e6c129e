//! The square of a number.
use super::Eval;
use crate::measure::measure;
use micrograd::prelude::*;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "hello",
    functions: &[
        ("square", |input| measure(input, Ok, |x: &f64| square(*x))),
        ("double", |input| measure(input, Ok, |x: &f64| grad_square(*x))),
    ],
};

/// x².
#[differentiable]
pub fn square(x: f64) -> f64 {
    x * x
}
