//! Plain numbers as operands of dual numbers and recorded values.
use crate::Scalar;

/// A plain number that mixes with [`Dual`](crate::Dual) and [`Value`](crate::Value) in arithmetic: `x * 2.0`, `x += 1`.
///
/// One generic impl per operator, rather than one per number type, keeps `(x * 2.0).exp()` inferable. On the left of an
/// operator the orphan rule wants separate impls; they exist for `f64` and `i32` only, because a third one for `f32`
/// would make `2.0 * x` ambiguous. Write `x * c` for an `f32` variable `c`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a plain number that mixes with `Dual` and `Value`")]
pub trait Constant: Copy {
    /// The number as a constant of the scalar type `S`.
    fn to_scalar<S: Scalar>(self) -> S;
}

macro_rules! constant {
    ($($t:ty)*) => {$(
        impl Constant for $t {
            #[inline]
            fn to_scalar<S: Scalar>(self) -> S {
                S::from_f64(f64::from(self))
            }
        }
    )*};
}
constant! { f64 f32 i32 }
