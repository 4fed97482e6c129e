//! The functions for users: `grad_f`, `value_and_grad_f`, `backward_f`, `vjp_f`, `jvp_f`, `hvp_f`, `hessian_f`,
//! `jacobian_f`, `generic_f`.
mod args;
mod check;
mod columns;
mod duals;
mod forward;
mod images;
mod jacobian;
mod nested;
mod reverse;
mod second;

pub use check::{CHECK, check, stands_apart};
pub use nested::nested;

use super::attributes::{allow, attributes, cfg};
use crate::kinds::Kind;
use crate::names::{Names, plain};
use crate::owner::Receiver;
use crate::parse::{Input, Mode, Param};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::{Over, Ty};
use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::{GenericParam, Generics, Lifetime};

/// What the functions are made of.
struct Api<'a> {
    input: &'a Input,
    /// The scalar at the user-facing functions: `f64`, `f32`, or the user's own parameter.
    scalar: TokenStream,
    /// The attribute in front of each.
    allow: TokenStream,
    names: Names,
    /// The listing of the sweeps, if it is wanted.
    listing: Option<&'a str>,
    /// Whether the function makes several passes, so that its arguments are copied.
    repeats: bool,
    /// Whether its columns are those of the gradient.
    of_gradient: bool,
    /// Whether the companion has both sweeps in one, for where the adjoint of the result is known.
    joint: bool,
    /// The name of the value, where both sweeps run at once.
    at_once: Option<Ident>,
}

/// All of them; `listing` is that of the sweeps, if it is wanted.
pub fn functions(input: &Input, listing: Option<&str>, joint: bool) -> TokenStream {
    let base = Api::new(input, own_scalar(input));
    let api = || Api {
        scalar: base.scalar.clone(),
        allow: base.allow.clone(),
        names: base.names.clone(),
        listing,
        joint,
        at_once: None,
        ..base
    };
    if !input.result.has_real() && !input.params.iter().any(|p| p.ty.is_mut() && p.varies()) {
        return TokenStream::new();
    }
    let written = input.params.iter().any(|p| p.ty.is_mut() && p.varies());
    let scalar_result = input.result.is_real();
    let modes: [(&str, bool, Make); 11] = [
        ("grad", scalar_result, |api| api.grad()),
        ("value_and_grad", scalar_result, |api| api.value_and_grad()),
        ("backward", true, |api| api.backward()),
        ("vjp", true, |api| api.vjp()),
        ("jvp", true, |api| api.jvp()),
        ("hvp", scalar_result, |api| api.hvp()),
        ("hessian", scalar_result, |api| api.hessian()),
        ("hessian_diagonal", scalar_result, |api| api.hessian_diagonal()),
        ("jacobian", !scalar_result || written, |api| api.jacobian()),
        ("jacobian_rows", !scalar_result || written, |api| api.jacobian_rows()),
        ("generic", true, |api| api.generic()),
    ];
    let existing = modes.into_iter().filter(|(name, exists, _)| *exists && wanted(input, name));
    existing.map(|(_, _, make)| make(&mut api())).collect()
}

/// The scalar at the user-facing functions.
fn own_scalar(input: &Input) -> TokenStream {
    match &input.mode {
        Mode::Plain(real) => Ident::new(real, Span::call_site()).to_token_stream(),
        Mode::Generic(s) => s.to_token_stream(),
    }
}

/// The modes that must be named: few want them, and each costs the compiler some time in every function.
const RARE: &[&str] = &["hessian_diagonal", "jacobian_rows"];

/// Makes one function.
type Make = fn(&mut Api<'_>) -> TokenStream;

/// Whether the user wants a function; `grad_f` calls `value_and_grad_f`.
fn wanted(input: &Input, mode: &str) -> bool {
    let Some(modes) = &input.modes else { return !RARE.contains(&mode) };
    modes.iter().any(|name| name == mode || name == "grad" && mode == "value_and_grad")
}

impl<'a> Api<'a> {
    fn new(input: &'a Input, scalar: TokenStream) -> Self {
        let mut names = Names::default();
        names.reserve(quote::ToTokens::to_token_stream(&input.function.sig));
        let (listing, repeats, of_gradient, joint, at_once) = (None, false, false, false, None);
        Api { input, scalar, allow: allow().kept(), names, listing, repeats, of_gradient, joint, at_once }
    }
}

impl Api<'_> {
    /// The user's own types.
    fn over(&self) -> Over<'_> {
        Over::own(self.input, &self.scalar)
    }

    fn named(&self, prefix: &str) -> Ident {
        let name = self.input.name();
        format_ident!("{prefix}_{}", plain(name), span = name.span())
    }

    fn params(&self, lifetime: Option<&TokenStream>) -> TokenStream {
        let over = self.over();
        let each = self.input.params.iter().map(|p| {
            let lifetime = lifetime.filter(|_| !p.ty.is_mut());
            let (name, ty) = (&p.ident, p.ty.over(&over, lifetime));
            let mutable = p.ty.is_mut().then(|| quote!(mut));
            match p.receiver {
                None => quote!(#name: #ty),
                Some(Receiver::Value) => quote!(#name),
                Some(Receiver::Reference) => quote!(& #lifetime #mutable #name),
            }
        });
        quote!(#(#each),*)
    }

    /// The parameters with a gradient slot.
    fn slots(&self) -> Vec<&Param> {
        self.input.params.iter().filter(|p| p.varies() && !p.ty.is_mut()).collect()
    }

    /// The parameters with a derivative that are written through.
    fn written(&self) -> Vec<&Param> {
        self.input.params.iter().filter(|p| p.varies() && p.ty.is_mut()).collect()
    }

    /// The type of the gradient: one slot is not wrapped in a tuple.
    fn gradient_type(&self) -> TokenStream {
        let over = self.over();
        super::tuple(&self.slots().iter().map(|p| p.ty.tangent(&over)).collect::<Vec<_>>())
    }

    fn result(&self) -> TokenStream {
        self.input.result.over(&self.over(), None)
    }

    fn seed_type(&self) -> TokenStream {
        self.input.result.tangent(&self.over())
    }

    fn adjoint(&mut self, p: &Param) -> Ident {
        self.names.fresh(&format!("d_{}", plain(&p.ident)), Span::call_site())
    }

    /// The docs of what the listing belongs to.
    fn explained(&self, mut doc: String) -> String {
        if let Some(listing) = self.listing {
            doc += &crate::explain::fenced(listing);
        }
        doc
    }

    fn fresh(&mut self, name: &str) -> Ident {
        self.names.fresh(name, Span::call_site())
    }

    /// Whether the function or the `impl` has type parameters, or `Self` is a trait's.
    fn is_generic(&self) -> bool {
        let owner = self.input.owner.as_ref();
        let of_owner = owner.iter().flat_map(|owner| owner.generics.type_params());
        owner.is_some_and(|owner| owner.in_trait) || self.input.generics.type_params().chain(of_owner).next().is_some()
    }

    /// One public function with its docs; `head` is `name(params) -> result`.
    fn function(&self, doc: &str, generics: &TokenStream, head: &TokenStream, body: &TokenStream) -> TokenStream {
        self.bounded(doc, generics, head, body, None)
    }

    /// The same where the types of a method's `impl` outlive `lifetime`.
    fn bounded(
        &self,
        doc: &str,
        generics: &TokenStream,
        head: &TokenStream,
        body: &TokenStream,
        lifetime: Option<&Lifetime>,
    ) -> TokenStream {
        let clauses = self.with_clones(super::companion::user_clauses(self.input, lifetime));
        let (vis, cfg, allow) = (&self.input.function.vis, cfg(self.input), &self.allow);
        let docs = attributes(self.input, "doc");
        quote! {
            #(#cfg)*
            #[doc = #doc]
            #[doc = ""]
            #(#docs)*
            #allow
            #[inline]
            #vis fn #generics #head #clauses { #body }
        }
    }

    /// The clauses, and that what has no derivative can be copied where it must be.
    fn with_clones(&self, clauses: TokenStream) -> TokenStream {
        if self.repeats { with_clones(self.input, clauses) } else { clauses }
    }

    /// The name and the user's generics. What captures the pullback has a lifetime that the types outlive.
    fn head(&self, name: &Ident, lifetime: Option<&Lifetime>) -> TokenStream {
        let own = in_brackets(&self.input.generics, lifetime);
        let all: Vec<_> = lifetime.map(ToTokens::to_token_stream).into_iter().chain(own).collect();
        if all.is_empty() { name.to_token_stream() } else { quote!(#name<#(#all),*>) }
    }
}

/// Clauses, and that what has no derivative and is given by value can be copied.
fn with_clones(input: &Input, clauses: TokenStream) -> TokenStream {
    let copied = input.params.iter().filter(|p| !p.ty.is_ref()).filter_map(|p| match &p.ty {
        Ty::Discrete(ty, Kind::Inert) => Some(quote!(#ty: ::core::clone::Clone)),
        _ => None,
    });
    let copied: Vec<_> = copied.collect();
    match (clauses.is_empty(), copied.is_empty()) {
        (_, true) => clauses,
        (true, false) => quote!(where #(#copied),*),
        (false, false) => quote!(#clauses, #(#copied),*),
    }
}

/// Generics, each type with the bound `lifetime`.
pub(super) fn in_brackets(generics: &Generics, lifetime: Option<&Lifetime>) -> Vec<TokenStream> {
    let each = generics.params.iter().map(|param| match param {
        GenericParam::Type(ty) => {
            let (ident, bounds, lifetime) = (&ty.ident, ty.bounds.iter(), lifetime.iter());
            quote!(#ident: #(#bounds +)* #(#lifetime)*)
        }
        GenericParam::Const(c) => {
            let (ident, ty) = (&c.ident, &c.ty);
            quote!(const #ident: #ty)
        }
        GenericParam::Lifetime(l) => l.to_token_stream(),
    });
    each.collect()
}

/// The names of the types and constants among generics.
fn in_brackets_names(generics: &Generics) -> Vec<TokenStream> {
    let each = generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(ty) => Some(ty.ident.to_token_stream()),
        GenericParam::Const(c) => Some(c.ident.to_token_stream()),
        GenericParam::Lifetime(_) => None,
    });
    each.collect()
}

/// The names of the user's generics, those of a method's `impl` first: of the types and constants, and of the lifetimes if wanted.
pub(super) fn generic_names(input: &Input, lifetimes: bool) -> Vec<TokenStream> {
    let of_owner = input.owner.iter().flat_map(|owner| &owner.generics.params);
    let each = of_owner.chain(&input.generics.params).filter_map(|param| match param {
        GenericParam::Type(ty) => Some(ty.ident.to_token_stream()),
        GenericParam::Const(c) => Some(c.ident.to_token_stream()),
        GenericParam::Lifetime(l) => lifetimes.then(|| l.lifetime.to_token_stream()),
    });
    each.collect()
}
