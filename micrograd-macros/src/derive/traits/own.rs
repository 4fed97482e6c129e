//! A type that changes its scalar by a parameter of its own.
use super::super::input::{Field, Input};
use super::super::params::{Param, Role, angle};
use super::super::rewrite::original;
use super::super::target::Target;
use super::Items;
use super::tangent::{image, into_parts, seed, zero};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

// Input:  struct P<S: Scalar> { x: [S; 2] }        struct Pair<T> { a: T, b: T }
// Output: impl<S: Scalar> Differentiable for P<S> { type Tangent = PTangent<S>; type At<R: Scalar> = P<R>; .. }
//         impl<T> Differentiable for Pair<T> where T: Differentiable { type At<R: Scalar> = Pair<T::At<R>>; .. }
pub fn own(input: &Input) -> TokenStream {
    let (root, s, [r, q], name) = (&input.root, &input.scalar, &input.others, &input.name);
    let over =
        |scalar: &Ident| with_args(input, |_| quote!(#scalar), |t| quote!(<#t as #root::Differentiable>::At<#scalar>));
    let items = Items {
        tangent: tangent_with_args(input, |t| quote!(<<#t as #root::Differentiable>::Dual as #root::Parts>::Primal)),
        over: [over(r), over(q)],
        dual: with_args(input, |s| quote!(#root::Dual<#s>), |t| quote!(<#t as #root::Differentiable>::Dual)),
        zero: zero(input, name, None),
        lift: input.map(&quote!(self), [name, name], |f, v| {
            let function = if has_scalar(input, f) { quote!(relift::<#s, #r>) } else { quote!(lift::<#r>) };
            image(f, &call(input, f, &quote!(#function(#v))))
        }),
        unlift: input.map(&quote!(at), [name, name], |f, v| match (f.skip, has_scalar(input, f)) {
            (true, _) => v.to_token_stream(),
            (_, true) => call(input, f, &quote!(relift::<#r, #s>(&#v))),
            (_, false) => call(input, f, &quote!(unlift::<#r>(#v))),
        }),
        relift: input.map(&quote!(at), [name, name], |f, v| image(f, &call(input, f, &quote!(relift::<#r, #q>(#v))))),
        seed: seed(input, [name, name], None),
    };
    items.implement(input, &Target::own(input), &[])
}

// Output: impl<S: Scalar> Parts for P<Dual<S>> { type Primal = P<S>; type Tangent = PTangent<S>; .. }
//         impl<T: Parts> Parts for Pair<T> where T::Primal: Differentiable<Tangent = T::Tangent>, .. { .. }
pub fn parts(input: &Input) -> TokenStream {
    let root = &input.root;
    let of = with_args(input, |s| quote!(#root::Dual<#s>), ToTokens::to_token_stream);
    let primal_of = |t: &Ident| quote!(<#t as #root::Parts>::Primal);
    let primal = with_args(input, ToTokens::to_token_stream, primal_of);
    let body = into_parts(input, &input.name, [&primal, &tangent_with_args(input, primal_of)]);
    let conditions = input.params.with(Role::Carried).flat_map(|t| {
        let of_primal = quote!(Tangent = <#t as #root::Parts>::Tangent, Dual = #t);
        [quote!(#t: #root::Parts), quote!(<#t as #root::Parts>::Primal: #root::Differentiable<#of_primal>)]
    });
    let conditions: Vec<_> = conditions.collect();
    Target::own(input).implement_for(&quote!(#root::Parts), &of, &conditions, &body)
}

/// `PTangent<Dual<S>>`, `PairTangent<T::Dual>`
pub fn dual_tangent(input: &Input) -> TokenStream {
    let root = &input.root;
    let args = input.params.args(
        |role| role != Role::Opaque,
        |p| arg(p, |s| quote!(#root::Dual<#s>), |t| quote!(<#t as #root::Differentiable>::Dual)),
    );
    let (name, args) = (input.tangent(), angle(&args));
    quote!(#name #args)
}

/// A function of the field's type, as it is over `f64` where it has the scalar in it: `S::At<R>` of an unknown `S` is
/// not known to be `R`, `f64::At<R>` is.
fn call(input: &Input, field: &Field, function: &TokenStream) -> TokenStream {
    let (root, ty) = (&input.root, original(&field.ty, &input.scalar));
    quote_spanned!(field.span()=> <#ty as #root::Differentiable>::#function)
}

fn has_scalar(input: &Input, field: &Field) -> bool {
    input.params.scalar().is_some_and(|s| field.mentions.has(s))
}

/// The type with other arguments for its scalar and for the types that carry reals.
fn with_args(
    input: &Input,
    scalar: impl Fn(&Ident) -> TokenStream,
    carried: impl Fn(&Ident) -> TokenStream,
) -> TokenStream {
    let (name, args) = (&input.name, angle(&input.params.args(|_| true, |p| arg(p, &scalar, &carried))));
    quote!(#name #args)
}

/// The type's tangent, with other arguments for the types that carry reals.
fn tangent_with_args(input: &Input, carried: impl Fn(&Ident) -> TokenStream) -> TokenStream {
    let args = input.params.args(|role| role != Role::Opaque, |p| arg(p, ToTokens::to_token_stream, &carried));
    let (name, args) = (input.tangent(), angle(&args));
    quote!(#name #args)
}

fn arg(param: &Param, scalar: impl Fn(&Ident) -> TokenStream, carried: impl Fn(&Ident) -> TokenStream) -> TokenStream {
    match param.role {
        Role::Scalar => scalar(&param.ident),
        Role::Carried => carried(&param.ident),
        Role::Opaque | Role::Const => param.ident.to_token_stream(),
    }
}
