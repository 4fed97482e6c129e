//! Snapshots of a loop's state, for loops with `#[checkpoint]`.
//!
//! The forward sweep saves the state at the head of some iterations and no tape at all. The backward sweep goes through
//! the loop from its end: it restores a snapshot, runs some steps again, the last of them with tape, and undoes these.
//! Which steps, a [`schedule`] tells. A pullback reads what the forward sweep saved and never consumes it.
pub mod schedule;

use alloc::vec::Vec;
use schedule::{Revolve, Segments, Stretch};

/// The number in `#[checkpoint(..)]`, checked when the user's crate is compiled.
///
/// # Panics
/// If it is zero.
#[must_use]
pub const fn positive(number: usize) -> usize {
    assert!(number > 0, "the number in `#[checkpoint(..)]` must not be zero");
    number
}

/// What the forward sweep saves of one run of a loop.
#[derive(Debug)]
pub struct Snapshots<T> {
    /// How many steps there are from one snapshot to the next.
    every: usize,
    /// How many steps there are until the next one is due.
    until: usize,
    steps: usize,
    states: Vec<T>,
}

impl<T> Snapshots<T> {
    /// A snapshot every so many steps, which must not be zero.
    #[inline]
    #[must_use]
    pub const fn every(every: usize) -> Self {
        Snapshots { every, until: 0, steps: 0, states: Vec::new() }
    }

    /// For a loop of so many steps, as many snapshots as there are steps from one to the next: both are the root.
    #[must_use]
    pub const fn root(steps: usize) -> Self {
        let root = steps.isqrt();
        Self::every(if root * root < steps || root == 0 { root + 1 } else { root })
    }

    /// A snapshot of the first state alone.
    #[inline]
    #[must_use]
    pub const fn first_only() -> Self {
        Self::every(usize::MAX)
    }

    /// Counts a step, and tells whether the state at its head is to be saved.
    #[inline]
    pub fn is_due(&mut self) -> bool {
        self.steps += 1;
        let due = self.until == 0;
        self.until = if due { self.every - 1 } else { self.until - 1 };
        due
    }

    /// Saves a state.
    #[inline]
    pub fn save(&mut self, state: T) {
        self.states.push(state);
    }

    /// The state before the loop, unless it had no step.
    #[inline]
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.states.first()
    }

    /// Starts to undo segment after segment.
    #[must_use]
    pub fn in_segments(&self) -> InSegments<'_, T> {
        InSegments { states: &self.states, segments: Segments::new(self.steps, self.every) }
    }

    /// Starts to undo step after step with `limit` snapshots at most, the first state's among them.
    #[must_use]
    pub fn revolving(&self, limit: usize) -> Revolving<'_, T> {
        Revolving { first: self.states.first(), own: Vec::new(), schedule: Revolve::new(self.steps, limit) }
    }
}

/// Undoes a loop segment after segment; each starts at a snapshot of the forward sweep.
#[derive(Debug)]
pub struct InSegments<'a, T> {
    states: &'a [T],
    segments: Segments,
}

impl<'a, T> InSegments<'a, T> {
    /// The next stretch of steps to undo, and the state where it begins.
    #[inline]
    pub fn next_stretch(&mut self) -> Option<(Stretch, &'a T)> {
        let stretch = self.segments.next()?;
        Some((stretch, &self.states[stretch.from / self.segments.every()]))
    }
}

/// Undoes a loop step after step, by the binomial schedule.
#[derive(Debug)]
pub struct Revolving<'a, T> {
    first: Option<&'a T>,
    /// The snapshots that are alive behind the first.
    own: Vec<T>,
    schedule: Revolve,
}

impl<T> Revolving<'_, T> {
    /// The next step to undo, and the state of the newest snapshot in front of it.
    #[inline]
    pub fn next_stretch(&mut self) -> Option<(Stretch, &T)> {
        let stretch = self.schedule.next()?;
        self.own.truncate(self.schedule.alive() - 1);
        Some((stretch, self.own.last().or(self.first)?))
    }

    /// Counts a step on the way to the one to undo, and tells whether the state at its head is to be saved.
    #[inline]
    pub fn is_due(&mut self) -> bool {
        self.schedule.is_due()
    }

    /// Saves a state.
    #[inline]
    pub fn save(&mut self, state: T) {
        self.own.push(state);
    }
}
