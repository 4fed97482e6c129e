//! `Clone`, `Copy`, `Debug` and `PartialEq` of the types beside the user's.
//!
//! Written out, because `#[derive(Clone)]` would ask for `T: Clone` where the tangent of `T` is meant. A tangent is
//! `Clone`, `Debug` and `PartialEq` by the law of the trait; of the types of fields the law demands nothing, so the
//! mirror has `Debug` and `PartialEq` where they have. It is `Clone`, for which a user may have to make a type of his
//! `Clone`; only a skipped field may lack even that.
use super::input::{Field, Input, Twin, Variant};
use super::target::Target;
use crate::names::plain;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Fields, Member};

/// All of them, for the mirror and for the tangent.
pub fn standard(input: &Input) -> TokenStream {
    let (root, s, itself) = (&input.root, &input.scalar, &input.name);
    let active = || input.fields().filter(|f| !f.skip);
    let tangents = active().map(|f| input.tangent_of(f)).collect();
    let of_tangent = Wanted { all: tangents, ..Wanted::default() }.implement(input, &Target::tangent(input));
    let of_mirror = matches!(input.twin, Twin::Mirror(_)).then(|| {
        let images = active().map(|f| input.over(f, Some(s))).collect();
        // a condition on the type itself would run in a circle
        let others = active().filter(|f| !f.mentions.has(itself)).map(|f| input.over(f, Some(s)));
        let skipped = input.fields().filter(|f| f.skip).map(|f| {
            let ty = &f.ty;
            quote!(<#ty as #root::rt::Itself<#s>>::Type)
        });
        let wanted = Wanted { skipped: skipped.collect(), others: others.collect(), all: images };
        wanted.implement(input, &Target::mirror(input))
    });
    quote!(#of_mirror #of_tangent)
}

/// Whose traits the traits of a type follow.
#[derive(Default)]
struct Wanted {
    /// All of them follow skipped fields;
    skipped: Vec<TokenStream>,
    /// `Debug` and `PartialEq` these;
    others: Vec<TokenStream>,
    /// `Copy` all that are not skipped.
    all: Vec<TokenStream>,
}

impl Wanted {
    fn implement(&self, input: &Input, target: &Target) -> TokenStream {
        let name = &target.name;
        let one = |what: TokenStream, of: &[TokenStream], body: &TokenStream| {
            let conditions: Vec<_> = self.skipped.iter().chain(of).map(|ty| quote!(#ty: #what)).collect();
            target.implement(&what, &conditions, body)
        };
        let clone = one(quote!(::core::clone::Clone), &[], &clone_body(input, name));
        let copy = one(quote!(::core::marker::Copy), &self.all, &TokenStream::new());
        let debug = one(quote!(::core::fmt::Debug), &self.others, &debug_body(input, name));
        let partial_eq = one(quote!(::core::cmp::PartialEq), &self.others, &eq_body(input, name));
        quote!(#clone #copy #debug #partial_eq)
    }
}

fn clone_body(input: &Input, name: &Ident) -> TokenStream {
    let body = input.map(&quote!(self), [name, name], |_, v| quote!(::core::clone::Clone::clone(#v)));
    quote!(#[inline] fn clone(&self) -> Self { #body })
}

fn eq_body(input: &Input, name: &Ident) -> TokenStream {
    let equal = |variant: &Variant| {
        let each = variant.fields.iter().map(|f: &Field| {
            let (v, d) = (f.local("v"), f.local("d"));
            quote!(&& ::core::cmp::PartialEq::eq(#v, #d))
        });
        quote!(true #(#each)*)
    };
    let body = input.pairs(&quote!((self, other)), [name, name], equal, &quote!(_ => false));
    quote!(#[inline] fn eq(&self, other: &Self) -> bool { #body })
}

fn debug_body(input: &Input, name: &Ident) -> TokenStream {
    let body = input.each(&quote!(self), |variant| {
        let (pattern, shown) = (variant.pattern(name, "v"), plain(variant.name.as_ref().unwrap_or(name)));
        let fields = variant.fields.iter().map(|f| {
            let local = f.local("v");
            match &f.member {
                Member::Named(member) => {
                    let member = plain(member);
                    quote!(.field(#member, #local))
                }
                Member::Unnamed(_) => quote!(.field(#local)),
            }
        });
        let start = match variant.style {
            Fields::Named(_) => quote!(debug_struct),
            Fields::Unnamed(_) | Fields::Unit => quote!(debug_tuple),
        };
        quote!(#pattern => ::core::fmt::Formatter::#start(f, #shown) #(#fields)* .finish())
    });
    quote!(fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { #body })
}
