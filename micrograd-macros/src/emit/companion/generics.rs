//! The generics and the clauses of the companion's functions.
use crate::owner::Owner;
use crate::parse::{Input, Mode};
use crate::tokens::{ToTokens, TokenStream, quote};
use syn::Lifetime;

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
    clauses(input, None, lifetime)
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
