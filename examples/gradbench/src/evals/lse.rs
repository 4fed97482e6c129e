//! The logarithm of a sum of exponentials.
use super::{Eval, ensure};
use crate::measure::measure;
use micrograd::prelude::*;
use serde::Deserialize;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "lse",
    functions: &[
        ("primal", |input| measure(input, Input::read, |x| log_sum_exp(x))),
        ("gradient", |input| measure(input, Input::read, |x| grad_log_sum_exp(x))),
    ],
};

#[derive(Deserialize)]
struct Input {
    x: Vec<f64>,
}

impl Input {
    fn read(self) -> Result<Vec<f64>, String> {
        ensure(!self.x.is_empty(), "`x` must not be empty")?;
        Ok(self.x)
    }
}

/// ln Σ exp(xᵢ), of exponents from which the largest is subtracted, so that none overflows. It cancels from the
/// derivative, and is held constant there.
#[differentiable]
pub fn log_sum_exp(x: &[f64]) -> f64 {
    let largest = stop_gradient(x.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    largest + x.iter().map(|x| (x - largest).exp()).sum::<f64>().ln()
}
