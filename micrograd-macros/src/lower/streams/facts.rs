//! What is known of a stream without looking at its items.
use super::super::closures::Closure;
use super::{By, Stream};
use std::rc::Rc;

impl Stream {
    /// Whether items are made by closures, which Rust runs for items that are skipped, too.
    pub(in super::super) fn is_mapped(&self) -> bool {
        let mut mapped = false;
        self.each_closure(&mut |_| mapped = true);
        mapped
    }

    /// Calls `f` with every closure that makes items.
    pub(in super::super) fn each_closure(&self, f: &mut dyn FnMut(&Rc<Closure>)) {
        match self {
            Stream::Range(_) | Stream::Elements { .. } | Stream::Slices(_) | Stream::Same(..) => {}
            Stream::Copied(inner)
            | Stream::Enumerate(inner)
            | Stream::Rev(inner, _)
            | Stream::Skip(inner, ..)
            | Stream::Take(inner, _)
            | Stream::StepBy(inner, ..) => inner.each_closure(f),
            Stream::Zip(a, b, _) | Stream::Chain(a, b, ..) => {
                a.each_closure(f);
                b.each_closure(f);
            }
            Stream::Map(inner, closure) => {
                inner.each_closure(f);
                f(closure);
            }
        }
    }

    /// Whether it takes items off an end.
    pub(in super::super) fn trims(&self) -> bool {
        match self {
            Stream::Range(_) | Stream::Elements { .. } | Stream::Slices(_) | Stream::Same(..) => false,
            Stream::Take(..) | Stream::Zip(..) => true,
            Stream::Copied(inner)
            | Stream::Enumerate(inner)
            | Stream::Rev(inner, _)
            | Stream::Skip(inner, ..)
            | Stream::StepBy(inner, ..)
            | Stream::Map(inner, _) => inner.trims(),
            Stream::Chain(a, b, ..) => a.trims() || b.trims(),
        }
    }

    /// Whether an item refers to what it may change.
    pub(super) fn is_mutable(&self) -> bool {
        match self {
            Stream::Elements { by, .. } => *by == By::Mutable,
            Stream::Slices(slices) => slices.mutable,
            Stream::Range(_) | Stream::Same(..) | Stream::Copied(_) | Stream::Map(..) => false,
            Stream::Enumerate(inner)
            | Stream::Rev(inner, _)
            | Stream::Skip(inner, ..)
            | Stream::Take(inner, _)
            | Stream::StepBy(inner, ..) => inner.is_mutable(),
            Stream::Zip(a, b, _) | Stream::Chain(a, b, ..) => a.is_mutable() || b.is_mutable(),
        }
    }
}
