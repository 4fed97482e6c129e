//! Types without real numbers in them: their tangent is [`NoTan`], and every scalar leaves them as they are.
use super::{Differentiable, NoTan, Parts, Tangent};
use crate::Scalar;
use alloc::string::String;

impl Tangent for NoTan {
    #[inline]
    fn accumulate(&mut self, _: &Self) {}
}

macro_rules! discrete {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Differentiable for $t {
            type Tangent = NoTan;
            type At<S: Scalar> = Self;
            type Dual = Self;
            #[inline]
            fn zero_tangent(&self) -> NoTan {
                NoTan
            }
            #[inline]
            fn lift<S: Scalar>(&self) -> Self {
                Self::clone(self)
            }
            #[inline]
            fn unlift<S: Scalar>(at: Self) -> Self {
                at
            }
            #[inline]
            fn relift<S: Scalar, R: Scalar>(at: &Self) -> Self {
                Self::clone(at)
            }
            #[inline]
            fn seed(&self, _: &NoTan) -> Self {
                Self::clone(self)
            }
        }
        impl<$($generics)*> Parts for $t {
            type Primal = Self;
            type Tangent = NoTan;
            #[inline]
            fn into_parts(self) -> (Self, NoTan) {
                (self, NoTan)
            }
        }
    )*};
}
discrete! {
    [] NoTan;
    [] u8; [] u16; [] u32; [] u64; [] u128; [] usize;
    [] i8; [] i16; [] i32; [] i64; [] i128; [] isize;
    [] bool; [] char;
    [] String; ['a] &'a str;
}
