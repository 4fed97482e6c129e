//! The reals in a value of any shape, one after the other: how a Hessian or a Jacobian numbers its rows and columns.
//!
//! The order is that of the text: fields as they are declared, items by index, parts of a tuple from the left. Integers
//! and skipped fields have no coordinate; of an `Option` or an enum those of the variant at hand are counted.
use crate::{
    Dual, NoTan, Scalar, Value,
    precision::{Rounded, Widened},
};
use alloc::{boxed::Box, string::String, vec::Vec};

/// A value, an image or a tangent with reals of the scalar `S` in it; in a function that mixes both precisions `f32` too
/// counts as the `f64` that it converts to.
///
/// ```
/// use micrograd_core::{Coordinates, coordinates};
/// let springs = [(2.0, 3usize), (0.5, 1)];
/// assert_eq!(coordinates::all::<f64, _>(&springs), [2.0, 0.5]);
/// ```
pub trait Coordinates<S> {
    /// Calls `f` for every real, in order.
    fn each<F: FnMut(S)>(&self, f: &mut F);
    /// Lets `f` change every real, in order.
    fn each_mut<F: FnMut(&mut S)>(&mut self, f: &mut F);
}

/// How many coordinates there are.
pub fn count<S, T: Coordinates<S> + ?Sized>(of: &T) -> usize {
    let mut n = 0;
    of.each(&mut |_| n += 1);
    n
}

/// All coordinates.
pub fn all<S, T: Coordinates<S> + ?Sized>(of: &T) -> Vec<S> {
    let mut all = Vec::new();
    of.each(&mut |v| all.push(v));
    all
}

/// Replaces the coordinates by the next ones of `from`.
///
/// # Panics
/// If there are not enough.
pub fn fill<S, T: Coordinates<S> + ?Sized>(to: &mut T, from: &mut dyn Iterator<Item = S>) {
    to.each_mut(&mut |v| *v = from.next().expect("there are as many numbers as coordinates"));
}

macro_rules! none {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)* S> Coordinates<S> for $t {
            #[inline]
            fn each<F: FnMut(S)>(&self, _: &mut F) {}
            #[inline]
            fn each_mut<F: FnMut(&mut S)>(&mut self, _: &mut F) {}
        }
    )*};
}
none! {
    [] NoTan; [] (); [] bool; [] char;
    [] u8; [] u16; [] u32; [] u64; [] u128; [] usize;
    [] i8; [] i16; [] i32; [] i64; [] i128; [] isize;
    [] String; ['a,] &'a str;
}

macro_rules! of_items {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Coordinates<S> for $t {
            #[inline]
            fn each<F: FnMut(S)>(&self, f: &mut F) {
                for v in self.iter() {
                    v.each(f);
                }
            }
            #[inline]
            fn each_mut<F: FnMut(&mut S)>(&mut self, f: &mut F) {
                for v in self.iter_mut() {
                    v.each_mut(f);
                }
            }
        }
    )*};
}
of_items! {
    [S, T: Coordinates<S>] [T];
    [S, T: Coordinates<S>] Vec<T>;
    [S, T: Coordinates<S>] Option<T>;
    [S, T: Coordinates<S>, const N: usize] [T; N];
}

macro_rules! behind {
    ($($t:ty;)*) => {$(
        impl<S, T: Coordinates<S> + ?Sized> Coordinates<S> for $t {
            #[inline]
            fn each<F: FnMut(S)>(&self, f: &mut F) {
                (**self).each(f);
            }
            #[inline]
            fn each_mut<F: FnMut(&mut S)>(&mut self, f: &mut F) {
                (**self).each_mut(f);
            }
        }
    )*};
}
behind! { &mut T; Box<T>; }

/// A number of the other precision.
macro_rules! beside {
    ($([$($generics:tt)*] $t:ty, $s:ty, $to:ident $from:ident;)*) => {$(
        impl<$($generics)*> Coordinates<$s> for $t {
            #[inline]
            fn each<F: FnMut($s)>(&self, f: &mut F) {
                f(self.$to());
            }
            #[inline]
            fn each_mut<F: FnMut(&mut $s)>(&mut self, f: &mut F) {
                let mut wide = self.$to();
                f(&mut wide);
                *self = wide.$from();
            }
        }
    )*};
}
beside! {
    [] f32, f64, to_double to_single;
    [] Dual<f32>, Dual<f64>, to_double to_single;
    ['g, S: Scalar] Rounded<Value<'g, S>>, Value<'g, S>, to_double to_single;
    [] Widened<f64>, f64, to_single to_double;
}
