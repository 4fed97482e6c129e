//! A type with a mirror beside it.
use super::super::input::{Field, Input};
use super::super::params::{Role, angle};
use super::super::target::Target;
use super::Items;
use super::tangent::{image, into_parts, seed, zero};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

// Output: impl Differentiable for Net { type Tangent = NetTangent<f64>; type At<R: Scalar> = NetAt<R>; .. }
pub fn original(input: &Input, real: &Ident) -> TokenStream {
    let (root, [r, q], name, at) = (&input.root, &input.others, &input.name, &input.mirror());
    let real = quote!(::core::primitive::#real);
    let call = |f: &Field, function: TokenStream| {
        let ty = &f.ty;
        quote_spanned!(f.span()=> <#ty as #root::Differentiable>::#function)
    };
    let items = Items {
        tangent: tangent_over(input, &real),
        over: [r, q].map(|scalar| mirror_over(input, &scalar.to_token_stream())),
        dual: mirror_over(input, &quote!(#root::Dual<#real>)),
        zero: zero(input, name, None),
        lift: input.map(&quote!(self), [name, at], |f, v| image(f, &call(f, quote!(lift::<#r>(#v))))),
        unlift: input.map(&quote!(at), [at, name], |f, v| {
            if f.skip { v.to_token_stream() } else { call(f, quote!(unlift::<#r>(#v))) }
        }),
        relift: input.map(&quote!(at), [at, at], |f, v| image(f, &call(f, quote!(relift::<#r, #q>(#v))))),
        seed: seed(input, [name, at], None),
    };
    items.implement(input, &Target::own(input), &[])
}

// Output: impl<S: Scalar> Differentiable for NetAt<S> { type Tangent = NetTangent<S>; type At<R: Scalar> = NetAt<R>; .. }
pub fn mirror(input: &Input) -> TokenStream {
    let (root, [r, q], s, at) = (&input.root, &input.others, &input.scalar, &input.mirror());
    let own = Target::own(input);
    let (ty, over) = (own.ty(), |scalar: &TokenStream| mirror_over(input, scalar));
    let original = quote!(<#ty as #root::Differentiable>);
    let items = Items {
        tangent: tangent_over(input, &s.to_token_stream()),
        over: [r, q].map(|scalar| over(&scalar.to_token_stream())),
        dual: over(&quote!(#root::Dual<#s>)),
        zero: zero(input, at, Some(s)),
        lift: quote!(#original::relift::<#s, #r>(self)),
        unlift: quote!(#original::relift::<#r, #s>(&at)),
        relift: quote!(#original::relift::<#r, #q>(at)),
        seed: seed(input, [at, at], Some(s)),
    };
    items.implement(input, &Target::mirror(input), &own.clones)
}

// Output: impl<S: Scalar> Parts for NetAt<Dual<S>> { type Primal = NetAt<S>; type Tangent = NetTangent<S>; .. }
pub fn parts(input: &Input) -> TokenStream {
    let (root, s) = (&input.root, input.scalar.to_token_stream());
    let (primal, tangent) = (mirror_over(input, &s), tangent_over(input, &s));
    let body = into_parts(input, &input.mirror(), [&primal, &tangent]);
    let of = mirror_over(input, &quote!(#root::Dual<#s>));
    Target::mirror(input).implement_for(&quote!(#root::Parts), &of, &[], &body)
}

/// `NetTangent<Dual<S>, N>`
pub fn dual_tangent(input: &Input) -> TokenStream {
    let (root, s) = (&input.root, &input.scalar);
    tangent_over(input, &quote!(#root::Dual<#s>))
}

/// `NetAt<scalar, N>`
fn mirror_over(input: &Input, scalar: &TokenStream) -> TokenStream {
    over(input, &input.mirror(), scalar, |_| true)
}

/// `NetTangent<scalar, N>`
pub fn tangent_over(input: &Input, scalar: &TokenStream) -> TokenStream {
    over(input, &input.tangent(), scalar, |role| role != Role::Opaque)
}

fn over(input: &Input, name: &Ident, scalar: &TokenStream, keep: impl Fn(Role) -> bool) -> TokenStream {
    let own = input.params.args(keep, |p| p.ident.to_token_stream());
    let args = angle(&[vec![scalar.clone()], own].concat());
    quote!(#name #args)
}
