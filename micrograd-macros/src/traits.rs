//! Traits with differentiable methods. Beside `trait Energy` stands `trait EnergyAt<S>`, which the image over `S` of a
//! type with `impl Energy` implements.
use crate::errors::Errors;
use crate::items::{joined, take_mark, transform};
use crate::names::{Names, plain};
use crate::owner::{self, Owner};
use crate::parse::{self, Input};
use crate::types::Over;
use crate::{checkpoint, emit, prepare};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{ItemFn, ItemTrait, Path, TraitItem, parse_quote};

/// The operators of the standard library whose companions are in the support library.
const OPERATORS: &[&str] =
    &["Add", "Sub", "Mul", "Div", "Rem", "Neg", "AddAssign", "SubAssign", "MulAssign", "DivAssign", "RemAssign"];

/// Whether a trait is that of an operator.
pub fn is_operator(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| OPERATORS.iter().any(|name| last.ident == name))
}

/// The companion trait that the image of a type implements.
// Input:  Energy          Mul<f64>        Neg
// Output: EnergyAt<S>     ops::Mul<S>     ops::Neg
pub fn companion(path: &Path, input: &Input) -> TokenStream {
    let (s, root) = (&input.scalar, &input.root);
    let Some(last) = path.segments.last() else { return TokenStream::new() };
    if is_operator(path) {
        let name = &last.ident;
        // the right side is the parameter behind `self`
        let over = Over::twin(input);
        let right = input.params.get(1).map(|p| p.ty.over(&over, None));
        let right = right.map(|right| quote!(<#right>));
        return quote!(#root::rt::ops::#name #right);
    }
    let mut path = path.clone();
    if let Some(last) = path.segments.last_mut() {
        last.ident = format_ident!("{}At", plain(&last.ident), span = last.ident.span());
        last.arguments = syn::PathArguments::AngleBracketed(parse_quote!(<#s>));
    }
    path.to_token_stream()
}

/// The result of an operator, which its trait names.
pub fn output(path: &Path, input: &Input) -> Option<TokenStream> {
    if !is_operator(path) || input.result.is_unit() {
        return None;
    }
    let result = input.result.over(&Over::twin(input), None);
    Some(quote!(type Output = #result;))
}

/// A trait with marked methods: itself, and its companion.
pub fn of_trait(args: &TokenStream, mut item: ItemTrait) -> TokenStream {
    prepare::group_trait(&mut item);
    let mut errors = Errors::default();
    let mut functions = TokenStream::new();
    let mut scalar = None;
    let mut marked = 0;
    for member in &mut item.items {
        let TraitItem::Fn(method) = member else { continue };
        let Some(options) = take_mark(&mut method.attrs, &mut errors) else { continue };
        marked += 1;
        let (attrs, sig) = (&method.attrs, &method.sig);
        let mut function: ItemFn = match &method.default {
            Some(body) => parse_quote!(#sig #body),
            None => parse_quote!(#sig {}),
        };
        function.attrs.clone_from(attrs);
        method.default.iter_mut().for_each(checkpoint::strip_block);
        let own = parse_quote!(Self);
        let receiver = owner::resolve(&mut function, &own, None, &mut errors);
        let owner = Owner { ty: own, generics: syn::Generics::default(), receiver, in_trait: true };
        let (names, mut mistakes) = (Names::of(&function), Errors::default());
        let options = joined(args, &options);
        let input = if method.default.is_some() {
            transform(options, function, names, Some(owner), &mut mistakes).map(|(input, emitted)| {
                functions.extend(TokenStream::from(emitted.companion));
                input
            })
        } else {
            parse::parse(options, function, names, Some(owner), &mut mistakes).inspect(|input| {
                functions.extend(TokenStream::from(emit::declarations(input)));
            })
        };
        if let Some(input) = input {
            if input.explain {
                let help = "write `explain` on the method in an `impl`, or on a function";
                mistakes.at(&method.sig.ident, "a trait has no constant for the listing of its method", help);
            }
            scalar.get_or_insert((input.scalar_tokens, input.root));
        }
        errors.append(mistakes);
    }
    if marked == 0 {
        let help = "write `#[differentiable]` in front of the methods to differentiate";
        errors.at(&item.ident, "no method of this trait is marked", help);
    }
    if !item.generics.params.is_empty() {
        errors.at(&item.generics, "a differentiable trait with parameters of its own", "leave them out");
    }
    let errors = errors.into_compile_errors();
    let Some((s, root)) = scalar else { return quote!(#item #errors) };
    let (vis, name) = (&item.vis, format_ident!("{}At", plain(&item.ident), span = item.ident.span()));
    let doc = format!("[`{}`] for the image of a type over another scalar.", item.ident);
    let allow = emit::allow();
    quote! {
        #item
        #[doc = #doc]
        #allow
        #vis trait #name<#s: #root::Scalar>: #root::Differentiable { #functions }
        #errors
    }
}
