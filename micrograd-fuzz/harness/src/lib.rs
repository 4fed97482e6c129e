//! What every random program links: it runs the program through every engine and compares.
//!
//! A generated program describes itself as a [`Subject`]: its plain call and a list of [`Mode`]s, each a way to its
//! derivatives. Every shape is flattened away: a mode takes the reals of an input and gives reals. [`compare::check`]
//! compares the plain call against all of them, and [`run`] writes down what came of it.
pub mod compare;
pub use micrograd::check::differences;
mod reals;
mod run;
mod second;

pub use reals::{flat, given};
pub use run::run;

use micrograd::Coordinates;

/// One input of a program: its number decides the lengths and integers, the reals are given.
#[derive(Clone, Debug)]
pub struct Input {
    /// Which of the program's inputs.
    pub number: usize,
    /// The reals of all parameters in order.
    pub reals: Vec<f64>,
}

/// The reals of the result and of what was left behind every `&mut`, and the derivative along every direction (or for
/// every seed) that was asked for.
pub type Outcome = (Vec<f64>, Vec<Vec<f64>>);

/// What a mode computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Takes directions in the inputs, gives tangents of the outputs.
    Forward,
    /// Takes seeds of the outputs, gives gradients by the inputs.
    Reverse,
    /// The gradient of the one result; entries that it does not have are [`MISSING`], and values may be.
    Gradient,
    /// As [`Kind::Reverse`], from a whole Jacobian: without values, and with missing entries.
    Matrix,
    /// Takes directions in the inputs, gives derivatives of the gradient, first by the mode and then by a graph over
    /// dual numbers.
    Second,
}

/// A way from an input to derivatives.
#[derive(Clone, Copy)]
pub struct Mode {
    /// The name that a disagreement is reported under.
    pub name: &'static str,
    /// What it computes.
    pub kind: Kind,
    /// Whether its values may be rounded more often than those of the plain call: a graph of `f32` holds no `f64` that
    /// an `f32` program computes on its way.
    pub rounds: bool,
    /// Runs it at an input along several directions or with several seeds.
    pub run: fn(&Input, &[Vec<f64>]) -> Outcome,
}

/// A program with everything that is compared.
pub struct Subject {
    /// Its name in reports.
    pub name: &'static str,
    /// How many inputs there are.
    pub inputs: usize,
    /// Whether it computes in `f32`.
    pub single: bool,
    /// The reals of the input of this number.
    pub reals: fn(usize) -> Vec<f64>,
    /// The plain call: the reals of the result, then of what was left behind every `&mut`.
    pub plain: fn(&Input) -> Vec<f64>,
    /// Every way to derivatives. The first is the reference and of [`Kind::Forward`].
    pub modes: Vec<Mode>,
}

/// The entry of a gradient for a parameter that has no slot in it: a NaN with a mark of its own.
pub const MISSING: f64 = f64::from_bits(0x7ff8_dead_0000_beef);

/// As many missing entries as the value has reals.
pub fn missing<T: Coordinates<f64>>(value: &T) -> Vec<f64> {
    vec![MISSING; flat::<f64, T>(value).len()]
}

/// A seed times a matrix that is given by rows.
#[must_use]
pub fn combined(seed: &[f64], rows: &[Vec<f64>]) -> Vec<f64> {
    let columns = rows.first().map_or(0, Vec::len);
    (0..columns).map(|j| seed.iter().zip(rows).map(|(s, row)| s * row[j]).sum()).collect()
}

/// What is in an adjoint before `backward_*` adds to it.
pub const PREFILLED: f64 = 0.375;

/// An adjoint that already holds something.
pub fn prefilled<T: Coordinates<f64>>(zero: T) -> T {
    given(zero, &mut std::iter::repeat(PREFILLED))
}

/// The same adjoint without what it held at first.
pub fn added<T: Coordinates<f64>>(adjoint: &T) -> Vec<f64> {
    flat(adjoint).into_iter().map(|d: f64| d - PREFILLED).collect()
}

/// `count` numbers that look random, in -1..1, none of them zero.
///
/// # Panics
/// Never: what is shifted fits.
#[must_use]
pub fn noise(count: usize, salt: usize) -> Vec<f64> {
    let mut state = (salt as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bits = u32::try_from(state >> 33).expect("31 bits are left");
        f64::from(bits) / f64::from(1_u32 << 30) - 1.0 + 1e-5
    };
    (0..count).map(|_| next()).collect()
}
