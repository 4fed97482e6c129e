//! Values of the type and of its images, taken apart and put together field by field.
use super::input::{Field, Input, Twin, Variant};
use crate::names::plain;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Member;
use syn::spanned::Spanned;

impl Field {
    /// Where the compiler shows an error about the field's type, with names of the macro's own.
    pub fn span(&self) -> Span {
        Span::mixed_site().located_at(self.ty.span())
    }

    /// A local variable for the field.
    pub fn local(&self, prefix: &str) -> Ident {
        let name = match &self.member {
            Member::Named(name) => plain(name),
            Member::Unnamed(index) => index.index.to_string(),
        };
        format_ident!("{prefix}_{name}", span = self.span())
    }
}

impl Variant {
    /// `Shape::Circle`, or `Net` for a struct.
    fn path(&self, of: &Ident) -> TokenStream {
        let name = self.name.iter();
        quote!(#of #(::#name)*)
    }

    // Output: Shape::Circle { radius: v_radius }        also for fields without names: Pair { 0: v_0, 1: v_1 }
    pub fn pattern(&self, of: &Ident, prefix: &str) -> TokenStream {
        self.build(of, |field| {
            let local = field.local(prefix);
            quote!(#local)
        })
    }

    // Output: Shape::Circle { radius: <value of the field> }
    pub fn build(&self, of: &Ident, value: impl Fn(&Field) -> TokenStream) -> TokenStream {
        let path = self.path(of);
        let fields = self.fields.iter().map(|field| {
            let (member, value) = (&field.member, value(field));
            quote!(#member: #value)
        });
        quote!(#path { #(#fields),* })
    }
}

impl Input {
    // Output: match self { Net { k: v_k } => NetAt { k: <value> } }
    pub fn map(
        &self,
        scrutinee: &TokenStream,
        [from, to]: [&Ident; 2],
        value: impl Fn(&Field, &Ident) -> TokenStream,
    ) -> TokenStream {
        self.each(scrutinee, |variant| {
            let (from, to) = (variant.pattern(from, "v"), variant.build(to, |f| value(f, &f.local("v"))));
            quote!(#from => #to)
        })
    }

    /// A `match` with one arm for each variant.
    pub fn each(&self, scrutinee: &TokenStream, arm: impl Fn(&Variant) -> TokenStream) -> TokenStream {
        let arms = self.variants.iter().map(arm);
        quote!(match #scrutinee { #(#arms,)* })
    }

    // Output: match (self, d) { (Net { k: v_k }, NetTangent { k: d_k }) => <value>, others => <otherwise> }
    pub fn pairs(
        &self,
        scrutinee: &TokenStream,
        of: [&Ident; 2],
        value: impl Fn(&Variant) -> TokenStream,
        otherwise: &TokenStream,
    ) -> TokenStream {
        let arms = self.variants.iter().map(|variant| {
            let (v, d, value) = (variant.pattern(of[0], "v"), variant.pattern(of[1], "d"), value(variant));
            quote!((#v, #d) => #value,)
        });
        let otherwise = (self.variants.len() > 1).then_some(otherwise);
        quote!(match #scrutinee { #(#arms)* #otherwise })
    }

    // Output: (v, d) => different_variants("Shape", <name of v>, <name of d>)
    pub fn mismatch(&self, of: [&Ident; 2]) -> TokenStream {
        let (root, name) = (&self.root, plain(&self.name));
        let names = |value: Ident, of| {
            self.each(&quote!(#value), |variant| {
                let (path, name) = (variant.path(of), variant.name.as_ref().map(plain));
                quote!(#path { .. } => #name)
            })
        };
        let [v, d] = ["v", "d"].map(|name| Ident::new(name, Span::mixed_site()));
        let (of_v, of_d) = (names(v.clone(), of[0]), names(d.clone(), of[1]));
        quote!((#v, #d) => #root::rt::different_variants(#name, #of_v, #of_d))
    }

    /// The type of a field over a scalar, or its own.
    pub fn over(&self, field: &Field, scalar: Option<&Ident>) -> TokenStream {
        let (ty, root) = (&field.ty, &self.root);
        let Some(s) = scalar.filter(|_| !field.skip) else {
            return quote!(#ty);
        };
        quote_spanned!(field.span()=> <#ty as #root::Differentiable>::At<#s>)
    }

    /// The type of a field's tangent over the type's scalar.
    pub fn tangent_of(&self, field: &Field) -> TokenStream {
        let root = &self.root;
        if field.skip {
            return quote!(#root::NoTan);
        }
        let ty = self.over(field, matches!(self.twin, Twin::Mirror(_)).then_some(&self.scalar));
        quote_spanned!(field.span()=> <#ty as #root::Differentiable>::Tangent)
    }
}
