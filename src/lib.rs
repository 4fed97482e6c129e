//! Autodiff for stable Rust by source transformation.
pub use micrograd_core::*;
pub use micrograd_macros::differentiable;
#[doc(hidden)]
pub mod __private {
    pub use micrograd_core::{Differentiable, Dual, NoTan, Parts, Scalar, rt, rules};
    pub use std::vec::Vec;
}
