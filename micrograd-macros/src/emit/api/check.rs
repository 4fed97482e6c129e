//! The hidden function behind `assert_grad!`. It wraps every engine and every mode that the function has into closures
//! over lists of reals, and the support library compares them.
//!
//! It costs the compiler almost as much as everything else, so it is there in tests alone: under `cfg(test)`, or with the
//! feature `check`.
mod engines;
mod modes;

use super::second::nested;
use super::{Api, in_brackets, in_brackets_names};
use crate::names::plain;
use crate::parse::{Input, Mode, Param};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Ty;
use proc_macro2::{Group, Ident, Span, TokenTree};
use quote::format_ident;
use syn::Generics;

/// The name of the function, also in front of that of a method: who reads it in a message of the compiler is to know why
/// it is missing.
pub const CHECK: &str = "checked_in_unit_tests_or_with_the_feature_check";

/// The function; nothing where there is no derivative.
pub fn check(input: &Input) -> TokenStream {
    let has_result = input.result.has_real() || input.params.iter().any(|p| p.ty.is_mut() && p.varies());
    if !has_result || !input.params.iter().any(Param::varies) {
        return TokenStream::new();
    }
    let function = Check::new(&input.renamed()).function();
    match (&input.mode, &input.owner) {
        (Mode::Plain(_), _) => function,
        (Mode::Generic(s), None) => with_scalar(function.into(), s).into(),
        (Mode::Generic(_), Some(owner)) if owner.receiver.is_none() => TokenStream::new(),
        // the scalar of a method is its type's
        (Mode::Generic(s), Some(owner)) => {
            let generics = in_brackets(&without(&owner.generics, s), None);
            let (ty, clauses) = (&owner.ty, &owner.generics.where_clause);
            with_scalar(quote!(impl<#(#generics),*> #ty #clauses { #function }).into(), s).into()
        }
    }
}

/// Whether the function is in an `impl` block of its own.
pub fn stands_apart(input: &Input) -> bool {
    matches!(input.mode, Mode::Generic(_)) && input.owner.is_some()
}

/// Generics without the scalar, which is `f64` here.
fn without(generics: &Generics, scalar: &Ident) -> Generics {
    let mut generics = generics.clone();
    let is_scalar = |p: &syn::GenericParam| matches!(p, syn::GenericParam::Type(ty) if ty.ident == *scalar);
    generics.params = generics.params.into_iter().filter(|p| !is_scalar(p)).collect();
    generics
}

/// Writes the function.
struct Check<'a> {
    api: Api<'a>,
    /// For each parameter with a derivative, the names of a copy of its argument and of a tangent.
    names: Vec<(&'a Param, Ident, Ident)>,
    /// The closures that make copies, zero tangents, and cotangents of the results, and the reals of the arguments.
    inputs: Ident,
    zeros: Ident,
    cotangents: Ident,
    x: Ident,
    /// A value of the function.
    y: Ident,
}

impl<'a> Check<'a> {
    fn new(input: &'a Input) -> Self {
        let mut api = Api::new(input, super::own_scalar(input));
        let mut fresh = |name: &str| api.names.fresh(name, Span::mixed_site());
        let varying = input.params.iter().filter(|p| p.varies()).enumerate();
        let names = varying.map(|(k, p)| (p, fresh(&format!("a{k}")), fresh(&format!("d{k}")))).collect();
        let (inputs, zeros, cotangents, x, y) =
            (fresh("inputs"), fresh("zeros"), fresh("cotangents"), fresh("x"), fresh("y"));
        Check { api, names, inputs, zeros, cotangents, x, y }
    }

    fn input(&self) -> &'a Input {
        self.api.input
    }

    fn function(mut self) -> TokenStream {
        let (input, root) = (self.input(), self.input().root.clone());
        let set = self.api.fresh("set");
        let (params, allowed) = (self.api.params(None), self.tolerances());
        let call = self.api.fresh("plain");
        let (parameters, copies, run) = (self.parameters(), self.copies(), self.plain());
        let (modes, engines) = (self.modes(), self.engines(&call));
        let tolerances = self.api.fresh("tolerances");
        let x = &self.x;
        let name = match input.owner {
            None => format_ident!("{CHECK}"),
            Some(_) => format_ident!("{CHECK}_{}", plain(input.name()), span = input.name().span()),
        };
        let generics = in_brackets(&self.generics(), None);
        let head = if generics.is_empty() { name.to_token_stream() } else { quote!(#name<#(#generics),*>) };
        let clauses = super::with_clones(input, super::super::companion::user_clauses(input, None));
        let tests = (!cfg!(feature = "check")).then(|| quote!(#[cfg(test)]));
        let (vis, cfg, allow) = (&input.function.vis, super::super::attributes::cfg(input), &self.api.allow);
        quote! {
            #(#cfg)*
            #tests
            #[doc(hidden)]
            #allow
            #[inline]
            #vis fn #head(#params, #set: impl ::core::ops::FnOnce(&mut #root::rt::check::Tolerances))
                -> #root::rt::check::Report #clauses
            {
                #copies
                let #call = #run;
                let mut #tolerances = #root::rt::check::Tolerances::#allowed;
                #set(&mut #tolerances);
                #root::rt::check::Engines {
                    parameters: &[#(#parameters),*],
                    x: &#x,
                    #engines
                    modes: #root::rt::check::Modes { #modes },
                    tolerances: #tolerances,
                }.check()
            }
        }
    }

    /// The user's generics without the scalar.
    fn generics(&self) -> Generics {
        match &self.input().mode {
            Mode::Generic(s) => without(&self.input().generics, s),
            Mode::Plain(_) => self.input().generics.clone(),
        }
    }

    /// Which tolerances a function has by itself.
    fn tolerances(&self) -> Ident {
        let single = self.input().mode == Mode::Plain("f32") || self.input().other.is_some();
        Ident::new(if single { "SINGLE" } else { "DOUBLE" }, Span::call_site())
    }

    fn parameters(&self) -> Vec<TokenStream> {
        let (root, real) = (&self.input().root, self.api.coordinate());
        let each = self.names.iter().map(|(p, ..)| {
            let original = self.input().function.sig.inputs.iter().zip(&self.input().params);
            let name = original.filter(|(_, q)| q.ident == p.ident).find_map(|(arg, _)| match arg {
                syn::FnArg::Receiver(_) => Some("self".to_owned()),
                syn::FnArg::Typed(typed) => match &*typed.pat {
                    syn::Pat::Ident(name) => Some(plain(&name.ident)),
                    _ => None,
                },
            });
            let (name, shown) = (name.unwrap_or_else(|| p.ident.to_string()), Api::shown(p));
            let passing = match (p.ty.is_ref() && !p.is_owned_self(), p.ty.is_mut()) {
                (_, true) => "ByMut",
                (true, false) => "ByRef",
                (false, _) => "ByValue",
            };
            let passing = Ident::new(passing, Span::call_site());
            quote! {
                #root::rt::check::Parameter {
                    name: #name,
                    passing: #root::rt::check::Passing::#passing,
                    reals: #root::rt::passes::coordinates::<#real, _>(#shown),
                }
            }
        });
        each.collect()
    }

    /// The closures that copy arguments and make tangents, and the reals of the arguments.
    fn copies(&mut self) -> TokenStream {
        let (root, real) = (self.input().root.clone(), self.api.coordinate());
        let images: Vec<_> = self.names.iter().map(|(p, ..)| self.image(&p.ty, &Api::shown(p))).collect();
        let images = nested(&images);
        let pattern = nested(&self.names.iter().map(|(_, a, _)| a).collect::<Vec<_>>());
        let values: Vec<_> = self.names.iter().map(|(p, a, _)| self.of_image(p, &a.to_token_stream())).collect();
        let values = nested(&values);
        let zeros = self.names.iter().map(|(p, ..)| {
            let shown = Api::shown(p);
            p.ty.locate(quote!(#root::rt::zero(#shown)))
        });
        let zeros = nested(&zeros.collect::<Vec<_>>());
        let cotangents = self.make_cotangents();
        let (inputs, make_zeros, x, at) = (&self.inputs, &self.zeros, &self.x, self.api.fresh("at"));
        quote! {
            let #inputs = |#at: &[::core::primitive::f64]| {
                let #pattern = #root::rt::check::filled::<#real, _>(#images, #at);
                #values
            };
            let #make_zeros = || #zeros;
            let #x = #root::rt::check::reals::<#real, _>(&#images);
            #cotangents
        }
    }

    /// The closure that makes cotangents of the result and of the states behind `&mut`.
    fn make_cotangents(&mut self) -> TokenStream {
        let (root, real, seed) = (self.input().root.clone(), self.api.coordinate(), self.api.fresh("seed"));
        let (open, call, y, cotangents) = (self.open(), self.call(None, &[]), &self.y, &self.cotangents);
        let zeros = std::iter::once(y).chain(self.written()).map(|v| quote!(#root::rt::zero(&#v)));
        let zeros = nested(&zeros.collect::<Vec<_>>());
        quote! {
            let #cotangents = |#seed: &[::core::primitive::f64]| {
                #open
                let #y = #call;
                #root::rt::check::filled::<#real, _>(#zeros, #seed)
            };
        }
    }

    /// The statement that makes copies of the arguments at the input.
    fn open(&self) -> TokenStream {
        let x = &self.x;
        self.open_at(&quote!(&#x))
    }

    /// The same somewhere else.
    fn open_at(&self, at: &TokenStream) -> TokenStream {
        let pattern: Vec<_> = self
            .names
            .iter()
            .map(|(p, a, _)| {
                let mutable = p.ty.is_mut().then(|| quote!(mut));
                quote!(#mutable #a)
            })
            .collect();
        let (pattern, inputs) = (nested(&pattern), &self.inputs);
        quote!(let #pattern = #inputs(#at);)
    }

    /// The copies behind `&mut`.
    fn written(&self) -> impl Iterator<Item = &Ident> {
        self.names.iter().filter(|(p, ..)| p.ty.is_mut()).map(|(_, a, _)| a)
    }

    /// The reals of the result `y` and of what the call left behind every `&mut`.
    fn outcome(&self) -> TokenStream {
        let (root, real, y) = (&self.input().root, self.api.coordinate(), &self.y);
        let result = self.image(&self.input().result, &quote!(&#y));
        let after = self.names.iter().filter(|(p, ..)| p.ty.is_mut()).map(|(p, a, _)| self.image(&p.ty, &quote!(&#a)));
        let all = nested(&std::iter::once(result).chain(after).collect::<Vec<_>>());
        quote!(#root::rt::check::reals::<#real, _>(&#all))
    }

    /// The image of a value over the function's own scalar; a type of the user's needs no `Clone` for it.
    fn image(&self, ty: &Ty, shown: &TokenStream) -> TokenStream {
        let (root, scalar) = (&self.input().root, &self.api.scalar);
        if ty.has_mirror() && !self.input().mirrors(ty) {
            return ty.locate(quote!(#root::Differentiable::lift::<#scalar>(#shown)));
        }
        self.api.lifted(ty, shown)
    }

    /// The argument that an image is of; of a slice the list.
    fn of_image(&self, p: &Param, image: &TokenStream) -> TokenStream {
        let root = &self.input().root;
        match &p.ty {
            Ty::Ref(inner, _) if self.input().mirrors(&p.ty) => match &**inner {
                Ty::Slice(item) => {
                    let (item, scalar) = (item.over(&self.api.over(), None), self.api.image_scalar(&p.ty));
                    p.ty.locate(quote!(<#root::Vec<#item> as #root::Differentiable>::unlift::<#scalar>(#image)))
                }
                _ => self.api.lowered(&p.ty, image),
            },
            ty => self.api.lowered(ty, image),
        }
    }

    /// A call of the user's function, or of one of those beside it, with the copies and further arguments.
    fn call(&self, prefix: Option<&str>, further: &[TokenStream]) -> TokenStream {
        let input = self.input();
        let name = prefix.map_or_else(|| input.name().clone(), |prefix| self.api.named(prefix));
        let owner = input.owner.as_ref().map(|_| quote!(Self::));
        let anonymous = input.generics.params.len() > input.function.sig.generics.params.len();
        let own = in_brackets_names(&input.generics);
        let explicit = (!(own.is_empty() || anonymous && prefix.is_none())).then(|| quote!(::<#(#own),*>));
        let args = self.arguments();
        quote!(#owner #name #explicit(#(#args,)* #(#further),*))
    }

    fn arguments(&self) -> Vec<TokenStream> {
        let root = &self.input().root;
        let mut names = self.names.iter();
        let each = self.input().params.iter().map(|p| {
            let (name, own) = (&p.ident, p.is_owned_self());
            if p.varies() {
                let a = names.next().map(|(_, a, _)| a);
                return match (p.ty.is_ref() && !own, p.ty.is_mut()) {
                    (true, true) => quote!(&mut #a),
                    (true, false) => quote!(&#a),
                    (false, _) => a.to_token_stream(),
                };
            }
            match (p.ty.is_ref() && !own, p.ty.is_mut()) {
                (true, true) => quote!(&mut #root::rt::owned(&*#name)),
                (true, false) => name.to_token_stream(),
                (false, _) => quote!(#root::rt::owned(&#name)),
            }
        });
        each.collect()
    }

    /// The tangents as arguments.
    fn directions(&self) -> Vec<TokenStream> {
        let each = self.names.iter().map(|(p, _, d)| match (p.ty.is_ref() && !p.is_owned_self(), p.ty.is_mut()) {
            (true, true) => quote!(&mut #d),
            (true, false) => quote!(&#d),
            (false, _) => d.to_token_stream(),
        });
        each.collect()
    }

    /// The image of a parameter over another scalar, `D` where that stands for `f64`.
    fn image_at(&self, ty: &Ty, shown: &TokenStream, scalar: &TokenStream) -> TokenStream {
        let root = &self.input().root;
        match ty {
            Ty::Ref(inner, _) => self.image_at(inner, shown, scalar),
            Ty::Tuple(items) if self.input().other.is_some() => {
                let items = items.iter().enumerate().map(|(k, item)| {
                    let k = syn::Index::from(k);
                    self.image_at(item, &quote!(&(#shown).#k), scalar)
                });
                quote!((#(#items,)*))
            }
            ty if self.input().other.is_some() => ty.locate(quote!(#root::rt::image::<#scalar, _>(#shown))),
            ty => ty.locate(quote!(#root::Differentiable::lift::<#scalar>(#shown))),
        }
    }

    /// The scalar of the companion where `scalar` stands for `f64`.
    fn companion_scalar(&self, scalar: &TokenStream) -> TokenStream {
        let root = &self.input().root;
        match (&self.input().mode, self.input().other) {
            (Mode::Plain("f32"), Some(_)) => quote!(<#scalar as #root::Scalar>::Single),
            _ => scalar.clone(),
        }
    }
}

/// The code with another type for the scalar parameter: a check is one of numbers.
fn with_scalar(code: proc_macro2::TokenStream, scalar: &Ident) -> proc_macro2::TokenStream {
    let each = code.into_iter().map(|token| match token {
        TokenTree::Ident(name) if name == *scalar => TokenTree::Ident(Ident::new("f64", name.span())),
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), with_scalar(group.stream(), scalar));
            inner.set_span(group.span());
            TokenTree::Group(inner)
        }
        other => other,
    });
    each.collect()
}
