//! Types of every visibility, none of which raises a warning or lets anything private out.
use alloc::{vec, vec::Vec};
use mg::Differentiable;

/// Private, in a field of a public type.
#[derive(Clone, Debug, Differentiable)]
#[differentiable(crate = "mg")]
struct Hidden {
    x: f64,
}

/// Public, with fields of every visibility.
#[derive(Clone, Debug, Differentiable)]
#[differentiable(crate = "mg")]
#[must_use]
#[non_exhaustive]
pub struct Shown {
    /// Public.
    pub a: f64,
    pub(crate) b: Vec<f64>,
    hidden: Vec<Hidden>,
    #[differentiable(skip)]
    flags: [bool; 4],
}

impl Shown {
    /// A value.
    pub fn new(a: f64) -> Self {
        Shown { a, b: vec![2.0], hidden: vec![Hidden { x: 3.0 }], flags: [false; 4] }
    }

    /// The sum of its numbers.
    #[must_use]
    pub fn sum(&self) -> f64 {
        let hidden: f64 = self.hidden.iter().map(|h| h.x).sum();
        if self.flags[0] {
            0.0
        } else {
            self.a + self.b.iter().sum::<f64>() + hidden
        }
    }
}

/// With old parts.
#[derive(Clone, Copy, Debug, Differentiable)]
#[differentiable(crate = "mg")]
pub enum Choice {
    /// One.
    #[non_exhaustive]
    One(f64, f64),
    /// Two.
    Two {
        /// The size.
        #[deprecated = "it is old"]
        size: f64,
    },
    /// Three.
    Three,
}

/// Over a parameter.
#[derive(Clone, Copy, Debug, Differentiable)]
#[differentiable(crate = "mg")]
pub struct Over<T>(pub T, pub [u8; 2]);

/// In the scalar's own terms, and with a private type.
#[derive(Clone, Copy, Debug, Differentiable)]
#[differentiable(crate = "mg")]
pub struct Scaled<S: mg::Scalar, const N: usize> {
    /// Public.
    pub x: [S; N],
    hidden: Inner<S>,
}

#[derive(Clone, Copy, Debug, Differentiable)]
#[differentiable(crate = "mg")]
struct Inner<S: mg::Scalar>(S);

impl<S: mg::Scalar, const N: usize> Scaled<S, N> {
    /// A value.
    #[must_use]
    pub fn new(x: [S; N]) -> Self {
        Scaled { x, hidden: Inner(S::ONE) }
    }

    /// The hidden number.
    #[must_use]
    pub fn hidden(&self) -> S {
        self.hidden.0
    }
}

/// Without reals.
#[derive(Clone, Copy, Debug, Differentiable)]
#[differentiable(crate = "mg")]
pub(crate) enum Side {
    Left,
    Right,
}

#[allow(non_camel_case_types, reason = "the user's own choice")]
#[derive(Clone, Copy, Debug, Differentiable)]
#[differentiable(crate = "mg")]
pub(crate) struct lower_case {
    pub(super) side: Side,
    pub(super) x: f64,
}

/// Everything is used somewhere.
#[must_use]
pub fn used(left: bool) -> f64 {
    let side = if left { Side::Left } else { Side::Right };
    let lower = lower_case { side, x: 1.0 };
    if let Side::Left = lower.side {
        lower.x
    } else {
        -lower.x
    }
}
