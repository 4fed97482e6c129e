//! Values of the user's types and their images. In a function that mixes `f32` and `f64` the items of a tuple go one by
//! one: each may be of another precision.
use super::Api;
use crate::errors::located;
use crate::kinds::Kind;
use crate::tokens::{TokenStream, quote};
use crate::types::Ty;
use proc_macro2::Span;
use quote::format_ident;
use syn::Index;
use syn::spanned::Spanned;

impl Api<'_> {
    /// What the image of a type with one of the user's in it is lifted to.
    pub(super) fn image_scalar(&self, ty: &Ty) -> TokenStream {
        let root = &self.input.root;
        match (self.input.other, ty.named()) {
            (Some(_), Some(named)) => quote!(#root::rt::Of<#named, ::core::primitive::f64>),
            _ => self.scalar.clone(),
        }
    }

    /// The image of the value behind a reference.
    pub(super) fn lifted(&self, ty: &Ty, reference: &TokenStream) -> TokenStream {
        let (root, scalar) = (&self.input.root, self.image_scalar(ty));
        match ty {
            Ty::Ref(inner, _) => self.lifted(inner, reference),
            Ty::Tuple(items) if self.input.other.is_some() => {
                let items = items.iter().enumerate().map(|(k, item)| {
                    let k = Index::from(k);
                    self.lifted(item, &quote!(&(#reference).#k))
                });
                quote!((#(#items,)*))
            }
            ty if ty.has_mirror() => ty.locate(quote!(#root::Differentiable::lift::<#scalar>(#reference))),
            _ => quote!(#root::rt::owned(#reference)),
        }
    }

    /// The compiler says at a type of the user's that its reals are not those of the function. In a function that mixes
    /// both they may be either, but a method has its scalar from its type.
    pub(super) fn check_reals(&self) -> TokenStream {
        let (input, root) = (self.input, &self.input.root);
        let real = input.plain_real(&Kind::Real).filter(|_| input.converts() && !self.is_generic());
        let Some(real) = real else { return TokenStream::new() };
        let types = input.params.iter().filter(|p| input.other.is_none() || p.receiver.is_some()).map(|p| &p.ty);
        let types = types.chain(Some(&input.result).filter(|_| input.other.is_none()));
        let checks = types.filter_map(Ty::named).map(|ty| {
            let assert = located(quote!(#root::rt::assert_reals), ty.span());
            quote!(#assert::<#real, #ty>();)
        });
        checks.collect()
    }

    /// The value of an image, as the user's type.
    pub(super) fn lowered(&self, ty: &Ty, value: &TokenStream) -> TokenStream {
        let (root, scalar) = (&self.input.root, self.image_scalar(ty));
        match ty {
            _ if !self.input.mirrors(ty) => value.clone(),
            Ty::Ref(inner, _) => self.lowered(inner, value),
            Ty::Tuple(items) if self.input.other.is_some() => {
                let name = |k: usize| format_ident!("item{k}", span = Span::mixed_site());
                let (names, items): (Vec<_>, Vec<_>) = items
                    .iter()
                    .enumerate()
                    .map(|(k, item)| {
                        let name = name(k);
                        let item = self.lowered(item, &quote!(#name));
                        (name, item)
                    })
                    .unzip();
                quote!({ let (#(#names,)*) = #value; (#(#items,)*) })
            }
            ty => {
                let written = ty.over(&self.over(), None);
                quote!(<#written as #root::Differentiable>::unlift::<#scalar>(#value))
            }
        }
    }
}
