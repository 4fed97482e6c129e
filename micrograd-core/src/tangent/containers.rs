//! A container of differentiable items is differentiable: its tangent is the same container of their tangents.
use super::{Differentiable, Parts, Tangent};
use crate::Scalar;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Panics unless a tangent has as many items as its primal.
#[track_caller]
pub(super) fn same_length(primal: usize, tangent: usize) {
    assert_eq!(primal, tangent, "a tangent must have the length of its primal: {tangent} against {primal}");
}

impl<T: Differentiable> Differentiable for [T] {
    type Tangent = Vec<T::Tangent>;
    type At<S: Scalar> = Vec<T::At<S>>;
    type Dual = Vec<T::Dual>;
    #[inline]
    fn zero_tangent(&self) -> Self::Tangent {
        self.iter().map(T::zero_tangent).collect()
    }
    #[inline]
    fn lift<S: Scalar>(&self) -> Self::At<S> {
        self.iter().map(T::lift).collect()
    }
    #[inline]
    fn relift<S: Scalar, R: Scalar>(at: &Self::At<S>) -> Self::At<R> {
        at.iter().map(T::relift::<S, R>).collect()
    }
    #[inline]
    #[track_caller]
    fn seed(&self, d: &Self::Tangent) -> Self::Dual {
        same_length(self.len(), d.len());
        self.iter().zip(d).map(|(v, d)| v.seed(d)).collect()
    }
}

impl<T: Differentiable> Differentiable for Vec<T> {
    type Tangent = Vec<T::Tangent>;
    type At<S: Scalar> = Vec<T::At<S>>;
    type Dual = Vec<T::Dual>;
    #[inline]
    fn zero_tangent(&self) -> Self::Tangent {
        self[..].zero_tangent()
    }
    #[inline]
    fn lift<S: Scalar>(&self) -> Self::At<S> {
        self[..].lift()
    }
    #[inline]
    fn unlift<S: Scalar>(at: Self::At<S>) -> Self {
        at.into_iter().map(T::unlift::<S>).collect()
    }
    #[inline]
    fn relift<S: Scalar, R: Scalar>(at: &Self::At<S>) -> Self::At<R> {
        <[T]>::relift::<S, R>(at)
    }
    #[inline]
    #[track_caller]
    fn seed(&self, d: &Self::Tangent) -> Self::Dual {
        self[..].seed(d)
    }
}

impl<T: Tangent> Tangent for [T] {
    #[inline]
    #[track_caller]
    fn accumulate(&mut self, d: &Self) {
        same_length(self.len(), d.len());
        for (a, b) in self.iter_mut().zip(d) {
            a.accumulate(b);
        }
    }
}

impl<T: Tangent> Tangent for Vec<T> {
    #[inline]
    #[track_caller]
    fn accumulate(&mut self, d: &Self) {
        self[..].accumulate(&d[..]);
    }
}

impl<T: Parts> Parts for Vec<T> {
    type Primal = Vec<T::Primal>;
    type Tangent = Vec<T::Tangent>;
    #[inline]
    fn into_parts(self) -> (Self::Primal, Self::Tangent) {
        self.into_iter().map(T::into_parts).unzip()
    }
}

impl<T: Differentiable, const N: usize> Differentiable for [T; N] {
    type Tangent = [T::Tangent; N];
    type At<S: Scalar> = [T::At<S>; N];
    type Dual = [T::Dual; N];
    #[inline]
    fn zero_tangent(&self) -> Self::Tangent {
        self.each_ref().map(T::zero_tangent)
    }
    #[inline]
    fn lift<S: Scalar>(&self) -> Self::At<S> {
        self.each_ref().map(T::lift)
    }
    #[inline]
    fn unlift<S: Scalar>(at: Self::At<S>) -> Self {
        at.map(T::unlift::<S>)
    }
    #[inline]
    fn relift<S: Scalar, R: Scalar>(at: &Self::At<S>) -> Self::At<R> {
        at.each_ref().map(T::relift::<S, R>)
    }
    #[inline]
    fn seed(&self, d: &Self::Tangent) -> Self::Dual {
        core::array::from_fn(|i| self[i].seed(&d[i]))
    }
}

impl<T: Tangent, const N: usize> Tangent for [T; N] {
    #[inline]
    fn accumulate(&mut self, d: &Self) {
        for (a, b) in self.iter_mut().zip(d) {
            a.accumulate(b);
        }
    }
}

impl<T: Parts, const N: usize> Parts for [T; N] {
    type Primal = [T::Primal; N];
    type Tangent = [T::Tangent; N];
    #[inline]
    fn into_parts(self) -> (Self::Primal, Self::Tangent) {
        let mut parts = self.map(|v| {
            let (primal, tangent) = v.into_parts();
            (Some(primal), Some(tangent))
        });
        let primal = core::array::from_fn(|i| parts[i].0.take().expect("each item is taken once"));
        let tangent = core::array::from_fn(|i| parts[i].1.take().expect("each item is taken once"));
        (primal, tangent)
    }
}

impl<T: Differentiable> Differentiable for Option<T> {
    type Tangent = Option<T::Tangent>;
    type At<S: Scalar> = Option<T::At<S>>;
    type Dual = Option<T::Dual>;
    #[inline]
    fn zero_tangent(&self) -> Self::Tangent {
        self.as_ref().map(T::zero_tangent)
    }
    #[inline]
    fn lift<S: Scalar>(&self) -> Self::At<S> {
        self.as_ref().map(T::lift)
    }
    #[inline]
    fn unlift<S: Scalar>(at: Self::At<S>) -> Self {
        at.map(T::unlift::<S>)
    }
    #[inline]
    fn relift<S: Scalar, R: Scalar>(at: &Self::At<S>) -> Self::At<R> {
        at.as_ref().map(T::relift::<S, R>)
    }
    #[inline]
    fn seed(&self, d: &Self::Tangent) -> Self::Dual {
        self.as_ref().map(|v| match d {
            Some(d) => v.seed(d),
            None => v.seed(&v.zero_tangent()),
        })
    }
}

impl<T: Tangent + Clone> Tangent for Option<T> {
    #[inline]
    fn accumulate(&mut self, d: &Self) {
        match (self, d) {
            (Some(a), Some(b)) => a.accumulate(b),
            (empty @ None, Some(b)) => *empty = Some(b.clone()),
            (_, None) => {}
        }
    }
}

impl<T: Parts> Parts for Option<T> {
    type Primal = Option<T::Primal>;
    type Tangent = Option<T::Tangent>;
    #[inline]
    fn into_parts(self) -> (Self::Primal, Self::Tangent) {
        self.map(T::into_parts).unzip()
    }
}

impl<T: Differentiable> Differentiable for Box<T> {
    type Tangent = Box<T::Tangent>;
    type At<S: Scalar> = Box<T::At<S>>;
    type Dual = Box<T::Dual>;
    #[inline]
    fn zero_tangent(&self) -> Self::Tangent {
        Box::new((**self).zero_tangent())
    }
    #[inline]
    fn lift<S: Scalar>(&self) -> Self::At<S> {
        Box::new((**self).lift())
    }
    #[inline]
    fn unlift<S: Scalar>(at: Self::At<S>) -> Self {
        Box::new(T::unlift::<S>(*at))
    }
    #[inline]
    fn relift<S: Scalar, R: Scalar>(at: &Self::At<S>) -> Self::At<R> {
        Box::new(T::relift::<S, R>(at))
    }
    #[inline]
    #[track_caller]
    fn seed(&self, d: &Self::Tangent) -> Self::Dual {
        Box::new((**self).seed(d))
    }
}

impl<T: Tangent> Tangent for Box<T> {
    #[inline]
    #[track_caller]
    fn accumulate(&mut self, d: &Self) {
        (**self).accumulate(d);
    }
}

impl<T: Parts> Parts for Box<T> {
    type Primal = Box<T::Primal>;
    type Tangent = Box<T::Tangent>;
    #[inline]
    fn into_parts(self) -> (Self::Primal, Self::Tangent) {
        let (primal, tangent) = (*self).into_parts();
        (Box::new(primal), Box::new(tangent))
    }
}
