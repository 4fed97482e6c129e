//! The types beside the user's: the mirror over another scalar, and the tangent.
use super::input::{Field, Input, Twin, Variant};
use super::target::{Target, allow};
use crate::names::plain;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Member};

// Input:  pub struct Net { pub k: f64, springs: Vec<Spring> }
// Output: pub struct NetAt<S: Scalar> { pub k: <f64 as Differentiable>::At<S>, springs: <Vec<Spring> as Differentiable>::At<S> }
//         pub struct NetTangent<S: Scalar> { pub k: <<f64 as Differentiable>::At<S> as Differentiable>::Tangent, .. }
pub fn types(input: &Input) -> TokenStream {
    let (s, link) = (&input.scalar, link(input));
    let mirror = matches!(input.twin, Twin::Mirror(_)).then(|| {
        let doc = format!("{link} over the scalar `{s}`.");
        let field = |f: &Field| {
            let role = if f.skip { "as it is" } else { "over the scalar" };
            (format!("{}, {role}.", shown(f)), input.over(f, Some(s)))
        };
        definition(input, &Target::mirror(input), &doc, field)
    });
    let doc = format!("The tangent of {link}: a real number for every real number in it.");
    let field = |f: &Field| {
        let doc = if f.skip { "No tangent belongs to" } else { "The tangent of" };
        (format!("{doc} {}.", shown(f)), input.tangent_of(f))
    };
    let tangent = definition(input, &Target::tangent(input), &doc, field);
    quote!(#mirror #tangent)
}

/// The user's name for the type, as a link if documentation can follow it.
fn link(input: &Input) -> String {
    let (name, kind) = (plain(&input.name), if input.is_enum { "enum" } else { "struct" });
    if input.name == name { format!("[`{name}`]({kind}@{name})") } else { format!("`{name}`") }
}

fn shown(field: &Field) -> String {
    match &field.member {
        Member::Named(name) => format!("`{}`", plain(name)),
        Member::Unnamed(index) => format!("`{}`", index.index),
    }
}

/// A struct or an enum like the user's; `field` gives the documentation and the type of each field.
fn definition(
    input: &Input,
    target: &Target,
    doc: &str,
    field: impl Fn(&Field) -> (String, TokenStream),
) -> TokenStream {
    let (vis, name, open, allow) = (&input.vis, &target.name, &input.non_exhaustive, allow());
    let (params, clauses) = target.head();
    let attrs = quote!(#[doc = #doc] #open #allow);
    if input.is_enum {
        let variants = input.variants.iter().map(|variant| {
            let (name, open, body) = (&variant.name, &variant.non_exhaustive, body(variant, &field));
            let doc = name.as_ref().map(|name| format!("For the variant `{}`.", plain(name)));
            quote!(#[doc = #doc] #open #name #body)
        });
        return quote!(#attrs #vis enum #name #params #clauses { #(#variants),* });
    }
    let structs = input.variants.iter().map(|variant| match (body(variant, &field), &variant.style) {
        (body, Fields::Named(_)) => quote!(#attrs #vis struct #name #params #clauses #body),
        (body, _) => quote!(#attrs #vis struct #name #params #body #clauses;),
    });
    structs.collect()
}

/// `{ pub k: S }`, `(pub S)`, or nothing.
fn body(variant: &Variant, field: impl Fn(&Field) -> (String, TokenStream)) -> TokenStream {
    let fields = variant.fields.iter().map(|f| {
        let ((doc, ty), vis) = (field(f), &f.vis);
        match &f.member {
            Member::Named(name) => quote!(#[doc = #doc] #vis #name: #ty),
            Member::Unnamed(_) => quote!(#[doc = #doc] #vis #ty),
        }
    });
    match variant.style {
        Fields::Named(_) => quote!({ #(#fields),* }),
        Fields::Unnamed(_) => quote!((#(#fields),*)),
        Fields::Unit => TokenStream::new(),
    }
}
