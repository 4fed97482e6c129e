//! The companion type: how differentiable functions call each other.
mod generics;
mod items;
mod slots;

use super::Emitter;
use super::attributes::{allow, cfg};
use super::backward::{Sweep, backward};
use super::forward::Forward;
use crate::names::{Names, fresh_lifetime};
use crate::owner::self_name;
use crate::parse::{Input, Mode};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Over;
pub use generics::{captured, user_clauses};
use generics::{generics, where_clause};
pub use items::alias_generics;
use items::{items, trait_checks};
use proc_macro2::{Ident, Span};
use slots::closure_arity;
pub use slots::{closure_params, open, pullback_type, slot, slot_type};
use syn::Path;

/// The functions of the companion.
// Input:  fn f(x: f64, w: &[f64]) -> f64 { .. }
// Output: fn primal_at<S: Scalar>(x: S, w: &[S]) -> S { .. }
//         fn fwd_at<'s, S: Scalar + 's>(x: S, w: &[S]) -> (S, impl Fn(&[S], S, Option<&mut [S]>) -> S + use<'s, S>) { .. }
pub fn companion(cx: &Emitter<'_>) -> TokenStream {
    let (primal, forward, joint) = (primal(cx), forward(cx), super::joint::joint(cx));
    quote!(#primal #forward #joint)
}

/// The type that has the functions of a function's companion. It has the function's name: an import brings both.
pub fn companion_type(input: &Input, functions: &TokenStream) -> TokenStream {
    type_of(input, input.name(), functions)
}

/// The same for a function that is generated.
pub fn type_of(input: &Input, name: &Ident, functions: &TokenStream) -> TokenStream {
    let vis = &input.function.vis;
    let (cfg, allow) = (cfg(input), allow());
    quote! {
        #(#cfg)*
        #[doc(hidden)]
        #[allow(non_camel_case_types, missing_debug_implementations, missing_copy_implementations)]
        #vis struct #name {}
        #(#cfg)*
        #allow
        #[automatically_derived]
        impl #name { #functions }
    }
}

/// The functions of methods' companions, on the image of their type; for a method of a trait in its companion trait.
pub fn companion_impl<'c>(
    input: &Input,
    path: Option<&Path>,
    functions: impl Iterator<Item = &'c TokenStream>,
) -> TokenStream {
    let Some(owner) = &input.owner else { return TokenStream::new() };
    let (s, root, allow) = (&input.scalar, &input.root, allow());
    let generic = matches!(input.mode, Mode::Generic(_));
    let mirror = owner.mirror(&input.scalar_tokens.clone().into(), generic);
    let own = super::api::in_brackets(&owner.generics, None);
    let is_lifetime = |g: &&TokenStream| g.to_string().starts_with('\'');
    let (lifetimes, others) = (own.iter().filter(is_lifetime), own.iter().filter(|g| !is_lifetime(g)));
    let scalar = (!generic).then(|| quote!(#s: #root::Scalar,));
    let clauses = &owner.generics.where_clause;
    let of = path.map(|path| {
        let path = crate::traits::companion(path, input);
        quote!(#path for)
    });
    let output = path.and_then(|path| crate::traits::output(path, input));
    quote! {
        #allow
        #[automatically_derived]
        impl<#(#lifetimes,)* #scalar #(#others),*> #of #mirror #clauses { #output #(#functions)* }
    }
}

/// The functions for users, on their own type.
pub fn method_impl(input: &Input, functions: &TokenStream) -> TokenStream {
    let Some(owner) = &input.owner else { return TokenStream::new() };
    let (generics, clauses, ty) = (&owner.generics.params, &owner.generics.where_clause, &owner.ty);
    quote!(impl<#generics> #ty #clauses { #functions })
}

fn primal(cx: &Emitter<'_>) -> TokenStream {
    let input = cx.input;
    let generics = generics(input, None);
    let ((params, this), result) = (params(cx), input.result.over(&over(input), None));
    let (items, checks, (stmts, value)) = (items(cx), trait_checks(cx), Forward::new(&cx.alone(), false).body());
    let (vis, clauses, name) = (visibility(input), where_clause(input, None), input.companion_name("primal"));
    quote! {
        #[doc(hidden)]
        #[inline]
        #vis fn #name<#generics>(#params) -> #result #clauses { #items #checks #this #stmts #value }
    }
}

fn forward(cx: &Emitter<'_>) -> TokenStream {
    let input = cx.input;
    let mut sweep = Forward::new(cx, true);
    let (stmts, result_value) = sweep.body();
    let mut names = cx.names.clone();
    sweep.tapes.names().for_each(|tape| names.take(tape));
    let lifetime = fresh_lifetime("s", &input.generics);
    let generics = generics(input, Some(&lifetime));
    let ((params, this), result) = (params(cx), input.result.over(&over(input), None));
    let seed = names.fresh("dy", Span::call_site());
    let (bind, value) = value(&result_value, &mut names);
    let slots: Vec<_> = input.params.iter().map(|p| slot(p, &mut names)).collect();
    let Sweep { body: backward, tangents, shapes } = backward(cx, &sweep.tapes, &seed, &slots);
    let (declarations, replays) = (sweep.tapes.declarations(), sweep.tapes.replays());
    let open = open(cx, &slots, &mut names);
    let names: Vec<&Ident> = cx.program.params.iter().map(|v| cx.name(*v)).collect();
    let closure = closure_params(input, &names, &seed, &slots);
    let pullback = pullback_type(input, &lifetime);
    let by_value = input.params.iter().filter(|p| !p.ty.is_ref());
    let tangents = by_value.zip(tangents).map(|(p, d)| if p.constant { p.tangent(&over(input)) } else { d });
    let tangents = super::tuple(&tangents.collect::<Vec<_>>());
    let (items, vis, clauses) = (items(cx), visibility(input), where_clause(input, Some(&lifetime)));
    let body = quote!(move |#closure| { #open #replays #backward #tangents });
    let (root, name) = (&input.root, input.companion_name("fwd"));
    let body = if input.recursive { quote!(#root::Box::new(#body) as #pullback) } else { body };
    quote! {
        #[doc(hidden)]
        #[inline]
        #vis fn #name<#generics>(#params) -> (#result, #pullback) #clauses {
            #items
            #declarations
            #this
            #shapes
            #stmts
            #bind
            (#value, #body)
        }
    }
}

/// What stands around the body of a function of the companion.
pub struct Frame {
    /// Up to its parameters.
    pub head: TokenStream,
    /// The items in front of the body.
    pub items: TokenStream,
    /// The statement that gives the receiver its name.
    pub this: TokenStream,
    /// The type of the function's value.
    pub result: TokenStream,
    /// What stands behind the result.
    pub clauses: TokenStream,
}

/// That of one that returns no closure; `with` adds to the parameters.
pub fn frame(cx: &Emitter<'_>, prefix: &str, with: impl FnOnce(TokenStream) -> TokenStream) -> Frame {
    let input = cx.input;
    let ((params, this), generics) = (params(cx), generics(input, None));
    let (params, vis, name) = (with(params), visibility(input), input.companion_name(prefix));
    let clauses = where_clause(input, None);
    let result = input.result.over(&over(input), None);
    let (items, checks) = (items(cx), trait_checks(cx));
    Frame { head: quote!(#vis fn #name<#generics>(#params)), items: quote!(#items #checks), this, result, clauses }
}

/// The functions of the companion of a trait's method, without bodies.
pub fn declarations(input: &Input) -> TokenStream {
    let (primal, fwd, _) = heads(input);
    quote!(#[doc(hidden)] #primal; #[doc(hidden)] #fwd;)
}

/// The functions of a companion that never return.
pub fn without_body(input: &Input) -> TokenStream {
    let (primal, fwd, vis) = heads(input);
    let panic = quote!(::core::unreachable!());
    let names = closure_arity(input);
    let closure = quote!(move |#(#names),*| #panic);
    let root = &input.root;
    let closure = if input.recursive { quote!(#root::Box::new(#closure)) } else { closure };
    let joint = super::joint::one_after_the_other(input);
    quote!(#vis #primal { #panic } #vis #fwd { if true { #panic } (#panic, #closure) } #joint)
}

/// The heads of both functions, and their visibility.
fn heads(input: &Input) -> (TokenStream, TokenStream, TokenStream) {
    let lifetime = fresh_lifetime("s", &input.generics);
    let (primal, fwd) = (input.companion_name("primal"), input.companion_name("fwd"));
    let (of_primal, of_fwd) = (generics(input, None), generics(input, Some(&lifetime)));
    let own = self_name();
    let params = input.params.iter().map(|param| {
        let (name, ty) = (&param.ident, param.ty.over(&over(input), None));
        match (param.receiver, param.ty.is_mut()) {
            (None, _) => quote!(#name: #ty),
            (Some(_), true) => quote!(&mut #own),
            (Some(_), false) => quote!(&#own),
        }
    });
    let params: Vec<_> = params.collect();
    let (result, pullback) = (input.result.over(&over(input), None), pullback_type(input, &lifetime));
    let (clauses, outlives) = (where_clause(input, None), where_clause(input, Some(&lifetime)));
    (
        quote!(fn #primal<#of_primal>(#(#params),*) -> #result #clauses),
        quote!(fn #fwd<#of_fwd>(#(#params),*) -> (#result, #pullback) #outlives),
        visibility(input),
    )
}

/// How a function of the companion begins.
pub struct Head {
    pub visibility: TokenStream,
    pub generics: TokenStream,
    pub clauses: TokenStream,
}

impl Head {
    /// Of a function that captures for `lifetime`, or returns no closure.
    pub fn of(input: &Input, lifetime: Option<&syn::Lifetime>) -> Self {
        Head {
            visibility: visibility(input),
            generics: generics(input, lifetime),
            clauses: where_clause(input, lifetime),
        }
    }
}

/// The generic arguments with which one function of a companion calls another of the same.
pub fn own_arguments(input: &Input) -> TokenStream {
    let scalar = (matches!(input.mode, Mode::Plain(_)) && input.owner.is_none()).then(|| input.scalar_tokens.clone());
    let own = input.generics.params.iter().filter_map(|param| match param {
        syn::GenericParam::Type(ty) => Some(ty.ident.to_token_stream()),
        syn::GenericParam::Const(c) => Some(c.ident.to_token_stream()),
        syn::GenericParam::Lifetime(_) => None,
    });
    let all: Vec<_> = scalar.into_iter().chain(own).collect();
    if all.is_empty() { TokenStream::new() } else { quote!(::<#(#all),*>) }
}

/// That of the user's function; a method of a trait has none.
fn visibility(input: &Input) -> TokenStream {
    let in_trait = input.owner.as_ref().is_some_and(|owner| owner.in_trait);
    if in_trait { TokenStream::new() } else { input.function.vis.to_token_stream() }
}

/// The statement that binds the result, unless it is a variable already, and its name.
fn value(result: &TokenStream, names: &mut Names) -> (TokenStream, TokenStream) {
    if result.as_ident().is_some() {
        return (TokenStream::new(), result.clone());
    }
    let name = names.fresh("y", Span::call_site());
    (quote!(let #name = #result;), name.to_token_stream())
}

fn over(input: &Input) -> Over<'_> {
    Over::twin(input)
}

/// The parameters, and the statement that gives the receiver its name.
fn params(cx: &Emitter<'_>) -> (TokenStream, TokenStream) {
    let mut this = TokenStream::new();
    let each = cx.input.params.iter().zip(&cx.program.params).map(|(param, var)| {
        let info = cx.program.info(*var);
        let (name, ty) = (&info.name, param.ty.over(&over(cx.input), None));
        if param.receiver.is_some() {
            let (own, mutable) = (self_name(), param.ty.is_mut().then(|| quote!(mut)));
            this = quote!(let #name = #own;);
            return quote!(& #mutable #own);
        }
        let mutable = (info.memory && !info.is_ref).then(|| quote!(mut));
        quote!(#mutable #name: #ty)
    });
    let each: Vec<_> = each.collect();
    (quote!(#(#each),*), this)
}
