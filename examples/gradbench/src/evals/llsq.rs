//! A polynomial fitted to the sign by least squares.
use super::{Eval, ensure};
use crate::measure::measure;
use micrograd::prelude::*;
use serde::Deserialize;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "llsq",
    functions: &[
        ("primal", |input| measure(input, Input::read, |i| half_squares(&i.x, i.n))),
        ("gradient", |input| measure(input, Input::read, |i| grad_half_squares(&i.x, i.n))),
    ],
};

#[derive(Deserialize)]
struct Input {
    x: Vec<f64>,
    n: usize,
}

impl Input {
    fn read(self) -> Result<Self, String> {
        ensure(self.n >= 2, "`n` must be at least 2")?;
        Ok(self)
    }
}

/// Half the sum of the squared residuals of the polynomial with coefficients `x` at `n` points from -1 to 1, where it
/// should be the sign.
#[differentiable]
pub fn half_squares(x: &[f64], n: usize) -> f64 {
    let mut total = 0.0;
    for i in 0..n {
        let t = -1.0 + (2 * i) as f64 / (n - 1) as f64;
        let mut residual = if t == 0.0 { 0.0 } else { t.signum() };
        let mut power = 1.0;
        for c in x {
            residual -= c * power;
            power *= t;
        }
        total += residual * residual;
    }
    0.5 * total
}
