//! What the hidden function behind `assert_grad!` calls: values of any shape as lists of `f64`, and back.
pub use crate::check::engines::{Engines, Modes, Parameter, Passing, Report, Tolerances};
use crate::{Coordinates, Dual, Graph, Scalar, Value};
use alloc::vec::Vec;

/// A value of a graph.
pub type Recorded<'g, S> = Value<'g, S>;
/// An `f64` beside which an `f32` is one, too.
pub type Unrounded = crate::precision::Widened<f64>;

/// The reals of anything, in order.
#[must_use]
pub fn reals<S: Scalar, T: Coordinates<S> + ?Sized>(of: &T) -> Vec<f64> {
    let mut all = Vec::new();
    of.each(&mut |v: S| all.push(v.to_f64()));
    all
}

/// The value with its reals replaced.
pub fn filled<S: Scalar, T: Coordinates<S>>(of: T, x: &[f64]) -> T {
    given(of, &mut x.iter().map(|v| S::from_f64(*v)))
}

/// The value with its reals replaced by the next ones.
pub fn given<S, T: Coordinates<S>>(mut of: T, from: &mut dyn Iterator<Item = S>) -> T {
    crate::coordinates::fill(&mut of, from);
    of
}

/// Runs a function over a new graph, and backward from a seed: the reals of the results, and the gradient by the leaves.
pub fn swept<S: Scalar>(
    x: &[f64],
    seed: &[f64],
    run: impl for<'g> FnOnce(&mut dyn Iterator<Item = Value<'g, S>>) -> Vec<Value<'g, S>>,
) -> (Vec<f64>, Vec<f64>) {
    let graph = Graph::<S>::with_capacity(64);
    let leaves: Vec<_> = x.iter().map(|v| graph.value(S::from_f64(*v))).collect();
    let results = run(&mut leaves.iter().copied());
    for (result, seed) in results.iter().zip(seed).filter(|(result, _)| result.graph().is_some()) {
        result.backward_with(S::from_f64(*seed));
    }
    let gradient = leaves.iter().map(|v| v.grad().to_f64()).collect();
    (results.iter().map(|v| v.data().to_f64()).collect(), gradient)
}

/// The derivative of the gradient along a direction: a graph over dual numbers.
pub fn swept_along<S: Scalar>(
    x: &[f64],
    direction: &[f64],
    run: impl for<'g> FnOnce(&mut dyn Iterator<Item = Value<'g, Dual<S>>>) -> Vec<Value<'g, Dual<S>>>,
) -> Vec<f64> {
    let graph = Graph::<Dual<S>>::with_capacity(64);
    let dual = |(v, d): (&f64, &f64)| graph.value(Dual::new(S::from_f64(*v), S::from_f64(*d)));
    let leaves: Vec<_> = x.iter().zip(direction).map(dual).collect();
    let results = run(&mut leaves.iter().copied());
    for result in results.iter().take(1).filter(|result| result.graph().is_some()) {
        result.backward();
    }
    leaves.iter().map(|v| v.grad().tangent.to_f64()).collect()
}

impl Report {
    /// Panics with what disagrees, if anything does.
    ///
    /// # Panics
    /// Then.
    #[track_caller]
    pub fn assert(&self, call: &str) {
        assert!(self.disagreements().is_empty(), "the derivatives of `{call}` do not agree:\n{self}");
    }
}
