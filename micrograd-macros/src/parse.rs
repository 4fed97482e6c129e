//! Tokens to [`Input`]: the options of the attribute and the function under it.
use crate::analyse::Strategy;
use crate::errors::Errors;
use crate::names::Names;
use crate::prepare;
use crate::types::Ty;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::parse::Parser;
use syn::{
    FnArg, GenericParam, Generics, ItemFn, Pat, PatIdent, PatType, ReturnType, Type, TypeParamBound, parse_quote,
};

/// What the function's reals are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `f64` or `f32`: the macro writes the generic twin.
    Plain(&'static str),
    /// A type parameter with the bound `Scalar`: the function is its own twin.
    Generic(Ident),
}

/// A parameter that the macro understands.
#[derive(Clone)]
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
    /// The function's generics, with a name for every `impl Trait`.
    pub generics: Generics,
    /// The type parameters that are not the scalar: their values carry no derivative.
    pub inert: Vec<Ident>,
    /// Whether the pullback is boxed, so that the function may call itself.
    pub recursive: bool,
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

    /// How written types are read.
    pub fn reading(&self) -> Reading<'_> {
        Reading { mode: &self.mode, inert: &self.inert }
    }

    /// Whether a value of a type goes through the image over the user's own scalar.
    pub fn mirrors(&self, ty: &Ty) -> bool {
        matches!(self.mode, Mode::Plain(_)) && ty.has_mirror()
    }
}

/// What the names of types mean.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// What the function's reals are.
    pub mode: &'a Mode,
    /// Type parameters that are not the scalar.
    pub inert: &'a [Ident],
}

/// The options of the attribute.
struct Options {
    root: TokenStream,
    strategy: Strategy,
    recursive: bool,
}

/// Reads the attribute's options and the function's signature; reports everything that is not supported in them.
pub fn parse(args: TokenStream, function: ItemFn, errors: &mut Errors) -> Option<Input> {
    let Options { root, strategy, recursive } = options(args, errors);
    check_qualifiers(&function, errors);
    prepare::check_attributes(&function, errors);
    let mode = mode(&function);
    if !errors.is_empty() {
        return None;
    }
    let mut sig = function.sig.clone();
    name_impls(&mut sig);
    let inert = inert(&sig.generics, &mode);
    let reading = Reading { mode: &mode, inert: &inert };
    let params: Vec<_> = sig.inputs.iter().enumerate().map(|(k, arg)| param(k, arg, reading, errors)).collect();
    let result = match &sig.output {
        ReturnType::Type(_, ty) => Ty::read(ty, reading, errors),
        ReturnType::Default => Some(Ty::Tuple(Vec::new())),
    };
    let (params, result) = (params.into_iter().collect::<Option<Vec<_>>>()?, result?);
    check_reals(&function, &params, &result, errors);
    let scalar = scalar(&function, &mode);
    errors.is_empty().then(|| Input {
        scalar_tokens: quote!(#scalar),
        generics: sig.generics,
        function,
        mode,
        params,
        result,
        inert,
        recursive,
        scalar,
        strategy,
        root,
    })
}

/// Gives every `impl Trait` among the parameters a name, so that what the function returns can say that it captures it.
fn name_impls(sig: &mut syn::Signature) {
    let mut names = Names::default();
    names.reserve(quote!(#sig));
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

fn inert(generics: &Generics, mode: &Mode) -> Vec<Ident> {
    let names = generics.type_params().map(|p| p.ident.clone());
    names.filter(|name| !matches!(mode, Mode::Generic(scalar) if scalar == name)).collect()
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

fn options(args: TokenStream, errors: &mut Errors) -> Options {
    let mut root = quote!(::micrograd::__private);
    let mut strategy = if cfg!(feature = "always") { Strategy::Always } else { Strategy::Planned };
    let mut recursive = false;
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
        if meta.path.is_ident("recursive") {
            recursive = true;
            return Ok(());
        }
        Err(meta.error(
            "unknown option of `#[differentiable]`\nhelp: the options are `recursive`, `crate = \"path\"` and `always`",
        ))
    });
    if let Err(error) = parser.parse2(args) {
        errors.push(error);
    }
    Options { root, strategy, recursive }
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
            GenericParam::Type(ty) if is_scalar(generics, &ty.ident) => {
                scalars += 1;
                if scalars > 1 {
                    let message = format!("`{}` is a second scalar", ty.ident);
                    errors.at(&ty.ident, message, "use one type parameter with the bound `micrograd::Scalar`");
                }
            }
            GenericParam::Type(_) | GenericParam::Const(_) => {}
        }
    }
}

fn mode(function: &ItemFn) -> Mode {
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
    // the reals of a type of the user's are `f64`, as far as is known
    Mode::Plain(inputs.chain(output).find_map(first_real).unwrap_or("f64"))
}

/// The first of `f64` and `f32` that a type mentions.
fn first_real(ty: &Type) -> Option<&'static str> {
    let words = quote!(#ty).to_string();
    let mut words = words.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.find_map(|w| ["f64", "f32"].into_iter().find(|real| *real == w))
}

fn is_scalar(generics: &Generics, name: &Ident) -> bool {
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

fn param(k: usize, arg: &FnArg, reading: Reading<'_>, errors: &mut Errors) -> Option<Param> {
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
    let ty = Ty::read(ty, reading, errors);
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
    let writes = params.iter().any(|p| p.ty.is_mut() && p.ty.has_real());
    if !params.iter().any(|p| p.ty.has_real()) {
        no_real(function, errors);
    } else if result.has_real() || writes {
        // there is something to differentiate
    } else if let ReturnType::Type(_, ty) = &function.sig.output {
        errors.at(
            ty,
            "the result has no real number in it, so there is nothing to differentiate",
            "return a real, write to a `&mut` parameter, or remove `#[differentiable]`",
        );
    } else {
        errors.at(
            &function.sig.ident,
            "the function returns nothing",
            "return the real number to differentiate, or write it to a `&mut` parameter",
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
