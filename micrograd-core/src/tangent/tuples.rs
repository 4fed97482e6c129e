//! Tuples, item by item; the empty one carries nothing and is its own tangent.
use super::{Differentiable, Jet, Parts, Tangent};
use crate::{Coordinates, Scalar};

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
            fn unlift<S: Scalar>(at: Self::At<S>) -> Self {
                ($($t::unlift::<S>(at.$i),)*)
            }
            #[inline]
            fn relift<S: Scalar, R: Scalar>(at: &Self::At<S>) -> Self::At<R> {
                ($($t::relift::<S, R>(&at.$i),)*)
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
        impl<$($t: Jet),*> Jet for ($($t,)*) {
            type Dual = ($($t::Dual,)*);
            #[inline]
            fn zeroed(&self) -> Self {
                ($(self.$i.zeroed(),)*)
            }
            #[inline]
            fn with_tangent(self, d: Self) -> Self::Dual {
                ($(self.$i.with_tangent(d.$i),)*)
            }
            #[inline]
            fn split(dual: Self::Dual) -> (Self, Self) {
                let parts = ($($t::split(dual.$i),)*);
                (($(parts.$i.0,)*), ($(parts.$i.1,)*))
            }
        }
        impl<Q, $($t: Coordinates<Q>),*> Coordinates<Q> for ($($t,)*) {
            #[inline]
            fn each<Each: FnMut(Q)>(&self, f: &mut Each) {
                $(self.$i.each(f);)*
            }
            #[inline]
            fn each_mut<Each: FnMut(&mut Q)>(&mut self, f: &mut Each) {
                $(self.$i.each_mut(f);)*
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
    fn unlift<S: Scalar>((): ()) {}
    #[inline]
    fn relift<S: Scalar, R: Scalar>((): &()) {}
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
