//! `#[differentiable(partials(..))]`: a function of numbers whose partials the user gives, and whose body may be anything.
//!
//! The partials are a function of their own, of the arguments and of `result`, which goes through the macro like any
//! other: so they have derivatives, and errors in them are located.
use crate::emit::{self, Emitted};
use crate::errors::Errors;
use crate::items::transform;
use crate::kinds::Kind;
use crate::names::{Names, plain};
use crate::parse::{Input, Param};
use crate::tokens::{ToTokens, TokenStream};
use crate::types::Ty;
use proc_macro2::{Ident, Span, TokenTree};
use quote::format_ident;
use syn::{Expr, ItemFn};

/// The name of the value in the partials.
const RESULT: &str = "result";

/// What the function expands to; nothing if its rule has a mistake.
pub fn expand(input: &Input, partials: &[Expr], errors: &mut Errors) -> Option<Emitted> {
    check(input, errors);
    let ordered = ordered(input, partials, errors)?;
    let function = function(input, &ordered)?;
    let names = Names::of(&function);
    let mut own = Errors::default();
    let made = transform(proc_macro2::TokenStream::new(), function, names, None, &mut own);
    let broken = !own.is_empty();
    errors.append(own);
    let (of_partials, emitted) = made?;
    let companion = emit::companion_type(&of_partials, &emitted.companion);
    let functions = if broken { emit::without_body(input).companion } else { emit::of_rule(input, of_partials.name()) };
    let mut emitted = Emitted::of(input, functions, None, false);
    emitted.functions.extend(companion);
    Some(emitted)
}

/// Reports functions that have no such rule.
fn check(input: &Input, errors: &mut Errors) {
    let help = "`partials` is for functions of `f64` or `f32` and integers, all by value, that return one real";
    if !matches!(input.result, Ty::Real) || !input.is_plain() || input.other.is_some() || input.owner.is_some() {
        errors.at(input.name(), "a function that cannot have `partials`", help);
        return;
    }
    for param in &input.params {
        let number = matches!(&param.ty, Ty::Real | Ty::Discrete(_, Kind::Int | Kind::Bool));
        if !number {
            errors.at(&param.ident, "a parameter that is not a number by value", help);
        } else if param.ident == RESULT {
            let help = "give the parameter another name";
            errors.at(&param.ident, "`result` is the name of the value in the partials", help);
        }
    }
}

/// One expression for each real parameter, in order. They are given in order or by name.
fn ordered<'p>(input: &Input, partials: &'p [Expr], errors: &mut Errors) -> Option<Vec<&'p Expr>> {
    let reals: Vec<&Param> = input.params.iter().filter(|p| p.varies()).collect();
    if partials.len() != reals.len() {
        let names: Vec<String> = reals.iter().map(|p| format!("`{}`", p.ident)).collect();
        let message = format!("{} partials for {} real parameters", partials.len(), reals.len());
        let at: TokenStream = partials.iter().map(ToTokens::to_token_stream).collect();
        let help = format!("give one for each of {}", names.join(", "));
        errors.at(&proc_macro2::TokenStream::from(at), message, help);
        return None;
    }
    let named = |expr: &'p Expr| match expr {
        Expr::Assign(assign) => match &*assign.left {
            Expr::Path(path) => path.path.get_ident().map(|name| (name, &*assign.right)),
            _ => None,
        },
        _ => None,
    };
    let mut ordered = Vec::new();
    for (k, param) in reals.iter().enumerate() {
        let by_name = partials.iter().filter_map(named).find(|(name, _)| **name == param.ident);
        match (by_name, named(&partials[k])) {
            (Some((_, partial)), _) => ordered.push(partial),
            (None, None) => ordered.push(&partials[k]),
            (None, Some((name, _))) => {
                let help = format!("there is none for `{}`", param.ident);
                errors.at(name, format!("a partial by `{name}`"), help);
                return None;
            }
        }
    }
    errors.is_empty().then_some(ordered)
}

/// `fn partials_of_f(x: f64, n: i32, result: f64) -> [f64; 1] { [partial] }`; what is left out has the partial zero.
fn function(input: &Input, partials: &[&Expr]) -> Option<ItemFn> {
    let real = input.plain_real(&Kind::Real)?;
    let name = format_ident!("partials_of_{}", plain(input.name()), span = input.name().span());
    let inputs = input.params.iter().zip(&input.function.sig.inputs).map(|(p, arg)| match arg {
        syn::FnArg::Typed(typed) => {
            let (ident, ty) = (&p.ident, &typed.ty);
            quote::quote!(#ident: #ty)
        }
        syn::FnArg::Receiver(receiver) => quote::quote!(#receiver),
    });
    let (vis, mut given) = (&input.function.vis, partials.iter());
    let all = input.params.iter().filter(|p| p.ty.has_real()).map(|p| {
        if p.varies() {
            given.next().map(quote::ToTokens::to_token_stream).unwrap_or_default()
        } else {
            quote::quote!(0.0)
        }
    });
    let all: Vec<_> = all.collect();
    let written = partials.iter().find_map(|partial| mention(quote::ToTokens::to_token_stream(partial)));
    let (count, result) = (all.len(), written.unwrap_or_else(|| Ident::new(RESULT, Span::call_site())));
    // what the rule is written with may not use every argument
    syn::parse2(quote::quote! {
        #[allow(unused)]
        #[doc(hidden)]
        #vis fn #name(#(#inputs,)* #result: #real) -> [#real; #count] { [#(#all),*] }
    })
    .ok()
}

/// Where the user writes the name of the value.
fn mention(tokens: proc_macro2::TokenStream) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(name) if name == RESULT => Some(name),
        TokenTree::Group(group) => mention(group.stream()),
        _ => None,
    })
}
