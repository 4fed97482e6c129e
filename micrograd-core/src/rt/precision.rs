//! Which plain float the reals of a type are, for functions that mix `f32` and `f64`: there the macro writes the image
//! of a type over one of two scalars, and the compiler chooses.
use crate::{Differentiable, Scalar};
use alloc::{boxed::Box, string::String, vec::Vec};

/// A type whose reals are all of one precision.
#[diagnostic::on_unimplemented(
    message = "the precision of `{Self}` is not known",
    label = "in a function that mixes `f32` and `f64`",
    note = "`#[derive(Differentiable)]` tells it, or convert to `f64` outside the function"
)]
pub trait Precision {
    /// The plain float that they are, or [`NoReal`].
    type Real: ?Sized;
}

/// Stands for the plain float of a type without reals.
#[derive(Debug)]
pub enum NoReal {}

/// A plain float, as one of the two scalars of a function that mixes both.
pub trait Plain {
    /// The scalar that stands for it where `D` stands for `f64`.
    type Of<D: Scalar>: Scalar;
}
impl Plain for f32 {
    type Of<D: Scalar> = D::Single;
}
impl Plain for f64 {
    type Of<D: Scalar> = D;
}
impl Plain for NoReal {
    type Of<D: Scalar> = D;
}

/// The scalar that stands for the reals of `T` where `D` stands for `f64`.
pub type Of<T, D> = <<T as Precision>::Real as Plain>::Of<D>;
/// The image of `T` where `D` stands for `f64`.
pub type Image<T, D> = <T as Differentiable>::At<Of<T, D>>;

/// A constant of any type over the scalar `S`.
#[allow(clippy::needless_pass_by_value, reason = "a constant is a literal or a temporary")]
#[inline]
pub fn lift<S: Scalar, T: Differentiable>(constant: T) -> T::At<S> {
    constant.lift::<S>()
}

/// The same in a function over the plain float `R`, where the macro does not see the type. A constant of the other
/// precision would be computed with in that of the function.
#[allow(clippy::needless_pass_by_value, reason = "a constant is a literal or a temporary")]
#[inline]
pub fn lift_over<S: Scalar, R: Scalar, T>(constant: T) -> T::At<S>
where
    T: Differentiable<Tangent: SameInConstant<<T::At<R> as Differentiable>::Tangent>>,
{
    constant.lift::<S>()
}

/// Fails to compile for a type in the signature of a function over `R` whose reals are of the other precision.
#[inline]
pub fn assert_reals<R: Scalar, T>()
where
    T: Differentiable<Tangent: SameInType<<T::At<R> as Differentiable>::Tangent>> + ?Sized,
{
}

/// The same tangent, so that the reals are of one precision.
#[diagnostic::on_unimplemented(
    message = "the reals of this constant are not those of the function: `f32` and `f64` are mixed",
    label = "`#[differentiable]` does not see the type of this",
    note = "give it a name with its type, for example `let k: [f32; 2] = ..;`"
)]
pub trait SameInConstant<T> {}
impl<T> SameInConstant<T> for T {}

/// The same tangent, so that the reals are of one precision.
#[diagnostic::on_unimplemented(
    message = "the reals of this type are not those of the function: `f32` and `f64` are mixed",
    label = "`#[differentiable]` does not see which reals are in this type",
    note = "give a number of it a name with its type, for example `let x: f32 = p.x;`, so that the function is known \
            to mix them; a method can only where its type is over `f64`: write a function instead"
)]
pub trait SameInType<T> {}
impl<T> SameInType<T> for T {}

/// Fails to compile for the result of a call or a field that was taken for the scalar `S` and is another.
#[inline]
pub fn assert_scalar<S: Scalar, T: SameScalar<S>>(_: &T) {}

/// The same scalar, so that the reals are of one precision.
#[diagnostic::on_unimplemented(
    message = "this is a real of another precision than `#[differentiable]` took it for",
    label = "is it an `f32` or an `f64`?",
    note = "give it a name with its type: `let v: f32 = ..;` or `let v: f64 = ..;`"
)]
pub trait SameScalar<S> {}
impl<S: Scalar> SameScalar<S> for S {}

/// A plain float that was taken for one of the precision `R`, as the parameter of a plain function.
#[inline]
#[must_use]
pub fn given<R, T: Given<R>>(v: f64) -> T {
    T::given(v)
}

/// A plain float of the precision `R`.
#[diagnostic::on_unimplemented(
    message = "an `{R}` is given to a function that wants an `{Self}`",
    label = "`#[differentiable]` took this for an `{R}`",
    note = "give it a name with its type: `let v: {Self} = ..;`"
)]
pub trait Given<R> {
    /// The plain float.
    fn given(v: f64) -> Self;
}
impl Given<f64> for f64 {
    #[inline]
    fn given(v: f64) -> f64 {
        v
    }
}
impl Given<f32> for f32 {
    #[allow(clippy::cast_possible_truncation, reason = "it is an `f32`")]
    #[inline]
    fn given(v: f64) -> f32 {
        v as f32
    }
}

/// A constant of any type where `D` stands for `f64`.
#[allow(clippy::needless_pass_by_value, reason = "a constant is a literal or a temporary")]
#[inline]
pub fn lift_mixed<D: Scalar, T: Differentiable + Precision<Real: Plain>>(constant: T) -> Image<T, D> {
    constant.lift::<Of<T, D>>()
}

/// The image of what a reference shows where `D` stands for `f64`.
#[inline]
pub fn image<D: Scalar, T: Differentiable + Precision<Real: Plain> + ?Sized>(of: &T) -> Image<T, D> {
    of.lift::<Of<T, D>>()
}

/// The plain float of two types together.
pub trait Join<Other: ?Sized> {
    /// That of whichever has one.
    type Real: ?Sized;
}
impl<R: ?Sized> Join<R> for NoReal {
    type Real = R;
}

macro_rules! reals {
    ($($t:ty)*) => {$(
        impl Precision for $t {
            type Real = $t;
        }
        impl Join<NoReal> for $t {
            type Real = $t;
        }
        impl Join<$t> for $t {
            type Real = $t;
        }
    )*};
}
reals! { f32 f64 }

macro_rules! discrete {
    ($($t:ty)*) => {$(
        impl Precision for $t {
            type Real = NoReal;
        }
    )*};
}
discrete! { () u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char String &str }

macro_rules! containers {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Precision for $t {
            type Real = T::Real;
        }
    )*};
}
containers! {
    [T: Precision] [T];
    [T: Precision] Vec<T>;
    [T: Precision] Option<T>;
    [T: Precision] Box<T>;
    [T: Precision, const N: usize] [T; N];
}

/// A tuple has the reals of its first item and of the rest.
macro_rules! tuples {
    ($A:ident) => {
        impl<$A: Precision> Precision for ($A,) {
            type Real = $A::Real;
        }
    };
    ($A:ident $($B:ident)+) => {
        impl<$A, $($B),+> Precision for ($A, $($B,)+)
        where
            $A: Precision<Real: Join<<($($B,)+) as Precision>::Real>>,
            ($($B,)+): Precision,
        {
            type Real = <$A::Real as Join<<($($B,)+) as Precision>::Real>>::Real;
        }
        tuples!($($B)+);
    };
}
tuples! { A B C D E F G H I J K L }
