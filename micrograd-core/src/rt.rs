//! What generated code calls. Not part of the public interface.
pub mod boxed;
pub mod by_hand;
pub mod check;
pub mod checkpoint;
mod convert;
mod custom;
mod derived;

pub mod missing;
mod open;
pub mod ops;
mod over;
mod part;
pub mod passes;
mod precision;
mod sequences;
pub mod standard;
mod tape;
mod vacant;
pub mod variant;

pub use convert::{AsDouble, AsSingle, IntoReal, OfDouble, OfReal, OfSingle};
pub use custom::Custom;
pub use derived::{Itself, different_variants};
pub use open::{Mapped, mapped};
pub use over::{Over, Seeded};
pub use part::{groups, part, part_mut, sum_of_lanes};
pub use precision::{
    Given, Image, Join, NoReal, Of, Plain, Precision, assert_reals, assert_scalar, given, image, lift, lift_mixed,
    lift_over,
};
pub use sequences::{Sequence, array_like, empty_list, empty_product, empty_sum, length};
pub use tape::{Once, Replay, Tape};
pub use vacant::{Vacant, vacant};

use crate::{Coordinates, Differentiable, Scalar, Tangent};
use alloc::borrow::ToOwned;
pub use alloc::{boxed::Box, vec::Vec};

/// A zero adjoint for a place of any type.
#[inline]
pub fn zero<T: Differentiable + ?Sized>(of: &T) -> T::Tangent {
    of.zero_tangent()
}

/// What a function called `stop_gradient` must take as well as any number: only one that gives back whatever it is given
/// does.
#[derive(Clone, Copy, Debug)]
pub struct Stopped;

/// The value of anything with reals of `S`, as a constant.
#[inline]
pub fn stop<S: Scalar, T: Coordinates<S>>(mut v: T) -> T {
    v.each_mut(&mut |r: &mut S| *r = S::from_f64(r.to_f64()));
    v
}

/// The cotangent of a result by itself.
#[inline]
#[must_use]
pub fn one_like<S: Scalar>(_: S) -> S {
    S::ONE
}

/// Adds an adjoint of any type.
#[inline]
pub fn acc<T: Tangent + ?Sized>(to: &mut T, d: &T) {
    to.accumulate(d);
}

/// What takes its former state again: values, and slices, which have no size of their own.
pub trait Restore: ToOwned {
    /// Takes the state of a copy that [`owned`] made.
    fn restore(&mut self, saved: &Self::Owned);
}

impl<T: Clone> Restore for T {
    #[inline]
    fn restore(&mut self, saved: &T) {
        self.clone_from(saved);
    }
}

impl<T: Clone> Restore for [T] {
    #[inline]
    fn restore(&mut self, saved: &Vec<T>) {
        self.clone_from_slice(saved);
    }
}

/// A copy of what a reference shows: of a slice a `Vec`.
#[inline]
pub fn owned<T: ToOwned + ?Sized>(of: &T) -> T::Owned {
    of.to_owned()
}

/// `vec![a, b, c]`, also where a user's macro of that name shadows it.
#[inline]
pub fn list<T, const N: usize>(items: [T; N]) -> Vec<T> {
    Vec::from(items)
}

/// `vec![item; n]`
#[inline]
pub fn repeat<T: Clone>(item: T, n: usize) -> Vec<T> {
    alloc::vec![item; n]
}

/// `[item; N]` of something that is not `Copy`.
#[inline]
pub fn array<T: Clone, const N: usize>(item: T) -> [T; N] {
    core::array::from_fn(|_| item.clone())
}

/// Reads the adjoint of a place that was overwritten, and leaves a zero of the shape of `restored`.
#[inline]
pub fn take<T: Differentiable>(d: &mut T::Tangent, restored: &T) -> T::Tangent {
    core::mem::replace(d, restored.zero_tangent())
}

/// The caller's slot, or a scratch adjoint where the caller did not want one.
#[inline]
pub fn open<'a, T, P>(slot: Option<&'a mut T>, scratch: &'a mut Option<P::Tangent>, of: &P) -> &'a mut T
where
    T: ?Sized,
    P: Differentiable + ?Sized,
    P::Tangent: AsSlot<T>,
{
    match slot {
        Some(d) => d,
        None => scratch.insert(of.zero_tangent()).as_slot(),
    }
}

/// An owned tangent seen as what a slot points to.
pub trait AsSlot<T: ?Sized> {
    /// The slot's view of the tangent.
    fn as_slot(&mut self) -> &mut T;
}
impl<T> AsSlot<T> for T {
    #[inline]
    fn as_slot(&mut self) -> &mut T {
        self
    }
}
impl<T> AsSlot<[T]> for Vec<T> {
    #[inline]
    fn as_slot(&mut self) -> &mut [T] {
        self
    }
}

/// Checks the length of the tangent or adjoint that a caller gave for the slice parameter `name`.
///
/// # Panics
/// If the lengths differ.
#[inline]
#[track_caller]
pub fn same_length(name: &str, primal: usize, tangent: usize) {
    if primal != tangent {
        other_length(name, primal, tangent);
    }
}

/// Apart, so that nothing of the message is made ready where the lengths agree.
#[cold]
#[inline(never)]
#[track_caller]
fn other_length(name: &str, primal: usize, tangent: usize) -> ! {
    panic!("the tangent or adjoint of `{name}` must have its length {primal}, it has {tangent}")
}

/// The sum of the adjoints of the items of a sequence.
#[inline]
pub fn sum<S: Scalar>(d: &[S]) -> S {
    d.iter().fold(S::ZERO, |sum, d| sum + *d)
}

/// A literal of a function that is written in `f32`.
#[inline]
#[must_use]
pub fn from_f32<S: Scalar>(v: f32) -> S {
    S::from_f64(f64::from(v))
}

/// A literal that is an `f32` or an `f64`, as its place wants it. A decimal that is rounded twice may differ.
#[inline]
#[must_use]
pub fn literal<S: Scalar>(double: f64, single: f32) -> S {
    S::from_f64(if S::SINGLE { f64::from(single) } else { double })
}

/// The dual numbers of a slice and its tangent; `name` is the parameter's.
///
/// # Panics
/// If the lengths differ.
#[inline]
#[track_caller]
pub fn seed_slice<T: Differentiable>(name: &str, primal: &[T], tangent: &[T::Tangent]) -> Vec<T::Dual> {
    same_length(name, primal.len(), tangent.len());
    primal.iter().zip(tangent).map(|(v, d)| v.seed(d)).collect()
}

/// The dual numbers of a slice that no direction goes along.
#[inline]
pub fn constant_slice<T: Differentiable>(primal: &[T]) -> Vec<T::Dual> {
    primal.iter().map(|v| v.seed(&v.zero_tangent())).collect()
}

/// A slice takes the plain values of its image over another scalar.
///
/// # Panics
/// If the lengths differ.
#[inline]
#[track_caller]
pub fn unlift_slice<T: Differentiable, S: Scalar>(to: &mut [T], from: Vec<T::At<S>>) {
    assert_eq!(to.len(), from.len(), "the image of a slice must have its length");
    for (to, from) in to.iter_mut().zip(from) {
        *to = T::unlift::<S>(from);
    }
}

/// The methods of `Scalar` that plain floats have no method of their own for, by reference. Generated code calls them
/// where nothing comes of it: a user's trait with such a method makes the call ambiguous, and so an error.
#[allow(missing_docs, reason = "they do nothing")]
pub trait ByReference {
    fn relu(&self) {}
    fn sigmoid(&self) {}
    fn softplus(&self) {}
}
impl ByReference for f32 {}
impl ByReference for f64 {}

/// Implemented for every type without real numbers in it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` carries a derivative, but `#[differentiable]` took it for an index or a flag",
    label = "this is a real number",
    note = "write `stop_gradient(..)` around it, or give the variable its type"
)]
pub trait Inactive {}

macro_rules! inactive {
    ($($t:ty)*) => {$(impl Inactive for $t {})*};
}
inactive! { () u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char str alloc::string::String }
impl<T: Inactive, const N: usize> Inactive for [T; N] {}
impl<T: Inactive> Inactive for [T] {}
impl<T: Inactive> Inactive for Vec<T> {}
impl<T: Inactive + ?Sized> Inactive for &T {}

/// Fails to compile for a variable that was taken for an index or a flag and is a real number.
#[inline]
pub fn assert_inactive<T: Inactive + ?Sized>(_: &T) {}

/// Implemented for every type whose operators are those of the rule table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has operators or methods of its own, but `#[differentiable]` took it for a number",
    label = "this is no number",
    note = "give it a name with its type: `let a: Type = ..;`"
)]
pub trait Number {}
impl<S: Scalar> Number for S {}
macro_rules! numbers {
    ($($t:ty)*) => {$(impl Number for $t {})*};
}
numbers! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

/// Fails to compile for a variable that was taken for a number and is none.
#[inline]
pub fn assert_number<T: Number>(_: &T) {}

/// A number as it enters a cast or a plain function: a scalar gives its primal, anything else itself.
pub trait Primal {
    /// The plain type.
    type Plain;
    /// The plain value; a scalar's derivative ends here.
    fn primal(self) -> Self::Plain;
}

macro_rules! plain {
    ($($t:ty)*) => {$(
        impl Primal for $t {
            type Plain = $t;
            #[inline]
            fn primal(self) -> $t {
                self
            }
        }
    )*};
}
plain! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize bool char }

impl<S: Scalar> Primal for S {
    type Plain = f64;
    #[inline]
    fn primal(self) -> f64 {
        self.to_f64()
    }
}

/// The plain value of a number; see [`Primal`].
#[inline]
pub fn primal<T: Primal>(v: T) -> T::Plain {
    v.primal()
}
