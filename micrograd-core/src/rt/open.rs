//! `v.map(f)` where the macro does not see whether `v` is an array or an `Option`: both are a list of items, each of
//! which `f` is called on, and what it gives is put together as `v` was.
#![allow(clippy::type_complexity, reason = "a pullback has no other name than what it takes and gives")]
use super::Vec;
use crate::Differentiable;

/// An array or an `Option`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no array and no `Option`, but `#[differentiable]` took it for one of them",
    label = "what is mapped here is not visible",
    note = "give it a name with its type, `let a: [f64; 3] = ..;`, or write a loop"
)]
pub trait Mapped {
    /// The same with other items.
    type Of<U: Differentiable>: Differentiable;
    /// Puts as many items together as are in `self`.
    fn collected<U: Differentiable>(&self, items: Vec<U>) -> Self::Of<U>;
    /// The adjoints of the items by that of the whole; `zero` is for an item that the whole has no adjoint for.
    fn items<U: Differentiable>(
        d: <Self::Of<U> as Differentiable>::Tangent,
        zero: Option<U::Tangent>,
    ) -> Vec<U::Tangent>;
}
impl<T, const N: usize> Mapped for [T; N] {
    type Of<U: Differentiable> = [U; N];
    #[inline]
    fn collected<U: Differentiable>(&self, items: Vec<U>) -> [U; N] {
        let mut items = items.into_iter();
        core::array::from_fn(|_| items.next().expect("there is an item for each of the array"))
    }
    #[inline]
    fn items<U: Differentiable>(d: [U::Tangent; N], _: Option<U::Tangent>) -> Vec<U::Tangent> {
        Vec::from(d)
    }
}
impl<T> Mapped for Option<T> {
    type Of<U: Differentiable> = Option<U>;
    #[inline]
    fn collected<U: Differentiable>(&self, items: Vec<U>) -> Option<U> {
        items.into_iter().next()
    }
    #[inline]
    fn items<U: Differentiable>(d: Option<U::Tangent>, zero: Option<U::Tangent>) -> Vec<U::Tangent> {
        // without a value there is no zero either
        zero.map(|zero| d.unwrap_or(zero)).into_iter().collect()
    }
}

/// Puts items together; called as the companion of a function is.
#[allow(non_camel_case_types, reason = "it stands for a function")]
pub struct mapped {}
impl mapped {
    /// The value.
    #[inline]
    pub fn primal_at<A: Mapped, U: Differentiable>(like: &A, items: Vec<U>) -> A::Of<U> {
        like.collected(items)
    }
    /// The value and the pullback.
    #[inline]
    pub fn fwd_at<'s, A: Mapped + Differentiable, U: Differentiable + 's>(
        like: &A,
        items: Vec<U>,
    ) -> (
        A::Of<U>,
        impl Fn(&A, <A::Of<U> as Differentiable>::Tangent, Option<&mut A::Tangent>) -> Vec<U::Tangent> + use<'s, A, U>,
    )
    where
        U::Tangent: 's,
    {
        let zero = items.first().map(U::zero_tangent);
        (like.collected(items), move |_: &A, d: <A::Of<U> as Differentiable>::Tangent, _: Option<&mut A::Tangent>| {
            A::items::<U>(d, zero.clone())
        })
    }
}
