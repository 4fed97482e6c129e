//! What types are written over.
use crate::errors::located;
use crate::parse::Input;
use crate::tokens::{ToTokens, TokenStream, quote_spanned};
use proc_macro2::{Ident, Span};
use syn::Type;
use syn::spanned::Spanned;

/// What an emitted type is written over.
pub struct Over<'a> {
    /// The scalar type.
    pub scalar: &'a TokenStream,
    /// The real type of the other precision, in a function that mixes `f32` and `f64`.
    pub other: Option<TokenStream>,
    /// The path of the support library.
    pub root: &'a TokenStream,
    /// How written types are mapped to the scalar; the user's own types stay as they are.
    image: Option<Image>,
}

/// How the image of a type is written.
pub enum Image {
    /// Over the function's scalar.
    Plain(TokenStream),
    /// Over one of the two scalars of a function that mixes `f32` and `f64`: the compiler knows which. This is the one
    /// that stands for `f64`.
    Mixed(TokenStream),
}

impl Image {
    /// Those of a function over plain floats.
    pub fn of(input: &Input) -> Self {
        match input.other {
            None => Image::Plain(input.scalar_tokens.clone()),
            Some("f64") => Image::Mixed(input.other_scalar().unwrap_or_default()),
            Some(_) => Image::Mixed(input.scalar_tokens.clone()),
        }
    }

    /// The image of a type; errors of the compiler point to `at`.
    pub fn write(&self, ty: &impl ToTokens, root: &TokenStream, at: Span) -> TokenStream {
        match self {
            Image::Plain(scalar) => quote_spanned!(at=> <#ty as #root::Differentiable>::At<#scalar>),
            Image::Mixed(double) => quote_spanned!(at=> #root::rt::Image<#ty, #double>),
        }
    }
}

impl<'a> Over<'a> {
    /// The function's types over its scalar.
    pub fn twin(input: &'a Input) -> Self {
        let image = input.is_plain().then(|| Image::of(input));
        Over { scalar: &input.scalar_tokens, other: input.other_scalar(), root: &input.root, image }
    }

    /// The user's own types; `scalar` is what the function's reals are.
    pub fn own(input: &'a Input, scalar: &'a TokenStream) -> Self {
        let other = input.other.map(|real| Ident::new(real, Span::call_site()).to_token_stream());
        Over { scalar, other, root: &input.root, image: None }
    }

    /// A written type over the scalar. The compiler maps it: the macro cannot look through a name.
    pub fn image(&self, written: &Type) -> TokenStream {
        let Some(image) = self.image.as_ref().filter(|_| written.to_token_stream().to_string() != "Self") else {
            return written.to_token_stream();
        };
        // a type without derivative is reported where the user wrote it, each time at the same place: so once
        let at = Span::call_site().located_at(written.span());
        image.write(&located(written.to_token_stream(), at), &located(self.root.clone(), at), at)
    }
}
