//! A variant without fields, of an enum that the macro does not see: it is mapped to the enum's image if that has one,
//! and stays itself otherwise. The first trait below applies before the second, which needs one more reference.
use crate::{Differentiable, Scalar};
use core::cell::Cell;

/// The variant, to be taken once.
pub struct Variant<T>(Cell<Option<T>>);

impl<T> Variant<T> {
    /// Holds it.
    pub fn new(variant: T) -> Self {
        Variant(Cell::new(Some(variant)))
    }

    fn take(&self) -> T {
        self.0.take().expect("a variant is taken once")
    }
}

/// What has an image.
pub trait Imaged {
    /// The type.
    type Type: Differentiable;
    /// The image over `S`.
    fn image<S: Scalar>(&self) -> <Self::Type as Differentiable>::At<S>;
}
impl<T: Differentiable> Imaged for Variant<T> {
    type Type = T;
    #[inline]
    fn image<S: Scalar>(&self) -> T::At<S> {
        self.take().lift::<S>()
    }
}

/// What has none.
pub trait Itself {
    /// The type.
    type Type;
    /// The value.
    fn image<S: Scalar>(&self) -> Self::Type;
}
impl<T> Itself for &Variant<T> {
    type Type = T;
    #[inline]
    fn image<S: Scalar>(&self) -> T {
        self.take()
    }
}
