//! What a signature says about the function's scalar, and what it must not say.
use super::Mode;
use crate::errors::Errors;
use crate::names::Names;
use proc_macro2::{Ident, Span};
use quote::quote;
use syn::{FnArg, GenericParam, Generics, ItemFn, ReturnType, Type, TypeParamBound, parse_quote};

/// Reports qualifiers that make a function impossible to differentiate.
pub fn check_qualifiers(function: &ItemFn, errors: &mut Errors) {
    let sig = &function.sig;
    let help = "remove the qualifier, or differentiate a plain function that this one calls";
    if let Some(token) = &sig.asyncness {
        errors.at(token, "an `async` function cannot be differentiated", help);
    }
    if let Some(token) = &sig.abi {
        errors.at(token, "an `extern` function cannot be differentiated", help);
    }
    if let syn::Safety::Unsafe(token) = &sig.safety {
        errors.at(token, "an `unsafe` function cannot be differentiated", help);
    }
    if let Some(token) = &sig.variadic {
        errors.at(token, "a variadic function cannot be differentiated", help);
    }
}

/// Reports a second scalar.
pub fn check_generics(generics: &Generics, errors: &mut Errors) {
    let mut scalars = 0;
    for param in &generics.params {
        match param {
            GenericParam::Type(ty) if is_scalar(generics, &ty.ident) => {
                scalars += 1;
                if scalars > 1 {
                    let message = format!("`{}` is a second scalar", ty.ident);
                    errors.at(&ty.ident, message, "use one type parameter with the bound `micrograd::Scalar`");
                }
            }
            GenericParam::Lifetime(_) | GenericParam::Type(_) | GenericParam::Const(_) => {}
        }
    }
}

/// What the function's reals are: a type parameter of `generics`, or a plain float.
pub fn mode(function: &ItemFn, generics: &Generics) -> Mode {
    let scalar = generics.type_params().find(|p| is_scalar(generics, &p.ident));
    if let Some(scalar) = scalar {
        return Mode::Generic(scalar.ident.clone());
    }
    let inputs = function.sig.inputs.iter().filter_map(|arg| match arg {
        FnArg::Typed(typed) => Some(&*typed.ty),
        FnArg::Receiver(_) => None,
    });
    let output = match &function.sig.output {
        ReturnType::Type(_, ty) => Some(&**ty),
        ReturnType::Default => None,
    };
    // the reals of a type of the user's are `f64`, as far as is known
    Mode::Plain(inputs.chain(output).find_map(first_real).unwrap_or("f64"))
}

/// The first of `f64` and `f32` that a type mentions.
fn first_real(ty: &Type) -> Option<&'static str> {
    let words = quote!(#ty).to_string();
    let mut words = words.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.find_map(|w| ["f64", "f32"].into_iter().find(|real| *real == w))
}

/// Whether one of the type parameters is the scalar.
pub fn has_scalar(generics: &Generics) -> bool {
    generics.type_params().any(|p| is_scalar(generics, &p.ident))
}

/// Whether a type parameter has the bound `Scalar`, inline or in the `where` clause.
pub fn is_scalar(generics: &Generics, name: &Ident) -> bool {
    let inline = generics.type_params().filter(|p| p.ident == *name).flat_map(|p| &p.bounds);
    let clauses = generics.where_clause.iter().flat_map(|w| &w.predicates).filter_map(|p| match p {
        syn::WherePredicate::Type(t) if matches!(&t.bounded_ty, Type::Path(p) if p.path.is_ident(name)) => {
            Some(&t.bounds)
        }
        _ => None,
    });
    inline.chain(clauses.flatten()).any(|bound| match bound {
        TypeParamBound::Trait(t) => t.path.segments.last().is_some_and(|s| s.ident == "Scalar"),
        _ => false,
    })
}

/// Gives every parameter that is a pattern a name, and takes it apart in the body.
// Input:  fn f((a, b): (f64, f64)) -> f64 { a * b }
// Output: fn f(pair: (f64, f64)) -> f64 { let (a, b) = pair; { a * b } }
pub fn name_patterns(function: &mut ItemFn, names: &mut Names) {
    if !function.sig.inputs.iter().any(is_pattern) {
        return;
    }
    let mut lets: Vec<syn::Stmt> = Vec::new();
    for arg in function.sig.inputs.iter_mut().filter(|arg| is_pattern(arg)) {
        let FnArg::Typed(typed) = arg else { continue };
        let pat = &typed.pat;
        let name = names.fresh("argument", syn::spanned::Spanned::span(pat));
        lets.push(parse_quote!(let #pat = #name;));
        *typed.pat = parse_quote!(#name);
    }
    let body = &function.block;
    function.block = parse_quote!({ #(#lets)* #body });
}

fn is_pattern(arg: &FnArg) -> bool {
    match arg {
        FnArg::Typed(typed) => match &*typed.pat {
            syn::Pat::Ident(p) => p.by_ref.is_some() || p.subpat.is_some(),
            pat => !matches!(pat, syn::Pat::Wild(_)),
        },
        FnArg::Receiver(_) => false,
    }
}

/// Gives every `impl Trait` among the parameters a name, so that what the function returns can say that it captures it.
pub fn name_impls(sig: &mut syn::Signature) {
    if !sig.inputs.iter().any(is_anonymous) {
        return;
    }
    let mut names = Names::of(sig);
    for arg in &mut sig.inputs {
        let FnArg::Typed(typed) = arg else { continue };
        let ty = match &mut *typed.ty {
            Type::Reference(r) => &mut *r.elem,
            ty => ty,
        };
        if let Type::ImplTrait(anonymous) = ty {
            let (name, bounds) = (names.fresh("A", Span::call_site()), &anonymous.bounds);
            sig.generics.params.push(parse_quote!(#name: #bounds));
            *ty = parse_quote!(#name);
        }
    }
}

fn is_anonymous(arg: &FnArg) -> bool {
    match arg {
        FnArg::Typed(typed) => match &*typed.ty {
            Type::Reference(r) => matches!(*r.elem, Type::ImplTrait(_)),
            ty => matches!(ty, Type::ImplTrait(_)),
        },
        FnArg::Receiver(_) => false,
    }
}

/// The type parameters that are not the scalar.
pub fn inert(generics: &Generics, mode: &Mode) -> Vec<Ident> {
    let names = generics.type_params().map(|p| p.ident.clone());
    names.filter(|name| !matches!(mode, Mode::Generic(scalar) if scalar == name)).collect()
}
