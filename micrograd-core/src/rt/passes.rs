//! Hessians and Jacobians: one run for each direction, or for each chunk of directions in lanes.
use crate::coordinates::count;
pub use crate::coordinates::{all as flat, count as coordinates};
pub use crate::dual::{Lanes, lanes};
use crate::{Coordinates, Dual, Scalar};
use alloc::vec::Vec;
use core::ops::Range;

/// Makes one coordinate one.
pub fn unit<S: Scalar, T: Coordinates<S>>(zero: &mut T, index: usize) {
    let mut k = 0;
    zero.each_mut(&mut |v| {
        if k == index {
            *v = S::ONE;
        }
        k += 1;
    });
}

/// One row for each unit vector of the shape of `zero`: what `row` gives for it.
pub fn by_units<S: Scalar, T: Coordinates<S> + Clone>(zero: &T, row: impl FnMut(T) -> Vec<S>) -> Vec<Vec<S>> {
    some_units(zero, 0..count(zero), row)
}

/// The same for some of the rows alone.
///
/// # Panics
/// If there are not that many.
pub fn some_units<S: Scalar, T: Coordinates<S> + Clone>(
    zero: &T,
    rows: Range<usize>,
    mut row: impl FnMut(T) -> Vec<S>,
) -> Vec<Vec<S>> {
    let count = count(zero);
    assert!(rows.end <= count, "rows {}..{} of a Jacobian with {count}", rows.start, rows.end);
    let rows = rows.map(|k| {
        let mut direction = zero.clone();
        unit(&mut direction, k);
        row(direction)
    });
    rows.collect()
}

/// The diagonal of the matrix that `row` gives the rows of.
pub fn diagonal_by_units<S: Scalar, T: Coordinates<S> + Clone>(zero: &T, mut row: impl FnMut(T) -> Vec<S>) -> Vec<S> {
    let entries = (0..count(zero)).map(|k| {
        let mut direction = zero.clone();
        unit(&mut direction, k);
        row(direction)[k]
    });
    entries.collect()
}

/// The diagonal of the matrix of [`by_lanes`].
pub fn diagonal_by_lanes<S: Scalar, const N: usize>(
    n: usize,
    mut pass: impl FnMut(usize) -> Vec<Dual<S, Lanes<S, N>>>,
) -> Vec<S> {
    let mut diagonal = Vec::with_capacity(n);
    for start in (0..n).step_by(N) {
        let outputs = pass(start);
        diagonal.extend((start..n.min(start + N)).map(|k| outputs[k].tangent.0[k - start]));
    }
    diagonal
}

/// Lane `l` goes along the coordinate `start + l`.
pub fn seed_lanes<S: Scalar, const N: usize, T>(at: &mut T, start: usize)
where
    T: Coordinates<Dual<S, Lanes<S, N>>>,
{
    let mut k = 0;
    at.each_mut(&mut |v: &mut Dual<S, Lanes<S, N>>| {
        if (start..start + N).contains(&k) {
            v.tangent.0[k - start] = S::ONE;
        }
        k += 1;
    });
}

/// The derivatives of all outputs by `n` inputs, `N` in each pass: `pass(start)` gives the outputs with lane `l` along the
/// input `start + l`. One row for each output.
pub fn by_lanes<S: Scalar, const N: usize>(
    n: usize,
    mut pass: impl FnMut(usize) -> Vec<Dual<S, Lanes<S, N>>>,
) -> Vec<Vec<S>> {
    let mut rows: Vec<Vec<S>> = Vec::new();
    for start in (0..n.max(1)).step_by(N) {
        let outputs = pass(start);
        if rows.is_empty() {
            rows.resize_with(outputs.len(), || Vec::with_capacity(n));
        }
        assert_eq!(rows.len(), outputs.len(), "the function has as many results in every pass");
        for (row, output) in rows.iter_mut().zip(outputs) {
            row.extend_from_slice(&output.tangent.0[..N.min(n - start)]);
        }
    }
    rows
}

/// The rows of a matrix that is given by its columns.
#[must_use]
pub fn transposed<S: Scalar>(columns: &[Vec<S>], rows: usize) -> Vec<Vec<S>> {
    (0..rows).map(|k| columns.iter().map(|column| column[k]).collect()).collect()
}
