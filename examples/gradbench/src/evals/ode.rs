//! A system of ordinary differential equations, solved by Runge and Kutta's method.
use super::{Eval, ensure};
use crate::measure::measure;
use micrograd::prelude::*;
use serde::Deserialize;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "ode",
    functions: &[
        ("primal", |input| measure(input, Input::read, |i| solve(&i.x, i.s))),
        ("gradient", |input| measure(input, Input::read, |i| grad_last(&i.x, i.s))),
    ],
};

#[derive(Deserialize)]
struct Input {
    x: Vec<f64>,
    s: usize,
}

impl Input {
    fn read(self) -> Result<Self, String> {
        ensure(!self.x.is_empty(), "`x` must not be empty")?;
        ensure(self.s >= 1, "`s` must be at least 1")?;
        Ok(self)
    }
}

/// y(2) of y' = F(y) with y(0) = 0, F₀ = x₀ and Fᵢ = xᵢ yᵢ₋₁, by the classical method of fourth order in `s` steps.
#[differentiable]
pub fn solve(x: &[f64], s: usize) -> Vec<f64> {
    let n = x.len();
    let h = 2.0 / s as f64;
    let mut y = vec![0.0; n];
    let (mut k1, mut k2, mut k3, mut k4) = (vec![0.0; n], vec![0.0; n], vec![0.0; n], vec![0.0; n]);
    for _ in 0..s {
        k1[0] = x[0];
        k2[0] = x[0];
        k3[0] = x[0];
        k4[0] = x[0];
        for i in 1..n {
            k1[i] = x[i] * y[i - 1];
        }
        for i in 1..n {
            k2[i] = x[i] * (y[i - 1] + 0.5 * h * k1[i - 1]);
        }
        for i in 1..n {
            k3[i] = x[i] * (y[i - 1] + 0.5 * h * k2[i - 1]);
        }
        for i in 1..n {
            k4[i] = x[i] * (y[i - 1] + h * k3[i - 1]);
        }
        for i in 0..n {
            y[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
        }
    }
    y
}

/// The last component of the solution.
#[differentiable]
pub fn last(x: &[f64], s: usize) -> f64 {
    solve(x, s)[x.len() - 1]
}
