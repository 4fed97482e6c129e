//! Runs one function through every engine by what stands behind `assert_grad!`, and counts that each test did.
#[macro_use]
mod case;
#[path = "../../../micrograd-fuzz/harness/src/reals.rs"]
mod reals;

use micrograd::check::engines::Report;
pub use reals::{flat, given};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// Functions that began, functions that ended (also by a panic), and inputs that passed.
pub static STARTED: AtomicUsize = AtomicUsize::new(0);
/// See [`STARTED`].
pub static ENDED: AtomicUsize = AtomicUsize::new(0);
/// See [`STARTED`].
pub static PASSED: AtomicUsize = AtomicUsize::new(0);

/// Counts a function in and, when dropped, out.
pub struct Running;

impl Running {
    /// Counts in.
    pub fn start() -> Self {
        STARTED.fetch_add(1, SeqCst);
        Running
    }
}
impl Drop for Running {
    fn drop(&mut self) {
        ENDED.fetch_add(1, SeqCst);
    }
}

/// Counts an input at which nothing disagrees.
#[track_caller]
pub fn passed(function: &str, report: &Report) {
    assert!(report.disagreements().is_empty(), "{function}:\n{report}");
    PASSED.fetch_add(1, SeqCst);
}
