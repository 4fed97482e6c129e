//! Checks of a gradient: against differences, against another engine, and forward mode against reverse mode.
//!
//! All compare by [`relative_error`]. NaN never passes, and a comparison that fails names the worst entry.
//!
//! ```
//! use micrograd_core::check::gradcheck;
//! let f = |x: &[f64]| x[0].sin() * x[1];
//! assert!(gradcheck(f, &[0.5, 2.0], &[2.0 * 0.5_f64.cos(), 0.5_f64.sin()]).is_ok());
//! let wrong = gradcheck(f, &[0.5, 2.0], &[1.0, 0.5_f64.sin()]).unwrap_err();
//! assert!(wrong.to_string().starts_with("entry 0: expected 1.755"));
//! ```
pub mod differences;
pub mod engines;

use alloc::vec::Vec;
use core::{error::Error, fmt};

/// The step of a central difference at `x`, divided by `1 + |x|`: near the cube root of the rounding error, where the
/// error of the difference, about `step^2`, and the rounding error, about `1e-16 / step`, are both small.
pub const STEP: f64 = 1e-6;
/// How far a gradient may be from central differences.
pub const DIFFERENCE_TOLERANCE: f64 = 1e-6;
/// How far two engines may be apart; they round differently, nothing more.
pub const ENGINE_TOLERANCE: f64 = 1e-10;
/// How far the two sides of the dot test may be apart.
pub const DOT_TOLERANCE: f64 = 1e-12;

/// What a passed comparison found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Report {
    /// The largest relative error; zero if there was nothing to compare.
    pub error: f64,
    /// The entry that has it.
    pub index: Option<usize>,
}

/// Why a comparison failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mismatch {
    /// The two sides do not have the same number of entries.
    Length {
        /// The number that there should be.
        expected: usize,
        /// The number that there is.
        actual: usize,
    },
    /// The worst entry of those that differ by more than the tolerance; the first NaN, if there is any.
    Entry {
        /// Its index.
        index: usize,
        /// What it should be.
        expected: f64,
        /// What it is.
        actual: f64,
        /// The relative error between the two, possibly NaN.
        error: f64,
        /// The tolerance that it exceeds.
        tolerance: f64,
    },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mismatch::Length { expected, actual } => write!(f, "expected {expected} entries, got {actual}"),
            Mismatch::Entry { index, expected, actual, error, tolerance } => {
                write!(
                    f,
                    "entry {index}: expected {expected:?}, got {actual:?} (relative error {error:.1e}, allowed {tolerance:.0e})"
                )
            }
        }
    }
}
impl Error for Mismatch {}

/// `|a - b| / max(1, |a|, |b|)`; zero for equal infinities, NaN if a side is NaN or only one is infinite.
#[must_use]
pub fn relative_error(a: f64, b: f64) -> f64 {
    #[allow(clippy::float_cmp, reason = "equal infinities, whose difference is NaN")]
    if a == b {
        return 0.0;
    }
    (a - b).abs() / a.abs().max(b.abs()).max(1.0)
}

/// Compares two vectors entry by entry.
///
/// # Errors
/// If the lengths differ, or if an entry differs by more than `tolerance`, or is NaN on either side.
pub fn agree(expected: &[f64], actual: &[f64], tolerance: f64) -> Result<Report, Mismatch> {
    if expected.len() != actual.len() {
        return Err(Mismatch::Length { expected: expected.len(), actual: actual.len() });
    }
    let mut worst = Report::default();
    for (index, (&e, &a)) in expected.iter().zip(actual).enumerate() {
        let error = relative_error(e, a);
        if error.is_nan() {
            return Err(Mismatch::Entry { index, expected: e, actual: a, error, tolerance });
        }
        if worst.index.is_none() || error > worst.error {
            worst = Report { error, index: Some(index) };
        }
    }
    match worst.index {
        Some(index) if worst.error > tolerance => {
            let (expected, actual) = (expected[index], actual[index]);
            Err(Mismatch::Entry { index, expected, actual, error: worst.error, tolerance })
        }
        _ => Ok(worst),
    }
}

/// The gradient of `f` at `x` by central differences, two evaluations for each entry; see [`STEP`].
#[must_use]
pub fn central_differences(f: impl Fn(&[f64]) -> f64, x: &[f64]) -> Vec<f64> {
    let mut point = x.to_vec();
    let mut at = |index: usize, v: f64| {
        point[index] = v;
        let y = f(&point);
        point[index] = x[index];
        y
    };
    let slope = |(index, &v): (usize, &f64)| {
        let step = STEP * (1.0 + v.abs());
        // the step that was really taken, after rounding
        let (above, below) = (v + step, v - step);
        (at(index, above) - at(index, below)) / (above - below)
    };
    x.iter().enumerate().map(slope).collect()
}

/// Checks `grad` against central differences of `f` at `x`, to [`DIFFERENCE_TOLERANCE`].
///
/// # Errors
/// If `grad` does not have the length of `x`, or an entry of it is off.
pub fn gradcheck(f: impl Fn(&[f64]) -> f64, x: &[f64], grad: &[f64]) -> Result<Report, Mismatch> {
    agree(&central_differences(f, x), grad, DIFFERENCE_TOLERANCE)
}

/// The dot test: with the Jacobian `J`, `<J v, ybar> = <v, J^T ybar>` for all `v` and `ybar`, to [`DOT_TOLERANCE`].
///
/// It compares forward mode, `jvp = J v`, with reverse mode, `vjp = J^T ybar`, without any difference quotient.
///
/// # Errors
/// If `jvp` and `ybar`, or `v` and `vjp`, differ in length, or if the products differ: entry 0 then holds both.
pub fn dot_test(jvp: &[f64], ybar: &[f64], v: &[f64], vjp: &[f64]) -> Result<Report, Mismatch> {
    agree(&[dot(ybar, jvp)?], &[dot(v, vjp)?], DOT_TOLERANCE)
}

/// The inner product.
fn dot(a: &[f64], b: &[f64]) -> Result<f64, Mismatch> {
    if a.len() != b.len() {
        return Err(Mismatch::Length { expected: a.len(), actual: b.len() });
    }
    Ok(a.iter().zip(b).map(|(a, b)| a * b).sum())
}
