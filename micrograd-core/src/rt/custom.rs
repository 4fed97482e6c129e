//! Functions with partials of their own: `#[differentiable(partials(..))]`.
use crate::Scalar;

/// A function of `N` numbers; what else it is given is in `self`.
pub trait Custom<const N: usize> {
    /// Its value.
    fn value(&self, args: [f64; N]) -> f64;
    /// Its partials by each argument, over any scalar, so that they have derivatives themselves; `result` is the value.
    fn partials<S: Scalar>(&self, args: [S; N], result: S) -> [S; N];
}
