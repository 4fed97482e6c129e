//! Where a method stands: the type that it is a method of, and the image of that type.
use crate::errors::Errors;
use crate::names::plain;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{FnArg, Generics, ItemFn, PathArguments, ReceiverKind, Type, parse_quote};

/// How a method takes `self`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// `self`
    Value,
    /// `&self`, `&mut self`
    Reference,
}

/// Where a method stands.
#[derive(Clone)]
pub struct Owner {
    /// The type, as the user writes it.
    pub ty: Type,
    /// The generics of the `impl`.
    pub generics: Generics,
    /// How the method takes `self`; an associated function does not.
    pub receiver: Option<Receiver>,
    /// Whether it stands in the `impl` of a trait.
    pub in_trait: bool,
}

impl Owner {
    /// The image of the type over the scalar `s`, by the name that the derive gives it: methods cannot be added to a
    /// projection.
    // Input:  Net,        Grid<3>,        P<f64>
    // Output: NetAt<S>,   GridAt<S, 3>,   P<S>
    pub fn mirror(&self, s: &TokenStream, generic: bool) -> TokenStream {
        let Type::Path(path) = &self.ty else { return self.ty.to_token_stream() };
        if generic {
            return path.to_token_stream();
        }
        let mut path = path.path.clone();
        let Some(last) = path.segments.last_mut() else { return TokenStream::new() };
        let args: Vec<TokenStream> = match &last.arguments {
            PathArguments::AngleBracketed(args) => args.args.iter().map(ToTokens::to_token_stream).collect(),
            _ => Vec::new(),
        };
        let is_float = |arg: &TokenStream| ["f64", "f32"].contains(&arg.to_string().as_str());
        if args.iter().any(is_float) {
            let args = args.iter().map(|arg| if is_float(arg) { s } else { arg });
            last.arguments = PathArguments::AngleBracketed(parse_quote!(<#(#args),*>));
        } else {
            last.ident = format_ident!("{}At", plain(&last.ident), span = last.ident.span());
            last.arguments = PathArguments::AngleBracketed(parse_quote!(<#s #(, #args)*>));
        }
        path.to_token_stream()
    }
}

/// Writes the owner's type for `Self`, and the receiver as a typed parameter.
pub fn resolve(function: &mut ItemFn, ty: &Type, of: Option<&syn::Path>, errors: &mut Errors) -> Option<Receiver> {
    let mut receiver = None;
    for arg in &mut function.sig.inputs {
        let FnArg::Receiver(own) = arg else { continue };
        let (kind, mutable) = match &own.kind {
            ReceiverKind::Reference(_, _, mutable) => (Receiver::Reference, *mutable),
            ReceiverKind::Value => (Receiver::Value, None),
            _ => {
                let help = "take `self`, `&self` or `&mut self`";
                errors.at(own, "this receiver is not understood", help);
                (Receiver::Value, None)
            }
        };
        receiver = Some(kind);
        let name = Ident::new("self", own.self_token.span);
        let pat = syn::Pat::Ident(syn::PatIdent {
            attrs: Vec::new(),
            by_ref: None,
            mutability: own.mutability,
            ident: name,
            subpat: None,
        });
        let ty: Type = match ty {
            // several bounds need parentheses behind `&`
            Type::TraitObject(_) => parse_quote!(& #mutable (#ty)),
            _ => parse_quote!(& #mutable #ty),
        };
        *arg = FnArg::Typed(syn::PatType {
            attrs: Vec::new(),
            pat: Box::new(pat),
            colon_token: syn::token::Colon::default(),
            ty: Box::new(ty),
        });
    }
    SelfType { ty, of }.visit_item_fn_mut(function);
    receiver
}

struct SelfType<'a> {
    ty: &'a Type,
    /// The trait of the `impl`.
    of: Option<&'a syn::Path>,
}

impl VisitMut for SelfType<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if matches!(ty, Type::Path(p) if p.qself.is_none() && p.path.is_ident("Self")) {
            *ty = self.ty.clone();
            return;
        }
        // `Self::Output` is that of the trait
        if let (Type::Path(p), Some(of)) = (&*ty, self.of)
            && let [first, name] = &p.path.segments.iter().collect::<Vec<_>>()[..]
            && (p.qself.is_none() && first.ident == "Self")
        {
            let (own, name) = (self.ty, &name.ident);
            *ty = parse_quote!(<#own as #of>::#name);
            return;
        }
        visit_mut::visit_type_mut(self, ty);
    }

    /// `Self { .. }`, `Self::CONST`: in an expression the type's arguments need their `::`.
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        let is_self = path.segments.first().is_some_and(|s| s.ident == "Self");
        if let (true, Type::Path(own)) = (is_self, self.ty) {
            let rest = std::mem::take(&mut path.segments).into_iter().skip(1);
            let mut own = own.path.clone();
            for segment in &mut own.segments {
                if let PathArguments::AngleBracketed(args) = &mut segment.arguments {
                    args.colon2_token = Some(syn::token::PathSep::default());
                }
            }
            own.segments.extend(rest);
            *path = own;
        }
        visit_mut::visit_path_mut(self, path);
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        mac.tokens = self.tokens(mac.tokens.clone());
    }

    /// `#[checkpoint(Self::STEPS)]`
    fn visit_meta_list_mut(&mut self, list: &mut syn::MetaList) {
        list.tokens = self.tokens(list.tokens.clone());
    }
}

impl SelfType<'_> {
    fn tokens(&self, tokens: TokenStream) -> TokenStream {
        let each = tokens.into_iter().map(|token| match token {
            TokenTree::Ident(ident) if ident == "Self" => {
                let ty = self.ty;
                quote!(<#ty>)
            }
            TokenTree::Group(group) => {
                let inner = self.tokens(group.stream());
                let mut own = proc_macro2::Group::new(group.delimiter(), inner);
                own.set_span(group.span());
                TokenTree::Group(own).into()
            }
            other => other.into(),
        });
        each.collect()
    }
}

/// The receiver's name in emitted signatures: one identifier for all, since `self` is hygienic.
pub fn self_name() -> Ident {
    Ident::new("self", Span::mixed_site())
}
