//! Sequences cut to the length of a loop that goes through them, before it.

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

#[cold]
#[inline(never)]
fn missing(len: usize, first: usize) -> ! {
    panic!("index out of bounds: the len is {len} but the index is {}", first.max(len))
}
