//! What a generated function needs of a type of the user's, as one bound. Where a type has not the derive, the compiler
//! says so at that bound, and takes it for given in the rest of the function: one message instead of one for each mention.
use crate::{Coordinates, Differentiable, Dual, Parts, Scalar};

/// A type whose image over `S` has its own tangent, and whose image over dual numbers of `S` is its dual.
pub trait Over<S: Scalar>:
    Differentiable<At<S>: Differentiable<Tangent = <Self as Differentiable>::Tangent>, Tangent: Coordinates<S>>
    + Seeded<S>
    + Coordinates<S>
{
}
impl<S: Scalar, T: ?Sized> Over<S> for T where
    T: Differentiable<At<S>: Differentiable<Tangent = <T as Differentiable>::Tangent>, Tangent: Coordinates<S>>
        + Seeded<S>
        + Coordinates<S>
{
}

/// The second half of it.
pub trait Seeded<S: Scalar>:
    Differentiable<At<Dual<S>> = <Self as Differentiable>::Dual, Dual: Parts<Primal = <Self as Differentiable>::At<S>>>
{
}
impl<S: Scalar, T: ?Sized> Seeded<S> for T where
    T: Differentiable<At<Dual<S>> = <T as Differentiable>::Dual, Dual: Parts<Primal = <T as Differentiable>::At<S>>>
{
}
