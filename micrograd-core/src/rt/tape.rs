//! What a forward sweep leaves behind for the backward sweep, one tape per site of the program.
//!
//! A site is left by the forward sweep and visited by the backward sweep in exactly opposite orders, so every tape is
//! a stack of its own. Tapes are read by position and never consumed: a pullback may be called many times.
use alloc::vec::Vec;

/// The tape of a site inside a loop.
#[derive(Debug)]
pub struct Tape<T>(Vec<T>);

impl<T> Tape<T> {
    /// An empty tape; allocates nothing.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Tape(Vec::new())
    }
    /// Makes room for `more` items.
    #[inline]
    pub fn reserve(&mut self, more: usize) {
        self.0.reserve(more);
    }
    /// Leaves an item.
    #[inline]
    pub fn push(&mut self, item: T) {
        self.0.push(item);
    }
    /// Leaves many items.
    #[inline]
    pub fn extend(&mut self, items: impl Iterator<Item = T>) {
        self.0.extend(items);
    }
    /// Forgets all items, and keeps the room for them.
    #[inline]
    pub fn clear(&mut self) {
        self.0.clear();
    }
    /// Starts to read from the end.
    #[inline]
    #[must_use]
    pub fn replay(&self) -> Replay<'_, T> {
        Replay(&self.0)
    }
}

impl<T> Default for Tape<T> {
    fn default() -> Self {
        Tape::new()
    }
}

/// The tape of a site outside loops: at most one item, no heap.
#[derive(Debug)]
pub struct Once<T>(Option<T>);

impl<T> Once<T> {
    /// An empty tape.
    #[inline]
    #[must_use]
    pub const fn new() -> Self {
        Once(None)
    }
    /// Leaves the item.
    #[inline]
    pub fn push(&mut self, item: T) {
        self.0 = Some(item);
    }
    /// Starts to read.
    #[inline]
    #[must_use]
    pub fn replay(&self) -> Replay<'_, T> {
        Replay(self.0.as_slice())
    }
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Once::new()
    }
}

/// Reads a tape backwards.
#[derive(Debug)]
pub struct Replay<'a, T>(&'a [T]);

impl<'a, T> Replay<'a, T> {
    /// The newest item not yet read.
    ///
    /// # Panics
    /// If the backward sweep does not mirror the forward sweep, which would be a bug of the macro.
    #[inline]
    pub fn pop(&mut self) -> &'a T {
        let (last, rest) = self.0.split_last().expect("a backward sweep mirrors its forward sweep");
        self.0 = rest;
        last
    }

    /// The newest `count` items not yet read, the oldest of them first.
    ///
    /// # Panics
    /// If there are fewer, which would be a bug of the macro.
    #[inline]
    pub fn take(&mut self, count: usize) -> &'a [T] {
        let rest = self.0.len().checked_sub(count).expect("a backward sweep mirrors its forward sweep");
        let (rest, items) = self.0.split_at(rest);
        self.0 = rest;
        items
    }
}
