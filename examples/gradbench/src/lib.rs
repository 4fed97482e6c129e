//! The twelve evals of [GradBench](https://github.com/gradbench/gradbench), where tools for automatic differentiation are
//! compared: each objective is a plain function under `#[differentiable]`, and each derivative is taken by what that
//! generates.
//!
//! [`protocol`] talks to the driver, [`measure`] runs and times a function, [`evals`] has one module for each eval, with
//! its objective and its derivative as public functions.
pub mod evals;
pub mod measure;
pub mod protocol;
