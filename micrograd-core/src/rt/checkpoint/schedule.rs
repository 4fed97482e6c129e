//! Which steps of a loop are run again from which snapshots, as plain data.
use alloc::vec::Vec;

/// A stretch of steps that is run again with tape and undone at once, and how it is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The step at whose head the state is restored.
    pub from: usize,
    /// The steps without tape from there to the stretch.
    pub ahead: usize,
    /// The steps of the stretch.
    pub count: usize,
    /// The steps behind it to the loop's end, which are undone already.
    pub behind: usize,
}

impl Stretch {
    /// The first step with tape.
    #[must_use]
    pub const fn start(&self) -> usize {
        self.from + self.ahead
    }
}

/// Segments of one length, from the last to the first.
#[derive(Clone, Debug)]
pub struct Segments {
    steps: usize,
    every: usize,
    /// How many steps are not undone yet.
    open: usize,
}

impl Segments {
    /// For a loop of `steps` steps with a snapshot at every `every`-th of them, from the first.
    #[must_use]
    pub const fn new(steps: usize, every: usize) -> Self {
        Segments { steps, every, open: steps }
    }

    /// The length of a segment; the last one may be shorter.
    #[must_use]
    pub const fn every(&self) -> usize {
        self.every
    }
}

impl Iterator for Segments {
    type Item = Stretch;

    fn next(&mut self) -> Option<Stretch> {
        let last = self.open.checked_sub(1)?;
        let from = last - last % self.every;
        let stretch = Stretch { from, ahead: 0, count: self.open - from, behind: self.steps - self.open };
        self.open = from;
        Some(stretch)
    }
}

/// The binomial schedule: one step after the other, from the last to the first, with the least number of steps without
/// tape for a number of snapshots.
///
/// A. Griewank, A. Walther, "Algorithm 799: revolve", ACM Transactions on Mathematical Software 26(1), 2000. With `s`
/// snapshots and `r` runs of each step at most, `C(s + r, s)` steps can be undone; the number of steps without tape for
/// `n` of them is `r n - C(s + r, s + 1)`, with the least `r` that will do.
#[derive(Clone, Debug)]
pub struct Revolve {
    steps: usize,
    limit: usize,
    /// How many steps are not undone yet.
    open: usize,
    /// The steps at whose heads the snapshots are that are alive.
    alive: Vec<usize>,
    /// The step that control comes to next on its way, and where it takes a snapshot.
    now: usize,
    due: Option<usize>,
}

impl Revolve {
    /// For a loop of `steps` steps, whose first state is saved, with that and `limit - 1` other snapshots.
    #[must_use]
    pub fn new(steps: usize, limit: usize) -> Self {
        Revolve { steps, limit, open: steps, alive: alloc::vec![0], now: 0, due: None }
    }

    /// How many snapshots are alive; those that are not are the newest.
    #[must_use]
    pub fn alive(&self) -> usize {
        self.alive.len()
    }

    /// Counts a step on the way to the one to undo, and tells whether a snapshot is taken at its head.
    #[inline]
    pub fn is_due(&mut self) -> bool {
        let now = self.now;
        self.now += 1;
        if self.due != Some(now) {
            return false;
        }
        self.alive.push(now);
        self.due = self.split(now);
        true
    }

    /// Where the next snapshot is taken behind the newest, on the way to the first step that is not open any more.
    fn split(&self, newest: usize) -> Option<usize> {
        let free = self.limit.saturating_sub(self.alive.len());
        let steps = self.open + 1 - newest;
        (free > 0 && steps > 1).then(|| newest + split(steps, free + 1))
    }
}

impl Iterator for Revolve {
    type Item = Stretch;

    /// The next step to undo. What is saved on the way there, [`is_due`](Self::is_due) tells.
    fn next(&mut self) -> Option<Stretch> {
        let last = self.open.checked_sub(1)?;
        // the snapshot at the head of a step that is undone is of no use any more
        while self.alive.last().is_some_and(|at| *at > last) {
            self.alive.pop();
        }
        let from = self.alive.last().copied().unwrap_or_default();
        let behind = self.steps - self.open;
        self.open = last;
        (self.now, self.due) = (from, self.split(from));
        Some(Stretch { from, ahead: last - from, count: 1, behind })
    }
}

/// How far the first of two parts of `steps` steps goes: with `limit` snapshots, of which one is at the start, it is
/// undone with all of them, and the second part before it with all but one. Of the best lengths the greatest.
fn split(steps: usize, limit: usize) -> usize {
    let (n, s) = (steps as u128, limit.min(steps) as u128);
    // C(s + r, s) for the number `r` before the least that will do
    let (mut reach, mut r) = (1_u128, 1_u128);
    loop {
        let more = reach.saturating_mul(s + r) / r;
        if more >= n {
            break;
        }
        (reach, r) = (more, r + 1);
    }
    let with_one_less = reach * s / (s + r - 1);
    let first = reach.min(n - with_one_less);
    usize::try_from(first).unwrap_or(steps - 1)
}

#[cfg(test)]
mod tests;
