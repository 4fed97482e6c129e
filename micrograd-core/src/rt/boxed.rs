//! `Box::new(v)`.
#![allow(clippy::type_complexity, reason = "a pullback has no other name than what it takes and gives")]
use super::Box;
use crate::{Differentiable, Tangent};

/// The value in a box of its own, where no derivative is in it.
#[inline]
pub fn boxed<T: Clone>(v: &T) -> Box<T> {
    Box::new(v.clone())
}

/// The same with its derivative; called as the companion of a function is.
#[allow(non_camel_case_types, reason = "it stands for a function")]
pub struct boxed {}
impl boxed {
    /// The value.
    #[inline]
    pub fn primal_at<T: Clone>(v: &T) -> Box<T> {
        Box::new(v.clone())
    }
    /// The value and the pullback.
    #[inline]
    pub fn fwd_at<'s, T: Differentiable + Clone + 's>(
        v: &T,
    ) -> (Box<T>, impl Fn(&T, Box<T::Tangent>, Option<&mut T::Tangent>) + use<'s, T>) {
        let pullback = |_: &T, d: Box<T::Tangent>, slot: Option<&mut T::Tangent>| {
            if let Some(slot) = slot {
                slot.accumulate(&d);
            }
        };
        (Box::new(v.clone()), pullback)
    }
}
