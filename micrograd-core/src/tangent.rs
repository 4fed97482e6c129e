//! Tangents: which vector space the derivative of a type lives in.
//!
//! A real number is its own tangent, an integer has the zero-sized [`NoTan`], a container has a container of its
//! items' tangents. Generated code never names a concrete type: it asks these traits, so a wrong guess of the macro
//! is a compile error and never a wrong gradient.
mod containers;

use crate::{Dual, Scalar, Value};

/// The tangent of a type without real numbers in it: zero-sized, and every sum of it is itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoTan;

/// A type whose values a derivative can be taken with respect to.
///
/// Implemented for real scalars, integers, `bool` and `char`, and for arrays, slices, `Vec`, `Option` and tuples of
/// such types.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not `Differentiable`",
    label = "`#[differentiable]` needs the tangent of this type",
    note = "reals, integers, `bool`, and arrays, slices, `Vec`, `Option` and tuples of them are differentiable"
)]
pub trait Differentiable {
    /// An owned tangent: one real for every real in `Self`, in the same arrangement.
    type Tangent: Tangent + Clone;
    /// The same type over another scalar; owned (the image of a slice is a `Vec`).
    type At<S: Scalar>;
    /// The same type over dual numbers of its own scalar; owned.
    type Dual;

    /// The zero tangent with the shape of `self`.
    fn zero_tangent(&self) -> Self::Tangent;
    /// `self` over another scalar, as a constant: all its derivatives are zero.
    fn lift<S: Scalar>(&self) -> Self::At<S>;
    /// `self` with the tangent `d` attached.
    ///
    /// # Panics
    /// If `d` has not the shape of `self`.
    fn seed(&self, d: &Self::Tangent) -> Self::Dual;
}

/// An element of a tangent space.
pub trait Tangent {
    /// `*self += d`.
    ///
    /// # Panics
    /// If the shapes differ.
    fn accumulate(&mut self, d: &Self);
}

/// A value over dual numbers, taken apart into primal and tangent.
pub trait Parts {
    /// The type of the primal part.
    type Primal;
    /// The type of the tangent part.
    type Tangent;
    /// The primal part and the tangent part.
    fn into_parts(self) -> (Self::Primal, Self::Tangent);
}

macro_rules! real {
    ($([$($generics:tt)*] $real:ty;)*) => {$(
        impl<$($generics)*> Differentiable for $real {
            type Tangent = Self;
            type At<R: Scalar> = R;
            type Dual = Dual<Self>;
            #[inline]
            fn zero_tangent(&self) -> Self {
                <Self as Scalar>::ZERO
            }
            #[inline]
            fn lift<R: Scalar>(&self) -> R {
                R::from_f64(self.to_f64())
            }
            #[inline]
            fn seed(&self, d: &Self) -> Dual<Self> {
                Dual { value: *self, tangent: *d }
            }
        }
        impl<$($generics)*> Tangent for $real {
            #[inline]
            fn accumulate(&mut self, d: &Self) {
                *self += *d;
            }
        }
    )*};
}
real! {
    [] f32;
    [] f64;
    [S: Scalar] Dual<S>;
    ['g, S: Scalar] Value<'g, S>;
}

impl<S: Scalar> Parts for Dual<S> {
    type Primal = S;
    type Tangent = S;
    #[inline]
    fn into_parts(self) -> (S, S) {
        (self.value, self.tangent)
    }
}

impl Tangent for NoTan {
    #[inline]
    fn accumulate(&mut self, _: &Self) {}
}

macro_rules! discrete {
    ($($t:ty)*) => {$(
        impl Differentiable for $t {
            type Tangent = NoTan;
            type At<S: Scalar> = $t;
            type Dual = $t;
            #[inline]
            fn zero_tangent(&self) -> NoTan {
                NoTan
            }
            #[inline]
            fn lift<S: Scalar>(&self) -> $t {
                *self
            }
            #[inline]
            fn seed(&self, _: &NoTan) -> $t {
                *self
            }
        }
        impl Parts for $t {
            type Primal = $t;
            type Tangent = NoTan;
            #[inline]
            fn into_parts(self) -> ($t, NoTan) {
                (self, NoTan)
            }
        }
    )*};
}
discrete! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char }
