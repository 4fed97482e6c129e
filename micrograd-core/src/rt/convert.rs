//! `v as f64` and `v as f32` where the macro does not see whether `v` is an integer or a real of the other precision.
use crate::{NoTan, Scalar};

macro_rules! direction {
    ($As:ident $as:ident $Of:ident $of:ident $plain:ident: $To:ident $there:ident $back:ident) => {
        #[allow(clippy::wrong_self_convention, reason = "what is cast is copied")]
        #[doc = concat!("A number that a cast to `", stringify!($plain), "` makes the scalar `To`.")]
        #[diagnostic::on_unimplemented(
            message = "`#[differentiable]` does not see the type of what is converted to a real here",
            label = "give it a name with its type before: `let v: f32 = ..;`"
        )]
        pub trait $As<To> {
            /// The real.
            fn $as(self) -> To;
        }
        #[doc = concat!("The adjoint of a number that is cast to `", stringify!($plain), "`.")]
        pub trait $Of<To> {
            /// From that of the real.
            fn $of(d: To) -> Self;
        }
        impl<S: Scalar> $As<S::$To> for S {
            #[inline]
            fn $as(self) -> S::$To {
                self.$there()
            }
        }
        impl<S: Scalar> $Of<S::$To> for S {
            #[inline]
            fn $of(d: S::$To) -> S {
                d.$back()
            }
        }
        impl<To> $Of<To> for NoTan {
            #[inline]
            fn $of(_: To) -> NoTan {
                NoTan
            }
        }
        direction! { @integers $As $as $plain: u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }
    };
    (@integers $As:ident $as:ident $plain:ident: $($t:ty)*) => {$(
        impl<To: Scalar> $As<To> for $t {
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless, reason = "as the cast in the user's function")]
            #[inline]
            fn $as(self) -> To {
                To::from_f64(f64::from(self as $plain))
            }
        }
    )*};
}
direction! { AsDouble as_double OfDouble of_double f64: Double to_double to_single }
direction! { AsSingle as_single OfSingle of_single f32: Single to_single to_double }

/// What `f64::from(v)` makes a real where the macro does not see whether `v` is an integer or a real already.
#[allow(clippy::wrong_self_convention, reason = "what is converted is copied")]
#[diagnostic::on_unimplemented(
    message = "`#[differentiable]` does not see the type of what is converted to a real here",
    label = "give it a name with its type before: `let v: u32 = ..;` or `let v: f32 = ..;`"
)]
pub trait IntoReal<To> {
    /// The real.
    fn into_real(self) -> To;
}
/// The adjoint of what `f64::from(v)` made a real.
pub trait OfReal<To> {
    /// From that of the real.
    fn of_real(d: To) -> Self;
}
impl<S: Scalar> IntoReal<S> for S {
    #[inline]
    fn into_real(self) -> S {
        self
    }
}
impl<S: Scalar> OfReal<S> for S {
    #[inline]
    fn of_real(d: S) -> S {
        d
    }
}
impl<To> OfReal<To> for NoTan {
    #[inline]
    fn of_real(_: To) -> NoTan {
        NoTan
    }
}
macro_rules! exact {
    ($($t:ty)*) => {$(
        impl<To: Scalar> IntoReal<To> for $t {
            #[inline]
            fn into_real(self) -> To {
                To::from_f64(f64::from(self))
            }
        }
    )*};
}
exact! { u8 u16 u32 i8 i16 i32 bool }
