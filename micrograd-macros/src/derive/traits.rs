//! `Differentiable`, `Tangent` and `Parts`.
mod coordinates;
mod jet;
mod linear;
mod mirror;
mod own;
mod precision;
mod tangent;

use super::input::{Input, Twin};
use super::params::Role;
use super::target::Target;
use proc_macro2::TokenStream;
use quote::quote;

/// The traits of the user's type, of its mirror and of its tangent.
pub fn traits(input: &Input) -> TokenStream {
    let (precision, coordinates) = (precision::precision(input), coordinates::coordinates(input));
    match &input.twin {
        Twin::Itself => {
            let itself = itself(input);
            quote!(#itself #precision #coordinates)
        }
        Twin::Own => {
            let (own, tangent, parts) = (own::own(input), tangent::tangent(input), own::parts(input));
            let jet = jet::jet(input, &own::dual_tangent(input));
            let linear = linear::linear(input);
            quote!(#own #tangent #jet #linear #parts #precision #coordinates)
        }
        Twin::Mirror(real) => {
            let (original, mirror) = (mirror::original(input, real), mirror::mirror(input));
            let (tangent, parts) = (tangent::tangent(input), mirror::parts(input));
            let jet = jet::jet(input, &mirror::dual_tangent(input));
            let linear = linear::linear(input);
            quote!(#original #mirror #tangent #jet #linear #parts #precision #coordinates)
        }
    }
}

/// The items of an `impl Differentiable`: types and the bodies of its functions, over the scalars `R` and `Q`.
struct Items {
    tangent: TokenStream,
    /// `At<R>` and `At<Q>`.
    over: [TokenStream; 2],
    dual: TokenStream,
    zero: TokenStream,
    lift: TokenStream,
    unlift: TokenStream,
    relift: TokenStream,
    seed: TokenStream,
}

impl Items {
    fn implement(&self, input: &Input, target: &Target, conditions: &[TokenStream]) -> TokenStream {
        let (root, [r, q]) = (&input.root, &input.others);
        let Items { tangent, over: [over_r, over_q], dual, zero, lift, unlift, relift, seed } = self;
        let body = quote! {
            type Tangent = #tangent;
            type At<#r: #root::Scalar> = #over_r;
            type Dual = #dual;
            #[inline]
            fn zero_tangent(&self) -> #tangent { #zero }
            #[inline]
            fn lift<#r: #root::Scalar>(&self) -> #over_r { #lift }
            #[inline]
            fn unlift<#r: #root::Scalar>(at: #over_r) -> Self { #unlift }
            #[inline]
            fn relift<#r: #root::Scalar, #q: #root::Scalar>(at: &#over_r) -> #over_q { #relift }
            #[inline]
            #[track_caller]
            fn seed(&self, d: &#tangent) -> #dual { #seed }
        };
        target.implement(&quote!(#root::Differentiable), conditions, &body)
    }
}

// Input:  enum Side { Left, Right }
// Output: impl Differentiable for Side { type Tangent = NoTan; type At<R: Scalar> = Self; .. }
fn itself(input: &Input) -> TokenStream {
    let (root, target) = (&input.root, Target::own(input));
    // of a type without parameters the compiler knows whether it is `Clone`
    let opaque = input.params.with(Role::Opaque).next();
    let conditions: Vec<_> = opaque.map(|_| quote!(Self: ::core::clone::Clone)).into_iter().collect();
    let copy = quote!(::core::clone::Clone::clone(self));
    let items = Items {
        tangent: quote!(#root::NoTan),
        over: [quote!(Self), quote!(Self)],
        dual: quote!(Self),
        zero: quote!(#root::NoTan),
        lift: copy.clone(),
        unlift: quote!(at),
        relift: quote!(::core::clone::Clone::clone(at)),
        seed: copy,
    };
    let parts = quote! {
        type Primal = Self;
        type Tangent = #root::NoTan;
        #[inline]
        fn into_parts(self) -> (Self, #root::NoTan) { (self, #root::NoTan) }
    };
    let differentiable = items.implement(input, &target, &conditions);
    let parts = target.implement(&quote!(#root::Parts), &[], &parts);
    let inactive = target.implement(&quote!(#root::rt::Inactive), &[], &TokenStream::new());
    quote!(#differentiable #parts #inactive)
}
