//! Tangents: which vector space the derivative of a type lives in.
//!
//! A real number is its own tangent, an integer has the zero-sized [`NoTan`], a container has a container of its
//! items' tangents. Generated code never names a concrete type: it asks these traits, so a wrong guess of the macro
//! is a compile error and never a wrong gradient.
mod containers;
mod discrete;
mod jet;
mod tuples;

pub use jet::Jet;

use crate::{
    Coordinates, Dual, Scalar, Value,
    dual::Along,
    precision::{Rounded, Widened},
};
use core::fmt::Debug;

/// The tangent of a type without real numbers in it: zero-sized, and every sum of it is itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoTan;

/// A type whose values a derivative can be taken with respect to.
///
/// Implemented for real scalars, integers, `bool`, `char` and strings, and for arrays, slices, `Vec`, `Box`, `Option`
/// and tuples of such types. `#[derive(Differentiable)]` implements it for a struct or an enum.
///
/// ```
/// use micrograd_core::{Differentiable, Dual, NoTan};
/// let springs = vec![(2.0, 3usize), (0.5, 1)];
/// let mut d = springs.zero_tangent();
/// d[0].0 = 1.0;
/// assert_eq!(d, [(1.0, NoTan), (0.0, NoTan)]);
/// assert_eq!(springs.seed(&d), [(Dual::variable(2.0), 3), (Dual::constant(0.5), 1)]);
/// let at: Vec<(Dual<f32>, usize)> = springs.lift();
/// assert_eq!(<Vec<(f64, usize)>>::unlift(at), springs);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not `Differentiable`",
    label = "`#[differentiable]` needs the tangent of this type",
    note = "reals, integers, `bool`, and arrays, slices, `Vec`, `Option` and tuples of them are differentiable; \
            `#[derive(Differentiable)]` makes a struct or an enum of them so",
    note = "of a constant that is a reference, `const K: &[f64]`, make an array, `const K: [f64; 2]`, and pass `&K`"
)]
pub trait Differentiable {
    /// An owned tangent: one real for every real in `Self`, in the same arrangement.
    type Tangent: Jet<Dual = <Self::Dual as Differentiable>::Tangent> + Clone + Debug + PartialEq;
    /// The same type over another scalar; owned (the image of a slice is a `Vec`).
    type At<S: Scalar>: Differentiable<Dual = Self::At<Dual<S>>> + Coordinates<S>;
    /// The same type over dual numbers of its own scalar; owned. Taken apart it gives the tangent, and the type itself
    /// or what stands for it (the mirror of a struct, the `Vec` of a slice), which has the same tangent and dual.
    type Dual: Differentiable<Dual: Parts<Primal = Self::Dual>>
        + Parts<Tangent = Self::Tangent, Primal: Differentiable<Tangent = Self::Tangent, Dual = Self::Dual>>;

    /// The zero tangent with the shape of `self`.
    fn zero_tangent(&self) -> Self::Tangent;
    /// `self` over another scalar, as a constant: all its derivatives are zero.
    fn lift<S: Scalar>(&self) -> Self::At<S>;
    /// The plain value of an image over another scalar: the derivatives that it carries end here.
    fn unlift<S: Scalar>(at: Self::At<S>) -> Self
    where
        Self: Sized;
    /// An image over another scalar still, as a constant. A function of the original type, because the compiler knows
    /// only from there that the image of the image over `S` is the image over `R`.
    fn relift<S: Scalar, R: Scalar>(at: &Self::At<S>) -> Self::At<R>;
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
            fn unlift<R: Scalar>(at: R) -> Self {
                <Self as Scalar>::from_f64(at.to_f64())
            }
            #[inline]
            fn relift<R: Scalar, Q: Scalar>(at: &R) -> Q {
                Q::from_f64(at.to_f64())
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
        impl<$($generics)*> Jet for $real {
            type Dual = Dual<Self>;
            #[inline]
            fn zeroed(&self) -> Self {
                <Self as Scalar>::ZERO
            }
            #[inline]
            fn with_tangent(self, d: Self) -> Dual<Self> {
                Dual { value: self, tangent: d }
            }
            #[inline]
            fn split(dual: Dual<Self>) -> (Self, Self) {
                (dual.value, dual.tangent)
            }
        }
        impl<$($generics)*> Coordinates<Self> for $real {
            #[inline]
            fn each<F: FnMut(Self)>(&self, f: &mut F) {
                f(*self);
            }
            #[inline]
            fn each_mut<F: FnMut(&mut Self)>(&mut self, f: &mut F) {
                f(self);
            }
        }
    )*};
}
real! {
    [] f32;
    [] f64;
    [S: Scalar, T: Along<S>] Dual<S, T>;
    ['g, S: Scalar] Value<'g, S>;
    [S: Scalar<Single = Rounded<S>>] Rounded<S>;
    [S: Scalar<Double = Widened<S>>] Widened<S>;
}

impl<S: Scalar> Parts for Dual<S> {
    type Primal = S;
    type Tangent = S;
    #[inline]
    fn into_parts(self) -> (S, S) {
        (self.value, self.tangent)
    }
}
