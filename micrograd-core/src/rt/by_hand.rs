//! Functions whose VJP is written by hand, `#[differentiable(vjp = path)]`: their first derivatives over any scalar.
use super::check::reals;
use crate::coordinates::count;
use crate::{Coordinates, Scalar};
use alloc::vec::Vec;

/// Fails where the pullback is to have derivatives of its own.
///
/// # Panics
/// If the scalar carries any.
#[inline]
pub fn no_second<S: Scalar>(name: &str) {
    assert!(S::ORDER == 0, "`{name}` has its first derivatives by hand, and no second ones");
}

/// The results over `S`, given their plain values: with the derivatives that the pullback gives for each of them alone.
///
/// # Panics
/// If `S` carries second derivatives, or the pullback gives another number of reals than there are arguments.
pub fn results<S: Scalar, T: Coordinates<S>>(
    name: &str,
    mut values: T,
    x: &[S],
    pull: impl FnOnce(&[Vec<f64>]) -> Vec<Vec<f64>>,
) -> T {
    if S::ORDER == 0 {
        return values;
    }
    assert!(S::ORDER == 1, "`{name}` has its first derivatives by hand, and no second ones");
    let m = count(&values);
    let seeds: Vec<Vec<f64>> = (0..m).map(|i| (0..m).map(|k| if i == k { 1.0 } else { 0.0 }).collect()).collect();
    let rows = pull(&seeds);
    let mut rows = rows.iter();
    values.each_mut(&mut |y: &mut S| {
        let row = rows.next().expect("there is a row for each result");
        same_length(name, x.len(), row.len());
        // zero, with the slope
        let terms = x.iter().zip(row).filter(|(_, d)| **d != 0.0);
        let terms = terms.map(|(v, d)| (*v - S::from_f64(v.to_f64())) * S::from_f64(*d));
        if let Some(change) = terms.reduce(|a, b| a + b) {
            *y = (change + *y).with_value(y.to_f64());
        }
    });
    values
}

/// The cotangent with these reals, for a pullback by hand.
///
/// # Panics
/// If what is given beside the pullback has not the shape of the function's value.
pub fn cotangent<R: Scalar, T: Coordinates<R>>(name: &str, zero: T, seed: &[f64]) -> T {
    let n = count::<R, T>(&zero);
    assert!(n == seed.len(), "the value beside the pullback of `{name}` by hand has {n} numbers, not {}", seed.len());
    super::check::filled::<R, T>(zero, seed)
}

/// The reals of a gradient, which are handed out to the parameters in order.
#[derive(Debug)]
pub struct Gradient {
    reals: Vec<f64>,
    given: usize,
    name: &'static str,
}

impl Gradient {
    /// Those of what a pullback gave.
    pub fn new<R: Scalar, T: Coordinates<R>>(name: &'static str, of: &T) -> Self {
        Gradient { reals: reals::<R, T>(of), given: 0, name }
    }

    fn next(&mut self, count: usize) -> &[f64] {
        let from = self.given;
        self.given += count;
        assert!(self.given <= self.reals.len(), "the pullback of `{}` by hand gives too few numbers", self.name);
        &self.reals[from..self.given]
    }

    /// Adds the next ones to the adjoint of `of`, if it is wanted.
    ///
    /// # Panics
    /// If the adjoint has not the shape of `of`.
    pub fn add<S: Scalar, T: Coordinates<S> + ?Sized, D: Coordinates<S> + ?Sized>(
        &mut self,
        of: &T,
        to: Option<&mut D>,
    ) {
        let n = count(of);
        let part = self.next(n);
        let Some(to) = to else { return };
        let given = count::<S, D>(to);
        assert!(given == n, "the adjoint of a parameter with {n} numbers has {given}");
        let mut part = part.iter();
        to.each_mut(&mut |d: &mut S| *d += S::from_f64(part.next().copied().unwrap_or_default()));
    }

    /// The next ones as the adjoint of something by value.
    pub fn take<S: Scalar, T: Coordinates<S> + crate::Differentiable<Tangent: Coordinates<S>>>(
        &mut self,
        of: &T,
    ) -> T::Tangent {
        super::check::filled::<S, _>(of.zero_tangent(), self.next(count(of)))
    }

    /// All must have been handed out.
    ///
    /// # Panics
    /// If some are left.
    pub fn end(&self) {
        same_length(self.name, self.given, self.reals.len());
    }
}

fn same_length(name: &str, expected: usize, actual: usize) {
    assert!(expected == actual, "the pullback of `{name}` by hand gives {actual} numbers for {expected} arguments");
}
