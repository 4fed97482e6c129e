//! The types of the standard library that generated code names, to check that a type of that name is the one meant; and
//! what is in them as a list.
use super::Vec;
pub use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};
pub use alloc::string::String;
#[cfg(feature = "std")]
pub use std::collections::{HashMap, HashSet};

/// A collection that is no sequence.
#[diagnostic::on_unimplemented(
    message = "`#[differentiable]` does not know how to iterate over `{Self}`",
    label = "what iterates here is not visible",
    note = "iterate over an array, a slice or a `Vec`, or over a range of indices"
)]
pub trait Listed {
    /// What an iterator over it gives; of a map pairs.
    type Item;
    /// Copies of all of them, in the order of the iterator.
    fn listed(&self) -> Vec<Self::Item>;
}

macro_rules! listed {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Listed for $t {
            type Item = T;
            fn listed(&self) -> Vec<T> {
                self.iter().cloned().collect()
            }
        }
    )*};
    (maps $([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Listed for $t {
            type Item = (K, V);
            fn listed(&self) -> Vec<(K, V)> {
                self.iter().map(|(k, v)| (k.clone(), v.clone())).collect()
            }
        }
    )*};
}
listed! { [T: Clone] BTreeSet<T>; [T: Clone] BinaryHeap<T>; [T: Clone] VecDeque<T>; }
listed! { maps [K: Clone, V: Clone] BTreeMap<K, V>; }
#[cfg(feature = "std")]
listed! { [T: Clone, S] HashSet<T, S>; }
#[cfg(feature = "std")]
listed! { maps [K: Clone, V: Clone, S] HashMap<K, V, S>; }
