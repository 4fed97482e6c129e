//! The reals inside a value of any shape, in order: out into a flat list, and back in from one.
use micrograd::{Dual, NoTan, Value};

/// A shape with reals of type `S` in it.
pub trait Reals<S> {
    /// Appends every real.
    fn walk(&self, out: &mut Vec<S>);
    /// Replaces every real.
    fn put(&mut self, from: &mut dyn Iterator<Item = S>);
}

/// All reals of a value.
pub fn flat<S, T: Reals<S> + ?Sized>(value: &T) -> Vec<S> {
    let mut out = Vec::new();
    value.walk(&mut out);
    out
}

/// The value with its reals replaced by the next ones.
pub fn given<S, T: Reals<S>>(mut value: T, from: &mut dyn Iterator<Item = S>) -> T {
    value.put(from);
    value
}

macro_rules! scalars {
    ($([$($g:tt)*] $t:ty;)*) => {$(
        impl<$($g)*> Reals<$t> for $t {
            fn walk(&self, out: &mut Vec<$t>) {
                out.push(*self);
            }
            /// # Panics
            /// If there are not enough.
            fn put(&mut self, from: &mut dyn Iterator<Item = $t>) {
                *self = from.next().expect("enough reals");
            }
        }
    )*};
}
scalars! { [] f64; [] Dual<f64>; ['g] Value<'g, f64>; }

macro_rules! none {
    ($($t:ty;)*) => {$(
        impl<S> Reals<S> for $t {
            fn walk(&self, _: &mut Vec<S>) {}
            fn put(&mut self, _: &mut dyn Iterator<Item = S>) {}
        }
    )*};
}
none! { NoTan; (); bool; usize; u32; i32; i64; }

macro_rules! sequences {
    ($([$($g:tt)*] $t:ty;)*) => {$(
        impl<S, T: Reals<S>, $($g)*> Reals<S> for $t {
            fn walk(&self, out: &mut Vec<S>) {
                for v in self.iter() {
                    v.walk(out);
                }
            }
            fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
                for v in self.iter_mut() {
                    v.put(from);
                }
            }
        }
    )*};
}
sequences! { [] [T]; [] Vec<T>; [] Option<T>; [const N: usize] [T; N]; }

macro_rules! tuples {
    ($(($($t:ident $i:tt),*);)*) => {$(
        impl<S, $($t: Reals<S>),*> Reals<S> for ($($t,)*) {
            fn walk(&self, out: &mut Vec<S>) {
                $(self.$i.walk(out);)*
            }
            fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
                $(self.$i.put(from);)*
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
}

/// The reals of a struct, its image over every scalar of the engines, and its tangent:
/// `reals_of!(Net, NetAt, NetTangent, k, springs)` with the names of the fields.
#[macro_export]
macro_rules! reals_of {
    ($name:ident, $mirror:ident, $tangent:ident, $($field:tt),*) => {
        $crate::reals_of!(@one [] $name, f64, [$($field)*]);
        $crate::reals_of!(@one [] $mirror<f64>, f64, [$($field)*]);
        $crate::reals_of!(@one [] $tangent<f64>, f64, [$($field)*]);
        $crate::reals_of!(@one [] $mirror<::micrograd::Dual<f64>>, ::micrograd::Dual<f64>, [$($field)*]);
        $crate::reals_of!(@one ['g] $mirror<::micrograd::Value<'g, f64>>, ::micrograd::Value<'g, f64>, [$($field)*]);
    };
    (@one [$($generics:tt)*] $t:ty, $s:ty, [$($field:tt)*]) => {
        impl<$($generics)*> $crate::Reals<$s> for $t {
            fn walk(&self, out: &mut ::std::vec::Vec<$s>) {
                $($crate::Reals::walk(&self.$field, out);)*
            }
            fn put(&mut self, from: &mut dyn ::std::iter::Iterator<Item = $s>) {
                $($crate::Reals::put(&mut self.$field, from);)*
            }
        }
    };
}
