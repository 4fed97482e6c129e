//! What the variables of a repetition in a template go through.
use super::ToTokens;
use std::slice;

/// An iterator goes through its own items.
pub(crate) trait Iterates: Iterator + Sized {
    fn items(self) -> Self {
        self
    }
}

impl<T: Iterator> Iterates for T {}

/// A list goes through references to its items.
pub(crate) trait Items<'a> {
    type Iter: Iterator;

    fn items(&'a self) -> Self::Iter;
}

impl<'a, T: 'a> Items<'a> for [T] {
    type Iter = slice::Iter<'a, T>;

    fn items(&'a self) -> Self::Iter {
        self.iter()
    }
}

impl<'a, T: 'a> Items<'a> for Vec<T> {
    type Iter = slice::Iter<'a, T>;

    fn items(&'a self) -> Self::Iter {
        self.iter()
    }
}

impl<'a, T: Items<'a> + ?Sized> Items<'a> for &T {
    type Iter = T::Iter;

    fn items(&'a self) -> Self::Iter {
        (**self).items()
    }
}

/// What has no items is the same in each.
pub(crate) trait Same: ToTokens {
    fn items(&self) -> Again<'_, Self> {
        Again(self)
    }
}

impl<T: ToTokens + ?Sized> Same for T {}

/// The same item without end.
pub(crate) struct Again<'a, T: ?Sized>(&'a T);

impl<'a, T: ?Sized> Iterator for Again<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        Some(self.0)
    }
}
