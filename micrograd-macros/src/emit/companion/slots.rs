//! The slots: where the pullback leaves the adjoints of reference parameters.
use super::super::Emitter;
use super::generics::captured;
use super::over;
use crate::names::Names;
use crate::parse::{Input, Param};
use crate::tokens::{TokenStream, quote};
use proc_macro2::{Ident, Span};
use syn::Lifetime;

/// As many `_` as the pullback has parameters.
pub fn closure_arity(input: &Input) -> Vec<TokenStream> {
    let over = over(input);
    let refs = input.params.iter().filter(|p| p.ty.is_ref());
    let references = refs.clone().map(|p| p.ty.over(&over, None));
    let slots = refs.map(|p| slot_type(input, p));
    let seed = std::iter::once(input.result.tangent(&over));
    references.chain(seed).chain(slots).map(|ty| quote!(_: #ty)).collect()
}

/// The name of the slot of a reference parameter.
pub fn slot(param: &Param, names: &mut Names) -> Option<Ident> {
    param.ty.is_ref().then(|| names.fresh(&format!("d_{}", crate::names::plain(&param.ident)), Span::call_site()))
}

pub fn slot_type(input: &Input, param: &Param) -> TokenStream {
    let place = param.tangent_place(&over(input));
    quote!(::core::option::Option<&mut #place>)
}

/// `impl Fn(references again.., adjoint of the result, slots..) -> tangents of the by-value parameters`
pub fn pullback_type(input: &Input, lifetime: &Lifetime) -> TokenStream {
    let over = over(input);
    let refs = input.params.iter().filter(|p| p.ty.is_ref());
    let references = refs.clone().map(|p| p.ty.over(&over, None));
    let slots = refs.map(|p| slot_type(input, p));
    let seed = input.result.tangent(&over);
    let by_value = input.params.iter().filter(|p| !p.ty.is_ref());
    let tangents = super::super::tuple(&by_value.map(|p| p.tangent(&over)).collect::<Vec<_>>());
    let function = quote!(::core::ops::Fn(#(#references,)* #seed, #(#slots),*) -> #tangents);
    if input.recursive {
        let root = &input.root;
        return quote!(#root::Box<dyn #function + #lifetime>);
    }
    let captured = captured(input, lifetime);
    quote!(impl #function + #captured)
}

/// The parameters of the pullback; `names` are those of the function's own.
pub fn closure_params(input: &Input, names: &[&Ident], seed: &Ident, slots: &[Option<Ident>]) -> TokenStream {
    let over = over(input);
    let references = input.params.iter().zip(names).filter(|(p, _)| p.ty.is_ref()).map(|(p, name)| {
        let ty = p.ty.over(&over, None);
        quote!(#name: #ty)
    });
    let slots = input.params.iter().zip(slots).filter_map(|(p, slot)| {
        let ty = slot_type(input, p);
        slot.as_ref().map(|slot| quote!(#slot: #ty))
    });
    let ty = input.result.tangent(&over);
    quote!(#(#references,)* #seed: #ty, #(#slots),*)
}

/// Opens the slots of the active reference parameters.
pub fn open(cx: &Emitter<'_>, slots: &[Option<Ident>], names: &mut Names) -> TokenStream {
    let (input, root) = (cx.input, &cx.input.root);
    let mut tokens = TokenStream::new();
    for ((param, var), slot) in input.params.iter().zip(&cx.program.params).zip(slots) {
        let Some(slot) = slot.as_ref().filter(|_| cx.plan.is_active(*var)) else {
            continue;
        };
        let (scratch, name) = (names.fresh("scratch", Span::call_site()), cx.name(*var));
        let place = param.ty.tangent_place(&over(input));
        tokens.extend(quote! {
            let mut #scratch = ::core::option::Option::None;
            let #slot: &mut #place = #root::rt::open(#slot, &mut #scratch, &*#name);
        });
        if param.ty.is_slice_ref() {
            let text = param.ident.to_string();
            tokens.extend(quote!(#root::rt::same_length(#text, #name.len(), #slot.len());));
        }
    }
    tokens
}
