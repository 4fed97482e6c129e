//! What stands where a search found nothing yet, in an iterator whose items have a type that the macro does not see.
use crate::Scalar;

/// A number that nobody reads.
#[diagnostic::on_unimplemented(
    message = "the item that is looked for is neither a number nor a reference",
    label = "this is an item of the iterator",
    note = "look for its index: `(0..x.len())` instead of `x.iter()`"
)]
pub trait Vacant {
    /// Zero.
    fn vacant() -> Self;
}

impl<S: Scalar> Vacant for S {
    #[inline]
    fn vacant() -> S {
        S::ZERO
    }
}

macro_rules! plain {
    ($($t:ty = $zero:expr;)*) => {$(
        impl Vacant for $t {
            #[inline]
            fn vacant() -> $t {
                $zero
            }
        }
    )*};
}
plain! {
    u8 = 0; u16 = 0; u32 = 0; u64 = 0; u128 = 0; usize = 0; i8 = 0; i16 = 0; i32 = 0; i64 = 0; i128 = 0; isize = 0;
    bool = false;
}

/// A number that nobody reads, of the type of the items.
#[inline]
#[must_use]
pub fn vacant<T: Vacant>() -> T {
    T::vacant()
}
