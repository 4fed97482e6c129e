//! What loops over iterators need: lengths, and what they start from.
use super::Vec;

/// What an iterator may be lowered to indices of: its items are what stands at them, in their order.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no array, slice or `Vec`, but `#[differentiable]` took its items for those of one",
    label = "what iterates here is not visible",
    note = "iterate over an array, a slice or a `Vec`, or over a range of indices"
)]
pub trait Sequence {
    /// How many items there are.
    fn items(&self) -> usize;
}
impl<T> Sequence for [T] {
    #[inline]
    fn items(&self) -> usize {
        self.len()
    }
}
impl<T, const N: usize> Sequence for [T; N] {
    #[inline]
    fn items(&self) -> usize {
        N
    }
}
impl<T> Sequence for Vec<T> {
    #[inline]
    fn items(&self) -> usize {
        self.len()
    }
}
impl<T: Sequence + ?Sized> Sequence for &T {
    #[inline]
    fn items(&self) -> usize {
        (**self).items()
    }
}
impl<T: Sequence + ?Sized> Sequence for &mut T {
    #[inline]
    fn items(&self) -> usize {
        (**self).items()
    }
}

/// The length of a sequence.
#[inline]
pub fn length<T: Sequence + ?Sized>(of: &T) -> usize {
    of.items()
}

/// What the sum of nothing is: the standard library decides whether that is `0.0` or `-0.0`.
#[inline]
#[must_use]
pub fn empty_sum<T: core::iter::Sum>() -> T {
    core::iter::empty::<T>().sum()
}

/// What the product of nothing is.
#[inline]
#[must_use]
pub fn empty_product<T: core::iter::Product>() -> T {
    core::iter::empty::<T>().product()
}

/// `Vec::with_capacity(n)`
#[inline]
#[must_use]
pub fn empty_list<T>(n: usize) -> Vec<T> {
    Vec::with_capacity(n)
}

/// `[item; N]` as long as another array.
#[inline]
pub fn array_like<T, U: Copy, const N: usize>(_: &[T; N], item: U) -> [U; N] {
    [item; N]
}
