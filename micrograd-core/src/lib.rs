//! The engines of `micrograd`: what its attribute macro generates code for, and what checks that code.
//!
//! - [`rules`]: the table of derivatives, one row per primitive; everything else is generated from it.
//! - [`Scalar`]: a real number that a program can be written over: `f64`, `f32`, [`Dual`], [`Value`], and nestings.
//! - [`Dual`]: forward mode, a number with its tangent.
//! - [`Value`] and [`Graph`]: reverse mode, a number that records its history; `backward` fills the gradients.
//! - [`precision`]: `f32` and `f64` in one function.
//! - [`Differentiable`]: which tangent belongs to a type.
//! - [`coordinates`]: the reals in a value of any shape, one after the other.
//! - [`check`]: finite differences, the dot test and the tolerances.
//! - [`nn`]: neurons, layers and networks over any scalar.
//! - [`draw`]: pictures of a graph.
#![cfg_attr(not(feature = "std"), no_std)]
extern crate alloc;

mod arithmetic;
pub mod check;
mod constant;
pub mod coordinates;
pub mod draw;
pub mod dual;
pub mod graph;
pub mod nn;
pub mod precision;
#[doc(hidden)]
pub mod rt;
pub mod rules;
pub mod scalar;
pub mod tangent;
pub mod value;

pub use constant::Constant;
pub use coordinates::Coordinates;
pub use dual::Dual;
pub use graph::Graph;
pub use scalar::Scalar;
pub use tangent::{Differentiable, Jet, NoTan, Parts, Tangent};
pub use value::Value;
