//! A tangent is differentiable itself, with tangents of its own type: a function may compute with the gradient of
//! another. So far for types that are made of numbers and no other types of the user's.
use super::super::input::{Field, Input, Twin};
use super::super::params::Role;
use super::super::rewrite::original;
use super::super::target::Target;
use super::Items;
use crate::types::is_integer;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericArgument, PathArguments, Type};

// Output: impl<S: Scalar> Differentiable for NetTangent<S> { type Tangent = Self; type At<R: Scalar> = NetTangent<R>; .. }
//         impl<S: Scalar> Parts for NetTangent<Dual<S>> { type Primal = NetTangent<S>; .. }
pub fn linear(input: &Input) -> TokenStream {
    // of a type that carries others the compiler cannot know that the tangents of their images are images of tangents,
    // and a named type may have such a one in it
    if input.params.with(Role::Carried).next().is_some() || !input.fields().all(|f| f.skip || is_simple(input, &f.ty)) {
        return TokenStream::new();
    }
    let (root, [r, q], s) = (&input.root, &input.others, &input.scalar);
    let (target, name) = (Target::tangent(input), input.tangent());
    let (over, own) = (|scalar: &TokenStream| over(input, scalar), target.ty());
    let relift = |tokens: &TokenStream, [from, to]: [&Ident; 2]| {
        input.map(tokens, [&name, &name], |f, v| {
            let ty = tangent(input, f);
            quote_spanned!(f.span()=> <#ty as #root::Differentiable>::relift::<#from, #to>(#v))
        })
    };
    let dual = over(&quote!(#root::Dual<#s>));
    let items = Items {
        tangent: own.clone(),
        over: [r, q].map(|scalar| over(&scalar.to_token_stream())),
        dual: dual.clone(),
        zero: quote!(#root::Jet::zeroed(self)),
        lift: relift(&quote!(self), [s, r]),
        unlift: relift(&quote!(&at), [r, s]),
        relift: relift(&quote!(at), [r, q]),
        seed: quote!(#root::Jet::with_tangent(::core::clone::Clone::clone(self), ::core::clone::Clone::clone(d))),
    };
    let parts = quote! {
        type Primal = #own;
        type Tangent = #own;
        #[inline]
        fn into_parts(self) -> (#own, #own) { <#own as #root::Jet>::split(self) }
    };
    let parts = target.implement_for(&quote!(#root::Parts), &dual, &[], &parts);
    let differentiable = items.implement(input, &target, &[]);
    quote!(#differentiable #parts)
}

/// Whether a type is made of numbers alone.
fn is_simple(input: &Input, ty: &Type) -> bool {
    match ty {
        Type::Array(a) => is_simple(input, &a.elem),
        Type::Tuple(t) => t.elems.iter().all(|ty| is_simple(input, ty)),
        Type::Paren(p) => is_simple(input, &p.elem),
        Type::Path(path) if path.qself.is_none() && path.path.segments.len() == 1 => {
            let segment = &path.path.segments[0];
            let (name, arguments) = (segment.ident.to_string(), &segment.arguments);
            match arguments {
                PathArguments::None => {
                    ["f64", "f32", "bool"].contains(&&*name) || is_integer(&name) || segment.ident == input.scalar
                }
                PathArguments::AngleBracketed(args) => {
                    let simple =
                        |arg: &GenericArgument| matches!(arg, GenericArgument::Type(ty) if is_simple(input, ty));
                    ["Vec", "Option", "Box"].contains(&&*name) && args.args.iter().all(simple)
                }
                PathArguments::Parenthesized(_) => false,
            }
        }
        _ => false,
    }
}

/// The tangent of a field over plain floats.
fn tangent(input: &Input, field: &Field) -> TokenStream {
    let root = &input.root;
    if field.skip {
        return quote!(#root::NoTan);
    }
    let ty = match input.twin {
        Twin::Own => original(&field.ty, &input.scalar).to_token_stream(),
        Twin::Mirror(_) | Twin::Itself => field.ty.to_token_stream(),
    };
    quote_spanned!(field.span()=> <#ty as #root::Differentiable>::Tangent)
}

/// The tangent over another scalar.
fn over(input: &Input, scalar: &TokenStream) -> TokenStream {
    match input.twin {
        Twin::Own => {
            let args = input.params.args(
                |role| role != Role::Opaque,
                |p| if p.role == Role::Scalar { scalar.clone() } else { p.ident.to_token_stream() },
            );
            let (name, args) = (input.tangent(), super::super::params::angle(&args));
            quote!(#name #args)
        }
        Twin::Mirror(_) | Twin::Itself => super::mirror::tangent_over(input, scalar),
    }
}
