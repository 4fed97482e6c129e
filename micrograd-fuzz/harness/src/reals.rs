//! The reals inside a value of any shape, in order: out into a flat list, and back in from one.
use micrograd::Coordinates;
use micrograd::coordinates::{all, fill};

/// All reals of a value.
pub fn flat<S, T: Coordinates<S> + ?Sized>(value: &T) -> Vec<S> {
    all(value)
}

/// The value with its reals replaced by the next ones.
pub fn given<S, T: Coordinates<S>>(mut value: T, from: &mut dyn Iterator<Item = S>) -> T {
    fill(&mut value, from);
    value
}
