//! Places as code.
use crate::ir::{Bounds, NamedType, Operand, Place, Projection, Variant};
use crate::parse::{Input, Mode};
use crate::tokens::{ToTokens, TokenStream, quote};

/// How a place is used, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A value that is read.
    Shared,
    /// A value that is changed.
    Mutable,
    /// An adjoint that is changed.
    Adjoint,
}

/// A place as code; `base` stands for its variable.
pub fn place(
    at: &Place,
    base: TokenStream,
    operand: impl Fn(&Operand) -> TokenStream,
    variant: impl Fn(&Variant) -> TokenStream,
    access: Access,
) -> TokenStream {
    let mut tokens = base;
    for (k, step) in at.projections.iter().enumerate() {
        tokens = match step {
            Projection::Index(op) => {
                let index = operand(op);
                quote!(#tokens[#index])
            }
            Projection::Field(member) => quote!(#tokens.#member),
            Projection::Range(Bounds { from, to, inclusive }) => {
                let (from, to) = (from.as_ref().map(&operand), to.as_ref().map(&operand));
                if *inclusive { quote!(#tokens[#from..=#to]) } else { quote!(#tokens[#from..#to]) }
            }
            Projection::View(view) => {
                let accessor = if access == Access::Shared { &view.shared } else { &view.mutable };
                quote!((*#tokens.#accessor))
            }
            Projection::Payload(of, member) => {
                let (path, mutable) = (variant(of), (access != Access::Shared).then(|| quote!(mut)));
                let other = match access {
                    Access::Adjoint => quote!(::core::panic!("the adjoint has not the shape of its value")),
                    Access::Shared | Access::Mutable => quote!(::core::unreachable!()),
                };
                quote!((*match &#mutable #tokens { #path { #member: payload, .. } => payload, _ => #other }))
            }
            Projection::Deref if k + 1 == at.projections.len() => quote!(*#tokens),
            // an index or a field looks through the reference
            Projection::Deref if !matches!(at.projections[k + 1], Projection::Payload(..)) => tokens,
            Projection::Deref => quote!((*#tokens)),
        };
    }
    tokens
}

/// A place in front of a method.
pub fn receiver(at: &Place, tokens: TokenStream) -> TokenStream {
    if matches!(at.projections.last(), Some(Projection::Deref)) { quote!((#tokens)) } else { tokens }
}

/// The path of an enum's variant.
pub fn variant_path(input: &Input, types: &[NamedType], variant: &Variant, access: Access) -> TokenStream {
    match variant {
        Variant::Some => quote!(::core::option::Option::Some),
        Variant::Named(ty, name) => {
            let of = type_path(input, &types[*ty], access == Access::Adjoint);
            quote!(#of::#name)
        }
    }
}

/// The image of a struct or an enum, or its tangent, as a path.
pub fn type_path(input: &Input, ty: &NamedType, tangent: bool) -> TokenStream {
    let name = if tangent { &ty.tangent } else { &ty.image };
    match input.mode {
        Mode::Generic(_) if !tangent => ty.path.to_token_stream(),
        _ => {
            let generics = super::companion::alias_generics(input, ty).into_iter().map(|(name, _)| name);
            quote!(#name::<#(#generics),*>)
        }
    }
}
