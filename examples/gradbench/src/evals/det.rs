//! A determinant by cofactors.
use super::{Eval, ensure};
use crate::measure::measure;
use micrograd::prelude::*;
use serde::Deserialize;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "det",
    functions: &[
        ("primal", |input| measure(input, Input::read, |i| determinant(&i.a, i.ell))),
        ("gradient", |input| measure(input, Input::read, |i| grad_determinant(&i.a, i.ell))),
    ],
};

#[derive(Deserialize)]
struct Input {
    #[serde(rename = "A")]
    a: Vec<f64>,
    ell: usize,
}

impl Input {
    fn read(self) -> Result<Self, String> {
        ensure((2..=32).contains(&self.ell), "`ell` must be from 2 to 32")?;
        ensure(self.a.len() == self.ell * self.ell, "`A` must have ell² numbers")?;
        Ok(self)
    }
}

/// The determinant of an `n` by `n` matrix, row by row.
#[differentiable]
pub fn determinant(a: &[f64], n: usize) -> f64 {
    minor(a, n, 0, u32::MAX >> (32 - n))
}

/// The determinant of the rows from `row` on and of the columns that are left, a bit for each: the sum over these columns
/// of the entry in the first row times what is left without both, with alternating signs.
#[differentiable(recursive)]
fn minor(a: &[f64], n: usize, row: usize, columns: u32) -> f64 {
    if row + 1 == n {
        return a[row * n + columns.trailing_zeros() as usize];
    }
    let (mut total, mut sign, mut left) = (0.0, 1.0, columns);
    while left != 0 {
        let column = left.trailing_zeros() as usize;
        total += sign * a[row * n + column] * minor(a, n, row + 1, columns & !(1 << column));
        sign = -sign;
        left &= left - 1;
    }
    total
}
