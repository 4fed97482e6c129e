//! A container of differentiable items is differentiable: its tangent is the same container of their tangents.
use super::{Differentiable, Parts, Tangent};
use crate::Scalar;
use alloc::vec::Vec;

/// Panics unless a tangent has as many items as its primal.
#[track_caller]
fn same_length(primal: usize, tangent: usize) {
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

macro_rules! tuples {
    ($(($($t:ident $i:tt),*);)*) => {$(
        impl<$($t: Differentiable),*> Differentiable for ($($t,)*) {
            type Tangent = ($($t::Tangent,)*);
            type At<S: Scalar> = ($($t::At<S>,)*);
            type Dual = ($($t::Dual,)*);
            #[inline]
            fn zero_tangent(&self) -> Self::Tangent {
                ($(self.$i.zero_tangent(),)*)
            }
            #[inline]
            fn lift<S: Scalar>(&self) -> Self::At<S> {
                ($(self.$i.lift::<S>(),)*)
            }
            #[inline]
            fn seed(&self, d: &Self::Tangent) -> Self::Dual {
                ($(self.$i.seed(&d.$i),)*)
            }
        }
        impl<$($t: Tangent),*> Tangent for ($($t,)*) {
            #[inline]
            fn accumulate(&mut self, d: &Self) {
                $(self.$i.accumulate(&d.$i);)*
            }
        }
        impl<$($t: Parts),*> Parts for ($($t,)*) {
            type Primal = ($($t::Primal,)*);
            type Tangent = ($($t::Tangent,)*);
            #[inline]
            fn into_parts(self) -> (Self::Primal, Self::Tangent) {
                let parts = ($(self.$i.into_parts(),)*);
                (($(parts.$i.0,)*), ($(parts.$i.1,)*))
            }
        }
    )*};
}
tuples! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
}

impl Differentiable for () {
    type Tangent = ();
    type At<S: Scalar> = ();
    type Dual = ();
    #[inline]
    fn zero_tangent(&self) {}
    #[inline]
    fn lift<S: Scalar>(&self) {}
    #[inline]
    fn seed(&self, (): &()) {}
}

impl Tangent for () {
    #[inline]
    fn accumulate(&mut self, (): &()) {}
}

impl Parts for () {
    type Primal = ();
    type Tangent = ();
    #[inline]
    fn into_parts(self) -> ((), ()) {
        ((), ())
    }
}
