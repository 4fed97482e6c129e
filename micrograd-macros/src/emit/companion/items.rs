//! What stands in front of a sweep: the user's items, the images of types, and checks of what names mean.
use super::super::Emitter;
use crate::ir::NamedType;
use crate::names::Names;
use crate::parse::{Input, Mode};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Image;
use proc_macro2::{Ident, Span};
use syn::GenericParam;

/// The user's items, and a name for the image of every struct and enum that the body names, and for its tangent.
pub fn items(cx: &Emitter<'_>) -> TokenStream {
    let mut items: TokenStream = cx.program.items.iter().map(ToTokens::to_token_stream).collect();
    for name in &cx.program.operators {
        let root = &cx.input.root;
        items.extend(quote!(use #root::rt::ops::#name as _;));
    }
    let (of, root) = (Image::of(cx.input), &cx.input.root);
    for named in &cx.program.types {
        let NamedType { ty, image, tangent, variants, .. } = named;
        let generics: Vec<_> = alias_generics(cx.input, named).into_iter().map(|(_, declared)| declared).collect();
        let twin = of.write(ty, root, Span::call_site());
        match cx.input.mode {
            Mode::Plain(_) => items.extend(quote! {
                type #image<#(#generics),*> = #twin;
                type #tangent<#(#generics),*> = <#twin as #root::Differentiable>::Tangent;
            }),
            Mode::Generic(_) if *variants => {
                items.extend(quote!(type #tangent<#(#generics),*> = <#ty as #root::Differentiable>::Tangent;));
            }
            // a literal of a struct is as the user writes it
            Mode::Generic(_) => {}
        }
    }
    items
}

/// The parameters of a type's alias: each by its name, and as it is declared. An alias cannot mention those of the
/// function around it.
pub fn alias_generics(input: &Input, ty: &NamedType) -> Vec<(TokenStream, TokenStream)> {
    let mut names = Names::default();
    names.reserve(quote::ToTokens::to_token_stream(&ty.ty));
    let s = &input.scalar;
    let scalar = matches!(input.mode, Mode::Plain(_)).then(|| (quote!(#s), quote!(#s)));
    let own = input.generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(p) if names.has(&p.ident) => Some((p.ident.to_token_stream(), p.ident.to_token_stream())),
        GenericParam::Const(p) if names.has(&p.ident) => {
            let (name, ty) = (&p.ident, &p.ty);
            Some((quote!(#name), quote!(const #name: #ty)))
        }
        _ => None,
    });
    scalar.into_iter().chain(own).collect()
}

/// A method of that name from another trait, by value or by reference, makes one of these ambiguous: the user's
/// function would call it, and the generated code would not.
pub fn trait_checks(cx: &Emitter<'_>) -> TokenStream {
    let Mode::Plain(real) = cx.input.mode else { return option_checks(cx) };
    let root = &cx.input.root;
    let reals = || std::iter::once(real).chain(cx.input.other).map(|real| Ident::new(real, Span::call_site()));
    let each = cx.program.trait_methods.iter().flat_map(|method| {
        reals().map(move |real| {
            quote! {
                let _ = |x: #real| { use #root::Scalar as _; x.#method() };
                let _ = |x: #real| { use #root::rt::ByReference as _; (&x).#method() };
            }
        })
    });
    let names = cx
        .program
        .trait_names
        .iter()
        .map(|name| quote!(fn same<T: #root::Scalar>() { fn named<U: #name>() {} named::<T>() }));
    each.chain(names.take(1)).chain([option_checks(cx)]).collect()
}

/// What is written like a variant of `Option` must be one: nothing else fits the pattern.
pub fn option_checks(cx: &Emitter<'_>) -> TokenStream {
    let each = cx.program.options.iter().map(|(path, is_some)| {
        let pattern = if *is_some { quote!(#path(())) } else { path.to_token_stream() };
        let other = if *is_some { quote!(None) } else { quote!(Some(())) };
        quote!(let _ = |v: ::core::option::Option<()>| match v { #pattern => {} ::core::option::Option::#other => {} };)
    });
    each.collect()
}
