//! The companion type: how differentiable functions call each other.
use super::Emitter;
use super::backward::{Sweep, backward};
use super::forward::Forward;
use crate::ir::NamedType;
use crate::names::{Names, fresh_lifetime};
use crate::owner::{Owner, self_name};
use crate::parse::{Input, Mode, Param};
use crate::types::{Over, Ty};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, Lifetime, Path};

/// The functions of the companion.
// Input:  fn f(x: f64, w: &[f64]) -> f64 { .. }
// Output: fn primal_at<S: Scalar>(x: S, w: &[S]) -> S { .. }
//         fn fwd_at<'s, S: Scalar + 's>(x: S, w: &[S]) -> (S, impl Fn(&[S], S, Option<&mut [S]>) -> S + use<'s, S>) { .. }
pub fn companion(cx: &Emitter<'_>) -> TokenStream {
    let (primal, forward) = (primal(cx), forward(cx));
    quote!(#primal #forward)
}

/// The type that has the functions of a function's companion. It has the function's name: an import brings both.
pub fn companion_type(input: &Input, functions: &TokenStream) -> TokenStream {
    let (name, vis) = (input.name(), &input.function.vis);
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
    let mirror = owner.mirror(&input.scalar_tokens, generic);
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
    let (items, checks, (stmts, value)) = (items(cx), trait_checks(cx), Forward::new(cx, false).body());
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
    names.reserve(sweep.tapes.declarations());
    let lifetime = fresh_lifetime("s", &input.generics);
    let generics = generics(input, Some(&lifetime));
    let ((params, this), result) = (params(cx), input.result.over(&over(input), None));
    let seed = names.fresh("dy", Span::call_site());
    let (bind, value) = value(&result_value, &mut names);
    let slots: Vec<_> = input.params.iter().map(|p| slot(p, &mut names)).collect();
    let Sweep { body: backward, tangents } = backward(cx, &sweep.tapes, &seed, &slots);
    let (declarations, replays) = (sweep.tapes.declarations(), sweep.tapes.replays());
    let open = open(cx, &slots, &mut names);
    let closure = closure_params(cx, &seed, &slots);
    let pullback = pullback_type(input, &lifetime);
    let tangents = super::tuple(&tangents);
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
            #stmts
            #bind
            (#value, #body)
        }
    }
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
    quote!(#vis #primal { #panic } #vis #fwd { if true { #panic } (#panic, #closure) })
}

/// As many `_` as the pullback has parameters.
fn closure_arity(input: &Input) -> Vec<TokenStream> {
    let over = over(input);
    let refs = input.params.iter().filter(|p| p.ty.is_ref());
    let references = refs.clone().map(|p| p.ty.over(&over, None));
    let slots = refs.map(|p| slot_type(input, &p.ty));
    let seed = std::iter::once(input.result.tangent(&over));
    references.chain(seed).chain(slots).map(|ty| quote!(_: #ty)).collect()
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

/// That of the user's function; a method of a trait has none.
fn visibility(input: &Input) -> TokenStream {
    let in_trait = input.owner.as_ref().is_some_and(|owner| owner.in_trait);
    if in_trait { TokenStream::new() } else { input.function.vis.to_token_stream() }
}

/// The statement that binds the result, unless it is a variable already, and its name.
fn value(result: &TokenStream, names: &mut Names) -> (TokenStream, TokenStream) {
    if syn::parse2::<Ident>(result.clone()).is_ok() {
        return (TokenStream::new(), result.clone());
    }
    let name = names.fresh("y", Span::call_site());
    (quote!(let #name = #result;), name.to_token_stream())
}

/// `'s, S: Scalar + 's`, and the user's own. A method has the scalar from its `impl`.
fn generics(input: &Input, lifetime: Option<&Lifetime>) -> TokenStream {
    let (s, root) = (&input.scalar, &input.root);
    let own = super::api::in_brackets(&input.generics, lifetime);
    let is_lifetime = |g: &&TokenStream| g.to_string().starts_with('\'');
    let (lifetimes, others) = (own.iter().filter(is_lifetime), own.iter().filter(|g| !is_lifetime(g)));
    let first = lifetime.map(|l| quote!(#l,));
    let scalar = (matches!(input.mode, Mode::Plain(_)) && input.owner.is_none()).then(|| {
        let outlives = lifetime.map(|l| quote!(+ #l));
        quote!(#s: #root::Scalar #outlives,)
    });
    quote!(#first #(#lifetimes,)* #scalar #(#others),*)
}

/// The user's `where` clause; the types of a method's `impl` outlive what the pullback captures.
fn where_clause(input: &Input, lifetime: Option<&Lifetime>) -> TokenStream {
    let of_method = input.owner.is_some() && matches!(input.mode, Mode::Plain(_));
    let scalar = of_method.then(|| input.scalar.to_token_stream());
    clauses(input, scalar, lifetime)
}

/// The same for a function in the user's own types.
pub fn user_clauses(input: &Input, lifetime: Option<&Lifetime>) -> TokenStream {
    clauses(input, None, lifetime)
}

fn clauses(input: &Input, scalar: Option<TokenStream>, lifetime: Option<&Lifetime>) -> TokenStream {
    let own = input.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let mut clauses: Vec<TokenStream> = own.map(ToTokens::to_token_stream).collect();
    if let (Some(owner), Some(lifetime)) = (&input.owner, lifetime) {
        let types = owner.generics.type_params().map(|p| p.ident.to_token_stream());
        let this = is_self(owner).then(|| quote!(Self));
        clauses.extend(scalar.into_iter().chain(types).chain(this).map(|ty| quote!(#ty: #lifetime)));
    }
    if clauses.is_empty() { TokenStream::new() } else { quote!(where #(#clauses),*) }
}

/// Whether a method stands in the trait itself.
fn is_self(owner: &Owner) -> bool {
    owner.ty.to_token_stream().to_string() == "Self"
}

/// What the pullback captures.
fn captured(input: &Input, lifetime: &Lifetime) -> TokenStream {
    let s = &input.scalar;
    let own = super::api::generic_names(input, false);
    let scalar = matches!(input.mode, Mode::Plain(_)).then(|| quote!(#s,));
    let this = input.owner.as_ref().filter(|owner| is_self(owner)).map(|_| quote!(Self,));
    quote!(use<#lifetime, #scalar #this #(#own),*>)
}

fn over(input: &Input) -> Over<'_> {
    Over { scalar: &input.scalar_tokens, root: &input.root, twin: matches!(input.mode, Mode::Plain(_)) }
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

/// The user's items, and a name for the image of every struct and enum that the body names, and for its tangent.
fn items(cx: &Emitter<'_>) -> TokenStream {
    let mut items: TokenStream = cx.program.items.iter().map(ToTokens::to_token_stream).collect();
    for name in &cx.program.operators {
        let root = &cx.input.root;
        items.extend(quote!(use #root::rt::ops::#name as _;));
    }
    let (s, root) = (&cx.input.scalar, &cx.input.root);
    for named in &cx.program.types {
        let NamedType { ty, image, tangent, variants, .. } = named;
        let generics: Vec<_> = alias_generics(cx.input, named).into_iter().map(|(_, declared)| declared).collect();
        let twin = quote!(<#ty as #root::Differentiable>::At<#s>);
        match cx.input.mode {
            Mode::Plain(_) => items.extend(quote! {
                type #image<#(#generics),*> = #twin;
                type #tangent<#(#generics),*> = <#twin as #root::Differentiable>::Tangent;
            }),
            Mode::Generic(_) if *variants => {
                items.extend(quote!(type #tangent<#(#generics),*> = <#ty as #root::Differentiable>::Tangent;));
            }
            // a literal of a struct is as the user writes it
            Mode::Generic(_) => {}
        }
    }
    items
}

/// The parameters of a type's alias: each by its name, and as it is declared. An alias cannot mention those of the
/// function around it.
pub fn alias_generics(input: &Input, ty: &NamedType) -> Vec<(TokenStream, TokenStream)> {
    let mut names = Names::default();
    names.reserve(ty.ty.to_token_stream());
    let s = &input.scalar;
    let scalar = matches!(input.mode, Mode::Plain(_)).then(|| (quote!(#s), quote!(#s)));
    let own = input.generics.params.iter().filter_map(|param| match param {
        GenericParam::Type(p) if names.has(&p.ident) => Some((p.ident.to_token_stream(), p.ident.to_token_stream())),
        GenericParam::Const(p) if names.has(&p.ident) => {
            let (name, ty) = (&p.ident, &p.ty);
            Some((quote!(#name), quote!(const #name: #ty)))
        }
        _ => None,
    });
    scalar.into_iter().chain(own).collect()
}

/// A method of that name from another trait, by value or by reference, makes one of these ambiguous: the user's
/// function would call it, and the generated code would not.
fn trait_checks(cx: &Emitter<'_>) -> TokenStream {
    let Mode::Plain(real) = cx.input.mode else { return option_checks(cx) };
    let (root, real) = (&cx.input.root, Ident::new(real, Span::call_site()));
    let each = cx.program.trait_methods.iter().map(|method| {
        quote! {
            let _ = |x: #real| { use #root::Scalar as _; x.#method() };
            let _ = |x: #real| { use #root::rt::ByReference as _; (&x).#method() };
        }
    });
    let names = cx
        .program
        .trait_names
        .iter()
        .map(|name| quote!(fn same<T: #root::Scalar>() { fn named<U: #name>() {} named::<T>() }));
    each.chain(names.take(1)).chain([option_checks(cx)]).collect()
}

/// What is written like a variant of `Option` must be one: nothing else fits the pattern.
fn option_checks(cx: &Emitter<'_>) -> TokenStream {
    let each = cx.program.options.iter().map(|(path, is_some)| {
        let pattern = if *is_some { quote!(#path(())) } else { path.to_token_stream() };
        let other = if *is_some { quote!(None) } else { quote!(Some(())) };
        quote!(let _ = |v: ::core::option::Option<()>| match v { #pattern => {} ::core::option::Option::#other => {} };)
    });
    each.collect()
}

/// The name of the slot of a reference parameter.
fn slot(param: &Param, names: &mut Names) -> Option<Ident> {
    param.ty.is_ref().then(|| names.fresh(&format!("d_{}", crate::names::plain(&param.ident)), Span::call_site()))
}

fn slot_type(input: &Input, ty: &Ty) -> TokenStream {
    let place = ty.tangent_place(&over(input));
    quote!(::core::option::Option<&mut #place>)
}

/// `impl Fn(references again.., adjoint of the result, slots..) -> tangents of the by-value parameters`
fn pullback_type(input: &Input, lifetime: &Lifetime) -> TokenStream {
    let over = over(input);
    let refs = input.params.iter().filter(|p| p.ty.is_ref());
    let references = refs.clone().map(|p| p.ty.over(&over, None));
    let slots = refs.map(|p| slot_type(input, &p.ty));
    let seed = input.result.tangent(&over);
    let by_value = input.params.iter().filter(|p| !p.ty.is_ref());
    let tangents = super::tuple(&by_value.map(|p| p.ty.tangent(&over)).collect::<Vec<_>>());
    let function = quote!(::core::ops::Fn(#(#references,)* #seed, #(#slots),*) -> #tangents);
    if input.recursive {
        let root = &input.root;
        return quote!(#root::Box<dyn #function + #lifetime>);
    }
    let captured = captured(input, lifetime);
    quote!(impl #function + #captured)
}

fn closure_params(cx: &Emitter<'_>, seed: &Ident, slots: &[Option<Ident>]) -> TokenStream {
    let (input, over) = (cx.input, over(cx.input));
    let params = || input.params.iter().zip(&cx.program.params).zip(slots);
    let references = params().filter(|((p, _), _)| p.ty.is_ref()).map(|((p, v), _)| {
        let (name, ty) = (cx.name(*v), p.ty.over(&over, None));
        quote!(#name: #ty)
    });
    let slots = params().filter_map(|((p, _), slot)| {
        let ty = slot_type(input, &p.ty);
        slot.as_ref().map(|slot| quote!(#slot: #ty))
    });
    let ty = input.result.tangent(&over);
    quote!(#(#references,)* #seed: #ty, #(#slots),*)
}

/// Opens the slots of the active reference parameters.
fn open(cx: &Emitter<'_>, slots: &[Option<Ident>], names: &mut Names) -> TokenStream {
    let (input, root) = (cx.input, &cx.input.root);
    let mut tokens = TokenStream::new();
    for ((param, var), slot) in input.params.iter().zip(&cx.program.params).zip(slots) {
        let Some(slot) = slot.as_ref().filter(|_| cx.plan.is_active(*var)) else {
            continue;
        };
        let (scratch, name) = (names.fresh("scratch", Span::call_site()), cx.name(*var));
        let place = param.ty.tangent_place(&over(input));
        tokens.extend(quote! {
            let mut #scratch = ::core::option::Option::None;
            let #slot: &mut #place = #root::rt::open(#slot, &mut #scratch, &*#name);
        });
        if param.ty.is_slice_ref() {
            let text = param.ident.to_string();
            tokens.extend(quote!(#root::rt::same_length(#text, #name.len(), #slot.len());));
        }
    }
    tokens
}

/// The attributes of one name on the user's function; those inside its body are on it too.
pub fn attributes<'a>(input: &'a Input, name: &'a str) -> impl Iterator<Item = syn::Attribute> + 'a {
    let named = input.function.attrs.iter().filter(move |a| a.path().is_ident(name));
    named.map(|a| syn::Attribute { style: syn::AttrStyle::Outer, ..a.clone() })
}

/// The `cfg` attributes of the user's function.
pub fn cfg(input: &Input) -> Vec<syn::Attribute> {
    attributes(input, "cfg").collect()
}

/// Generated code raises no warning in a user's crate.
pub fn allow() -> TokenStream {
    quote! {
        #[allow(unused, non_snake_case, clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
    }
}
