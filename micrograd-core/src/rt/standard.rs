//! The types of the standard library that generated code names, to check that a type of that name is the one meant.
pub use alloc::collections::{BTreeMap, BTreeSet, BinaryHeap, VecDeque};
pub use alloc::string::String;
#[cfg(feature = "std")]
pub use std::collections::{HashMap, HashSet};
