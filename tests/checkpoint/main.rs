//! Loops that are undone from snapshots: equal gradients to the bit, how much runs again, how much stays in memory.
#![allow(clippy::float_cmp, reason = "gradients are equal to the bit")]
mod counts;
mod effects;
mod equal;
mod memory;

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

static ALONE: RwLock<()> = RwLock::new(());

/// Held by a test that may run beside others.
fn with_others() -> RwLockReadGuard<'static, ()> {
    ALONE.read().unwrap_or_else(PoisonError::into_inner)
}

/// Held by a test that counts what the whole program allocates.
fn alone() -> RwLockWriteGuard<'static, ()> {
    ALONE.write().unwrap_or_else(PoisonError::into_inner)
}
