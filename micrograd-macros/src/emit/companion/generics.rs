//! The generics and the clauses of the companion's functions.
use crate::errors::located;
use crate::hash::HashSet;
use crate::kinds::Kind;
use crate::names::Names;
use crate::owner::Owner;
use crate::parse::{Input, Mode};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Ty;
use proc_macro2::{Span, TokenTree};
use syn::Lifetime;
use syn::spanned::Spanned;

/// `'s, S: Scalar + 's`, and the user's own. A method has the scalar from its `impl`.
pub fn generics(input: &Input, lifetime: Option<&Lifetime>) -> TokenStream {
    let (s, root) = (&input.scalar, &input.root);
    let own = super::super::api::in_brackets(&input.generics, lifetime);
    let is_lifetime = |g: &&TokenStream| g.to_string().starts_with('\'');
    let (lifetimes, others) = (own.iter().filter(is_lifetime), own.iter().filter(|g| !is_lifetime(g)));
    let first = lifetime.map(|l| quote!(#l,));
    let scalar = (matches!(input.mode, Mode::Plain(_)) && input.owner.is_none()).then(|| {
        let outlives = lifetime.map(|l| quote!(+ #l));
        quote!(#s: #root::Scalar #outlives,)
    });
    quote!(#first #(#lifetimes,)* #scalar #(#others),*)
}

/// The user's `where` clause; the types of a method's `impl` outlive what the pullback captures.
pub fn where_clause(input: &Input, lifetime: Option<&Lifetime>) -> TokenStream {
    let of_method = input.owner.is_some() && matches!(input.mode, Mode::Plain(_));
    let scalar = of_method.then(|| input.scalar.to_token_stream());
    clauses(input, scalar, lifetime)
}

/// The same for a function in the user's own types.
pub fn user_clauses(input: &Input, lifetime: Option<&Lifetime>) -> TokenStream {
    let (clauses, bounds) = (clauses(input, None, lifetime), bounds(input));
    match (clauses.is_empty(), bounds.is_empty()) {
        (_, true) => clauses,
        (true, false) => quote!(where #(#bounds),*),
        (false, false) => quote!(#clauses, #(#bounds),*),
    }
}

/// A bound for each type of the user's in the signature, so that one without the derive is reported once: see `rt::Over`.
/// A type that depends on the function's parameters would not be looked up any more. A function that converts to a plain
/// float has types of the other precision reported with what to write, which the bound would be in front of.
fn bounds(input: &Input) -> Vec<TokenStream> {
    let real = input.plain_real(&Kind::Real).filter(|_| input.other.is_none() && !input.converts());
    let Some(real) = real else { return Vec::new() };
    let (mut own, root) = (Names::default(), &input.root);
    own.reserve(quote::ToTokens::to_token_stream(&input.generics));
    let (mut seen, mut bounds) = (HashSet::default(), Vec::new());
    let types = input.params.iter().filter(|p| p.receiver.is_none()).map(|p| &p.ty).chain([&input.result]);
    for leaf in types.flat_map(Ty::leaves) {
        let Ty::Named(ty) = leaf else { continue };
        let tokens = quote::ToTokens::to_token_stream(ty);
        if !depends(tokens.clone(), &own) && seen.insert(tokens.to_string()) {
            let at = Span::call_site().located_at(ty.span());
            bounds.push(located(quote!(#ty: #root::rt::Over<#real>), at));
        }
    }
    bounds
}

/// Whether a name of `own`, a lifetime or `Self` is in a type.
fn depends(ty: proc_macro2::TokenStream, own: &Names) -> bool {
    ty.into_iter().any(|token| match token {
        TokenTree::Group(group) => depends(group.stream(), own),
        TokenTree::Ident(ident) => ident == "Self" || own.has(&ident),
        TokenTree::Punct(punct) => punct.as_char() == '\'',
        TokenTree::Literal(_) => false,
    })
}

pub fn clauses(input: &Input, scalar: Option<TokenStream>, lifetime: Option<&Lifetime>) -> TokenStream {
    let own = input.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let mut clauses: Vec<TokenStream> = own.map(ToTokens::to_token_stream).collect();
    if let (Some(owner), Some(lifetime)) = (&input.owner, lifetime) {
        let types = owner.generics.type_params().map(|p| p.ident.to_token_stream());
        let this = is_self(owner).then(|| quote!(Self));
        clauses.extend(scalar.into_iter().chain(types).chain(this).map(|ty| quote!(#ty: #lifetime)));
    }
    if clauses.is_empty() { TokenStream::new() } else { quote!(where #(#clauses),*) }
}

/// Whether a method stands in the trait itself.
pub fn is_self(owner: &Owner) -> bool {
    owner.ty.to_token_stream().to_string() == "Self"
}

/// What the pullback captures.
pub fn captured(input: &Input, lifetime: &Lifetime) -> TokenStream {
    let s = &input.scalar;
    let own = super::super::api::generic_names(input, false);
    let scalar = matches!(input.mode, Mode::Plain(_)).then(|| quote!(#s,));
    let this = input.owner.as_ref().filter(|owner| is_self(owner)).map(|_| quote!(Self,));
    quote!(use<#lifetime, #scalar #this #(#own),*>)
}
