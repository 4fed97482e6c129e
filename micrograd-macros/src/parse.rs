//! Tokens to [`Input`]: the options of the attribute and the function under it.
use crate::analyse::Strategy;
use crate::errors::Errors;
use crate::names::Names;
use crate::prepare;
use crate::types::Ty;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::parse::Parser;
use syn::{FnArg, GenericParam, Generics, ItemFn, Pat, PatIdent, PatType, ReturnType, Type, TypeParamBound};

/// What the function's reals are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `f64` or `f32`: the macro writes the generic twin.
    Plain(&'static str),
    /// A type parameter with the bound `Scalar`: the function is its own twin.
    Generic(Ident),
}

/// A parameter that the macro understands.
pub struct Param {
    /// The user's name for it.
    pub ident: Ident,
    /// Whether the body may assign to it.
    pub mutable: bool,
    /// Its type.
    pub ty: Ty,
}

/// A function that `#[differentiable]` accepts.
pub struct Input {
    /// The user's function, token for token.
    pub function: ItemFn,
    /// What its reals are.
    pub mode: Mode,
    /// Its parameters in order.
    pub params: Vec<Param>,
    /// Its result.
    pub result: Ty,
    /// The name of the scalar parameter in emitted code.
    pub scalar: Ident,
    /// The same, as code.
    pub scalar_tokens: TokenStream,
    /// How far the plan for the backward sweep goes.
    pub strategy: Strategy,
    /// The path of the support library: `::micrograd::__private`, or under the crate named by `crate = "..."`.
    pub root: TokenStream,
}

impl Input {
    /// The user's name for the function.
    pub fn name(&self) -> &Ident {
        &self.function.sig.ident
    }
}

/// Reads the attribute's options and the function's signature; reports everything that is not supported in them.
pub fn parse(args: TokenStream, function: ItemFn, errors: &mut Errors) -> Option<Input> {
    let (root, strategy) = options(args, errors);
    check_qualifiers(&function, errors);
    prepare::check_attributes(&function, errors);
    let mode = mode(&function, errors);
    if !errors.is_empty() {
        return None;
    }
    let params: Vec<_> = function.sig.inputs.iter().enumerate().map(|(k, arg)| param(k, arg, &mode, errors)).collect();
    let result = match &function.sig.output {
        ReturnType::Type(_, ty) => Ty::read(ty, &mode, errors),
        ReturnType::Default => {
            errors.at(&function.sig.ident, "the function returns nothing", "return the real number to differentiate");
            None
        }
    };
    let (params, result) = (params.into_iter().collect::<Option<Vec<_>>>()?, result?);
    check_reals(&function, &params, &result, errors);
    let scalar = scalar(&function, &mode);
    errors.is_empty().then(|| Input {
        scalar_tokens: quote!(#scalar),
        function,
        mode,
        params,
        result,
        scalar,
        strategy,
        root,
    })
}

/// The user's own scalar parameter, or `S` unless the function mentions that name.
fn scalar(function: &ItemFn, mode: &Mode) -> Ident {
    if let Mode::Generic(own) = mode {
        return own.clone();
    }
    let mut names = Names::default();
    names.reserve(quote!(#function));
    names.fresh("S", Span::call_site())
}

fn options(args: TokenStream, errors: &mut Errors) -> (TokenStream, Strategy) {
    let mut root = quote!(::micrograd::__private);
    let mut strategy = if cfg!(feature = "always") { Strategy::Always } else { Strategy::Planned };
    let parser = syn::meta::parser(|meta| {
        if meta.path.is_ident("crate") {
            let path: syn::Path = meta.value()?.parse::<syn::LitStr>()?.parse()?;
            root = quote!(#path::__private);
            return Ok(());
        }
        if meta.path.is_ident("always") {
            strategy = Strategy::Always;
            return Ok(());
        }
        Err(meta.error("unknown option of `#[differentiable]`\nhelp: the options are `crate = \"path\"` and `always`"))
    });
    if let Err(error) = parser.parse2(args) {
        errors.push(error);
    }
    (root, strategy)
}

fn check_qualifiers(function: &ItemFn, errors: &mut Errors) {
    let sig = &function.sig;
    let help = "remove the qualifier, or differentiate a plain function that this one calls";
    if let Some(token) = &sig.asyncness {
        errors.at(token, "an `async` function cannot be differentiated", help);
    }
    if let Some(token) = &sig.abi {
        errors.at(token, "an `extern` function cannot be differentiated", help);
    }
    if let Some(token) = unsafety(sig) {
        errors.at(&token, "an `unsafe` function cannot be differentiated", help);
    }
    if let Some(token) = &sig.variadic {
        errors.at(token, "a variadic function cannot be differentiated", help);
    }
    check_generics(&sig.generics, errors);
}

fn unsafety(sig: &syn::Signature) -> Option<TokenStream> {
    let tokens = quote::ToTokens::to_token_stream(sig);
    let before_fn = tokens.into_iter().take_while(|t| t.to_string() != "fn");
    before_fn.filter(|t| t.to_string() == "unsafe").map(TokenStream::from).next()
}

fn check_generics(generics: &Generics, errors: &mut Errors) {
    let mut scalars = 0;
    for param in &generics.params {
        match param {
            GenericParam::Lifetime(_) => {}
            GenericParam::Type(ty) if is_scalar(generics, &ty.ident) && scalars == 0 => scalars += 1,
            GenericParam::Type(ty) => errors.at(
                &ty.ident,
                format!("the type parameter `{}` is not understood", ty.ident),
                "one type parameter with the bound `micrograd::Scalar` is",
            ),
            GenericParam::Const(c) => errors.at(
                &c.ident,
                "const parameters cannot be differentiated yet",
                "write the length as a constant, or take a slice",
            ),
        }
    }
}

fn mode(function: &ItemFn, errors: &mut Errors) -> Mode {
    let generics = &function.sig.generics;
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
    let real = inputs.chain(output).find_map(first_real);
    if real.is_none() && errors.is_empty() {
        no_real(function, errors);
    }
    Mode::Plain(real.unwrap_or("f64"))
}

/// The first of `f64` and `f32` that a type mentions.
fn first_real(ty: &Type) -> Option<&'static str> {
    let words = quote!(#ty).to_string();
    let mut words = words.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.find_map(|w| ["f64", "f32"].into_iter().find(|real| *real == w))
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

fn param(k: usize, arg: &FnArg, mode: &Mode, errors: &mut Errors) -> Option<Param> {
    let PatType { pat, ty, .. } = match arg {
        FnArg::Typed(typed) => typed,
        FnArg::Receiver(receiver) => {
            errors.at(
                receiver,
                "methods cannot be differentiated yet",
                "write a function that takes the fields it needs as parameters",
            );
            return None;
        }
    };
    let ty = Ty::read(ty, mode, errors);
    match &**pat {
        Pat::Ident(PatIdent { by_ref: None, subpat: None, ident, mutability, .. }) => {
            Some(Param { ident: ident.clone(), mutable: mutability.is_some(), ty: ty? })
        }
        Pat::Wild(underscore) => {
            let ident = Ident::new(&format!("_{k}"), underscore.underscore_token.span);
            Some(Param { ident, mutable: false, ty: ty? })
        }
        other => {
            errors.at(other, "a parameter must be a plain name", "give it a name and take it apart with `let`");
            None
        }
    }
}

fn check_reals(function: &ItemFn, params: &[Param], result: &Ty, errors: &mut Errors) {
    if !params.iter().any(|p| p.ty.has_real()) {
        no_real(function, errors);
    } else if !result.has_real() {
        errors.at(
            &function.sig.output,
            "the result has no real number in it, so there is nothing to differentiate",
            "return a real, or remove `#[differentiable]`",
        );
    }
}

fn no_real(function: &ItemFn, errors: &mut Errors) {
    errors.at(
        &function.sig.ident,
        format!("`{}` has no real-valued parameter", function.sig.ident),
        "give it a parameter of type `f64`, `f32` or `S: Scalar`, or of arrays or slices of them, or remove `#[differentiable]`",
    );
}
