//! The twelve evals of [GradBench](https://github.com/gradbench/gradbench), where tools for automatic differentiation are
//! compared: each objective is a plain function under `#[differentiable]`, and each derivative is taken by what that
//! generates.
//!
//! [`protocol`] talks to the driver, [`measure`] runs and times a function, [`evals`] has one module for each eval, with
//! its objective and its derivative as public functions.
#![allow(clippy::many_single_char_names, reason = "the names are those of the mathematics")]
#![allow(clippy::cast_precision_loss, reason = "all counts are small")]
#![allow(clippy::must_use_candidate, reason = "almost all of it is numbers")]
pub mod evals;
pub mod measure;
pub mod protocol;
