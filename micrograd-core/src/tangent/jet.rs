//! Tangents over dual numbers: a tangent with a tangent of its own.
use super::{NoTan, Tangent};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// A tangent that can be joined with another into the same tangent over dual numbers, and taken apart again: what second
/// derivatives need. The derivative of a gradient along a direction is the second half of the gradient over dual numbers.
///
/// ```
/// use micrograd_core::{Dual, Jet};
/// let joined = vec![1.0_f64, 2.0].with_tangent(vec![0.5, 0.0]);
/// assert_eq!(joined[0].tangent, 0.5);
/// assert_eq!(Vec::<f64>::split(joined), (vec![1.0, 2.0], vec![0.5, 0.0]));
/// ```
pub trait Jet: Tangent + Sized {
    /// The same tangent over dual numbers.
    type Dual;
    /// A zero of the same shape.
    #[must_use]
    fn zeroed(&self) -> Self;
    /// `self` with the tangent `d`.
    ///
    /// # Panics
    /// If the shapes differ.
    fn with_tangent(self, d: Self) -> Self::Dual;
    /// The tangent and its tangent.
    fn split(dual: Self::Dual) -> (Self, Self);
}

impl Jet for NoTan {
    type Dual = NoTan;
    #[inline]
    fn zeroed(&self) -> Self {
        NoTan
    }
    #[inline]
    fn with_tangent(self, _: Self) -> NoTan {
        NoTan
    }
    #[inline]
    fn split(_: NoTan) -> (Self, Self) {
        (NoTan, NoTan)
    }
}

impl Jet for () {
    type Dual = ();
    #[inline]
    fn zeroed(&self) {}
    #[inline]
    fn with_tangent(self, (): ()) {}
    #[inline]
    fn split((): ()) -> ((), ()) {
        ((), ())
    }
}

impl<T: Jet> Jet for Vec<T> {
    type Dual = Vec<T::Dual>;
    #[inline]
    fn zeroed(&self) -> Self {
        self.iter().map(T::zeroed).collect()
    }
    #[inline]
    #[track_caller]
    fn with_tangent(self, d: Self) -> Self::Dual {
        super::containers::same_length(self.len(), d.len());
        self.into_iter().zip(d).map(|(v, d)| v.with_tangent(d)).collect()
    }
    #[inline]
    fn split(dual: Self::Dual) -> (Self, Self) {
        dual.into_iter().map(T::split).unzip()
    }
}

impl<T: Jet, const N: usize> Jet for [T; N] {
    type Dual = [T::Dual; N];
    #[inline]
    fn zeroed(&self) -> Self {
        self.each_ref().map(T::zeroed)
    }
    #[inline]
    fn with_tangent(self, d: Self) -> Self::Dual {
        let mut d = d.into_iter();
        self.map(|v| v.with_tangent(d.next().expect("both have the same length")))
    }
    #[inline]
    fn split(dual: Self::Dual) -> (Self, Self) {
        let mut parts = dual.map(|v| {
            let (value, d) = T::split(v);
            (Some(value), Some(d))
        });
        let value = core::array::from_fn(|i| parts[i].0.take().expect("each item is taken once"));
        let d = core::array::from_fn(|i| parts[i].1.take().expect("each item is taken once"));
        (value, d)
    }
}

/// Where there is nothing there is a zero.
impl<T: Jet + Clone> Jet for Option<T> {
    type Dual = Option<T::Dual>;
    #[inline]
    fn zeroed(&self) -> Self {
        self.as_ref().map(T::zeroed)
    }
    #[inline]
    fn with_tangent(self, d: Self) -> Self::Dual {
        match (self, d) {
            (Some(v), Some(d)) => Some(v.with_tangent(d)),
            (Some(v), None) => {
                let zero = v.zeroed();
                Some(v.with_tangent(zero))
            }
            (None, Some(d)) => Some(d.zeroed().with_tangent(d)),
            (None, None) => None,
        }
    }
    #[inline]
    fn split(dual: Self::Dual) -> (Self, Self) {
        dual.map(T::split).unzip()
    }
}

impl<T: Jet> Jet for Box<T> {
    type Dual = Box<T::Dual>;
    #[inline]
    fn zeroed(&self) -> Self {
        Box::new((**self).zeroed())
    }
    #[inline]
    #[track_caller]
    fn with_tangent(self, d: Self) -> Self::Dual {
        Box::new((*self).with_tangent(*d))
    }
    #[inline]
    fn split(dual: Self::Dual) -> (Self, Self) {
        let (value, d) = T::split(*dual);
        (Box::new(value), Box::new(d))
    }
}
