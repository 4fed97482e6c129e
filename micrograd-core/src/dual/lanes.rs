//! What a dual number carries along: one tangent, or several in lanes.
use crate::Scalar;
use core::{
    fmt::Debug,
    ops::{Add, Neg, Sub},
};

/// The tangents of `N` directions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes<S, const N: usize>(pub [S; N]);

/// How many lanes one pass for a Jacobian by `n` inputs has: as many as it takes to do with the fewest passes, at most
/// eight. `lanes(26)` is 7: four passes.
#[must_use]
pub const fn lanes(n: usize) -> usize {
    const MOST: usize = 8;
    if n == 0 {
        return 1;
    }
    let passes = n.div_ceil(MOST);
    n.div_ceil(passes)
}

/// A vector space over the scalar `S`, in which the tangent of a [`Dual`](crate::Dual) lives: `S` itself, or [`Lanes`].
pub trait Along<S: Scalar>:
    Copy + Debug + Default + Add<Output = Self> + Sub<Output = Self> + Neg<Output = Self>
{
    /// The tangent of a constant: zero.
    const NONE: Self;
    /// The same lanes over the scalar's neighbour in single precision.
    type Single: Along<S::Single, Double = Self>;
    /// The same lanes over the scalar's neighbour in double precision.
    type Double: Along<S::Double, Single = Self>;
    /// `by * self`
    #[must_use]
    fn scaled(self, by: S) -> Self;
    /// The same, but a lane of value zero stays so, also where `by` is infinite or NaN, and has no sign: with or without
    /// derivatives of its own, it is `0.0`.
    #[must_use]
    fn passed(self, by: S) -> Self;
    /// Whether every lane is exactly zero, with all its own derivatives.
    fn is_zero(self) -> bool;
    /// `self as f32`, lane by lane.
    fn single(self) -> Self::Single;
    /// `self as f64`, lane by lane.
    fn double(self) -> Self::Double;
}

impl<S: Scalar> Along<S> for S {
    const NONE: Self = S::ZERO;
    type Single = S::Single;
    type Double = S::Double;
    #[inline]
    fn scaled(self, by: S) -> Self {
        by * self
    }
    #[inline]
    fn passed(self, by: S) -> Self {
        if self.is_exact_zero() {
            S::ZERO
        } else if self.to_f64() == 0.0 {
            (by * self).with_value(0.0)
        } else {
            by * self
        }
    }
    #[inline]
    fn is_zero(self) -> bool {
        self.is_exact_zero()
    }
    #[inline]
    fn single(self) -> S::Single {
        self.to_single()
    }
    #[inline]
    fn double(self) -> S::Double {
        self.to_double()
    }
}

impl<S: Scalar, const N: usize> Along<S> for Lanes<S, N> {
    const NONE: Self = Lanes([S::ZERO; N]);
    type Single = Lanes<S::Single, N>;
    type Double = Lanes<S::Double, N>;
    #[inline]
    fn scaled(self, by: S) -> Self {
        Lanes(self.0.map(|d| by * d))
    }
    #[inline]
    fn passed(self, by: S) -> Self {
        Lanes(self.0.map(|d| d.passed(by)))
    }
    #[inline]
    fn is_zero(self) -> bool {
        self.0.iter().all(|d| d.is_exact_zero())
    }
    #[inline]
    fn single(self) -> Self::Single {
        Lanes(self.0.map(Scalar::to_single))
    }
    #[inline]
    fn double(self) -> Self::Double {
        Lanes(self.0.map(Scalar::to_double))
    }
}

impl<S: Scalar, const N: usize> Default for Lanes<S, N> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<S: Scalar, const N: usize> Add for Lanes<S, N> {
    type Output = Self;
    #[inline]
    fn add(self, d: Self) -> Self {
        Lanes(core::array::from_fn(|k| self.0[k] + d.0[k]))
    }
}

impl<S: Scalar, const N: usize> Sub for Lanes<S, N> {
    type Output = Self;
    #[inline]
    fn sub(self, d: Self) -> Self {
        Lanes(core::array::from_fn(|k| self.0[k] - d.0[k]))
    }
}

impl<S: Scalar, const N: usize> Neg for Lanes<S, N> {
    type Output = Self;
    #[inline]
    fn neg(self) -> Self {
        Lanes(self.0.map(|d| -d))
    }
}
