//! Sequences cut to the length of a loop that goes through them, before it.
use crate::Scalar;

/// The elements of `whole` that a loop from `from` to before `to` visits, where an iteration visits the one `reach`
/// behind its variable and others before that.
///
/// # Panics
/// If there are fewer, as the first iteration that misses one would.
#[inline]
pub fn part<T>(whole: &[T], from: usize, to: usize, reach: isize) -> &[T] {
    let end = to.wrapping_add_signed(reach);
    if whole.len() < end {
        missing(whole.len(), from.wrapping_add_signed(reach))
    }
    &whole[..end]
}

/// The same for elements that are changed.
///
/// # Panics
/// As [`part`].
#[inline]
pub fn part_mut<T>(whole: &mut [T], from: usize, to: usize, reach: isize) -> &mut [T] {
    let end = to.wrapping_add_signed(reach);
    if whole.len() < end {
        missing(whole.len(), from.wrapping_add_signed(reach))
    }
    &mut whole[..end]
}

/// How many groups of `N` iterations a loop from `from` to before `to` has, and where the rest begins.
#[inline]
#[must_use]
pub fn groups<const N: usize>(from: usize, to: usize) -> (usize, usize) {
    let groups = to.saturating_sub(from) / N;
    (groups, from + N * groups)
}

/// The sum of what the iterations of each group added.
#[inline]
#[must_use]
pub fn sum_of_lanes<S: Scalar>(lanes: [S; 4]) -> S {
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

#[cold]
#[inline(never)]
fn missing(len: usize, first: usize) -> ! {
    panic!("index out of bounds: the len is {len} but the index is {}", first.max(len))
}
