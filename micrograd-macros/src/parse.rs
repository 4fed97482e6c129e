//! Tokens to [`Input`]: the options of the attribute and the function under it.
mod options;
mod precision;
mod signature;

use crate::analyse::Strategy;
use crate::errors::Errors;
use crate::kinds::Kind;
use crate::names::Names;
use crate::owner::{Owner, Receiver};
use crate::prepare;
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::{Over, Ty};
use options::Options;
pub use precision::{REALS, only_real};
use proc_macro2::{Ident, Span};
use quote::format_ident;
pub use signature::is_scalar;
use signature::{check_generics, check_qualifiers, has_scalar, inert, mode, name_impls, name_patterns};
use syn::{FnArg, Generics, ItemFn, Pat, PatIdent, PatType, Path, ReturnType, Type};

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
    /// How the user's method takes it, if it is `self`; the companion always takes a reference.
    pub receiver: Option<Receiver>,
    /// Whether `wrt(..)` leaves it out.
    pub constant: bool,
    /// Whether `wrt(..)` names it.
    pub listed: bool,
}

impl Param {
    /// Whether there is a derivative by it.
    pub fn varies(&self) -> bool {
        self.ty.has_real() && !self.constant
    }

    /// Whether the user gives it by value, and the companion takes a reference.
    pub fn is_owned_self(&self) -> bool {
        self.receiver == Some(Receiver::Value)
    }

    /// The type of its tangent; one that is left out has none.
    pub fn tangent(&self, over: &Over<'_>) -> TokenStream {
        if self.constant { no_tangent(over) } else { self.ty.tangent(over) }
    }

    /// What a reference to its tangent points to.
    pub fn tangent_place(&self, over: &Over<'_>) -> TokenStream {
        if self.constant { no_tangent(over) } else { self.ty.tangent_place(over) }
    }

    /// A reference to it, where it is one or is `self` by value.
    pub fn reference(&self) -> TokenStream {
        let ident = &self.ident;
        if self.is_owned_self() { quote!(&#ident) } else { ident.to_token_stream() }
    }
}

fn no_tangent(over: &Over<'_>) -> TokenStream {
    let root = over.root;
    quote!(#root::NoTan)
}

/// The first derivatives of a function by functions of the user's.
#[derive(Clone)]
pub struct ByHand {
    /// What `vjp_f` would be.
    pub vjp: Path,
    /// What `jvp_f` would be.
    pub jvp: Option<Path>,
}

/// A function that `#[differentiable]` accepts.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is another property of the function")]
pub struct Input {
    /// The user's function, token for token.
    pub function: ItemFn,
    /// Every name in it.
    pub names: Names,
    /// Where it stands, if it is a method.
    pub owner: Option<Owner>,
    /// What its reals are.
    pub mode: Mode,
    /// The other real type, in a function that mixes `f32` and `f64`.
    pub other: Option<&'static str>,
    /// Whether that is an `f64` that no name shows.
    pub unseen: bool,
    /// Its parameters in order.
    pub params: Vec<Param>,
    /// Its result.
    pub result: Ty,
    /// The function's generics, with a name for every `impl Trait`.
    pub generics: Generics,
    /// The type parameters that are not the scalar: their values carry no derivative.
    pub inert: Vec<Ident>,
    /// The functions for users that are wanted; all of them if there is no list.
    pub modes: Option<Vec<Ident>>,
    /// The partials that the user gives.
    pub partials: Option<Vec<syn::Expr>>,
    /// The VJP that the user gives, and maybe the JVP.
    pub by_hand: Option<ByHand>,
    /// Whether the pullback is boxed, so that the function may call itself.
    pub recursive: bool,
    /// Whether its sweeps are listed for people.
    pub explain: bool,
    /// The name of the scalar parameter in emitted code.
    pub scalar: Ident,
    /// The same, as code.
    pub scalar_tokens: TokenStream,
    /// Whether the body mentions a real type, which a conversion does.
    mentions_real: bool,
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

    /// The name of a function of the companion: `fwd_at`, or `fwd_energy` of the method `energy`.
    pub fn companion_name(&self, prefix: &str) -> Ident {
        let name = self.name();
        match &self.owner {
            None => format_ident!("{prefix}_at"),
            Some(_) => format_ident!("{prefix}_{}", crate::names::plain(name), span = name.span()),
        }
    }

    /// The function with parameters that no name in it is hidden by; the receiver keeps its own.
    pub fn renamed(&self) -> Self {
        let mut input = self.clone();
        for (k, param) in input.params.iter_mut().enumerate().filter(|(_, p)| p.receiver.is_none()) {
            param.ident = self.names.unused(&format!("arg{k}"), Span::mixed_site());
        }
        input
    }

    /// How written types are read.
    pub fn reading(&self) -> Reading<'_> {
        Reading { mode: &self.mode, other: self.other, inert: &self.inert }
    }

    /// Whether its reals are plain floats, so that there is a twin over any scalar.
    pub fn is_plain(&self) -> bool {
        matches!(self.mode, Mode::Plain(_))
    }

    /// The real of the other precision over the function's scalar.
    pub fn other_scalar(&self) -> Option<TokenStream> {
        let (s, root) = (&self.scalar, &self.root);
        self.other.map(|real| {
            if real == "f32" { quote!(<#s as #root::Scalar>::Single) } else { quote!(<#s as #root::Scalar>::Double) }
        })
    }

    /// The scalar that stands for `f64`, or for the function's one real type.
    pub fn double(&self) -> TokenStream {
        match self.other {
            Some("f64") => self.other_scalar().unwrap_or_default(),
            _ => self.scalar_tokens.clone(),
        }
    }

    /// The user's type of a real.
    pub fn plain_real(&self, kind: &Kind) -> Option<Ident> {
        let name = match (kind, &self.mode) {
            (Kind::Real, Mode::Plain(own)) => Some(*own),
            (Kind::Other, _) => self.other,
            _ => None,
        };
        name.map(|name| Ident::new(name, Span::call_site()))
    }

    /// Whether it converts to a plain float, from a real of the other precision maybe that nothing shows.
    pub fn converts(&self) -> bool {
        self.is_plain() && self.mentions_real
    }

    /// Whether a value of a type goes through the image over the user's own scalar.
    pub fn mirrors(&self, ty: &Ty) -> bool {
        self.is_plain() && ty.has_mirror()
    }
}

/// What the names of types mean.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// What the function's reals are.
    pub mode: &'a Mode,
    /// The other real type, in a function that mixes `f32` and `f64`.
    pub other: Option<&'static str>,
    /// Type parameters that are not the scalar.
    pub inert: &'a [Ident],
}

/// Reads the attribute's options and the function's signature; reports everything that is not supported in them. `names`
/// are all in the function. A method comes with its owner, and its receiver as a typed parameter.
pub fn parse(
    args: proc_macro2::TokenStream,
    mut function: ItemFn,
    mut names: Names,
    owner: Option<Owner>,
    errors: &mut Errors,
) -> Option<Input> {
    let Options { root, strategy, recursive, explain, modes, wrt, partials, vjp, jvp } = options::options(args, errors);
    check_qualifiers(&function, errors);
    prepare::check_attributes(&function, errors);
    name_patterns(&mut function, &mut names);
    let mut sig = function.sig.clone();
    name_impls(&mut sig);
    let mut generics = sig.generics.clone();
    generics.params.extend(owner.iter().flat_map(|owner| owner.generics.params.clone()));
    check_generics(&generics, errors);
    let reals = precision::Reals::of(&function);
    let mixed = reals.mixed(&function, owner.as_ref()).filter(|_| !has_scalar(&generics));
    let mode = mixed.unwrap_or_else(|| mode(&function, &generics));
    let other = reals.other(&mode);
    if !errors.is_empty() {
        return None;
    }
    let inert = inert(&generics, &mode);
    let reading = Reading { mode: &mode, other, inert: &inert };
    let params: Vec<_> = sig.inputs.iter().enumerate().map(|(k, arg)| param(k, arg, reading, errors)).collect();
    let result = match &sig.output {
        ReturnType::Type(_, ty) => {
            refuse_view(ty, errors);
            precision::read(ty, reading, errors)
        }
        ReturnType::Default => Some(Ty::Tuple(Vec::new())),
    };
    let (mut params, result) = (params.into_iter().collect::<Option<Vec<_>>>()?, result?);
    if let Some(receiver) = owner.as_ref().and_then(|owner| owner.receiver) {
        params[0].receiver = Some(receiver);
    }
    with_respect_to(wrt.as_deref(), &mut params, errors);
    // a method that gives an integer is marked so that the image of the type has it too
    check_reals(&function, &params, &result, owner.is_some(), errors);
    let scalar = scalar(&names, &mode);
    errors.is_empty().then(|| Input {
        names,
        scalar_tokens: quote!(#scalar),
        generics: sig.generics,
        mentions_real: reals.in_body(),
        function,
        modes,
        partials,
        by_hand: vjp.map(|vjp| ByHand { vjp, jvp }),
        owner,
        mode,
        other,
        unseen: false,
        params,
        result,
        inert,
        recursive,
        explain,
        scalar,
        strategy,
        root,
    })
}

/// The user's own scalar parameter, or `S` unless the function mentions that name.
fn scalar(names: &Names, mode: &Mode) -> Ident {
    match mode {
        Mode::Generic(own) => own.clone(),
        Mode::Plain(_) => names.unused("S", Span::call_site()),
    }
}

fn param(k: usize, arg: &FnArg, reading: Reading<'_>, errors: &mut Errors) -> Option<Param> {
    let PatType { pat, ty, .. } = match arg {
        FnArg::Typed(typed) => typed,
        FnArg::Receiver(receiver) => {
            errors.at(
                receiver,
                "a method needs `#[differentiable]` on its `impl` too",
                "write `#[differentiable]` in front of the `impl` block, and leave it on the method",
            );
            return None;
        }
    };
    let ty = precision::read(ty, reading, errors);
    match &**pat {
        Pat::Ident(PatIdent { by_ref: None, subpat: None, ident, mutability, .. }) => Some(Param {
            ident: ident.clone(),
            mutable: mutability.is_some(),
            ty: ty?,
            receiver: None,
            constant: false,
            listed: false,
        }),
        Pat::Wild(underscore) => {
            let ident = Ident::new(&format!("_{k}"), underscore.underscore_token.span);
            Some(Param { ident, mutable: false, ty: ty?, receiver: None, constant: false, listed: false })
        }
        other => {
            errors.at(other, "a parameter must be a plain name", "give it a name and take it apart with `let`");
            None
        }
    }
}

/// Which parameters derivatives are taken by. What is behind a `&mut` is a result in any case.
fn with_respect_to(wrt: Option<&[Ident]>, params: &mut [Param], errors: &mut Errors) {
    let Some(wrt) = wrt else { return };
    for name in wrt {
        let known = params.iter().find(|p| p.ident == *name);
        if !known.is_some_and(|p| p.ty.has_real()) {
            let help = "name parameters with reals in them";
            errors.at(name, format!("the function has no real-valued parameter `{name}`"), help);
        }
    }
    for param in params.iter_mut() {
        param.listed = wrt.contains(&param.ident);
        param.constant = !param.listed && !param.ty.is_mut();
        if param.constant {
            param.ty = param.ty.clone().without_derivative();
        }
    }
}

/// What a function returns is its own: the derivative of a view would belong to the argument that it shows.
fn refuse_view(ty: &Type, errors: &mut Errors) {
    let items: Vec<&Type> = match ty {
        Type::Tuple(tuple) => tuple.elems.iter().collect(),
        ty => vec![ty],
    };
    for view in items.into_iter().filter(|ty| matches!(ty, Type::Reference(_))) {
        let help = "return a copy, or the index of what is meant, and take the view where the function is called";
        errors.at(view, "a differentiable function that returns a view of its argument", help);
    }
}

fn check_reals(function: &ItemFn, params: &[Param], result: &Ty, in_impl: bool, errors: &mut Errors) {
    let writes = params.iter().any(|p| p.ty.is_mut() && p.ty.has_real());
    if !params.iter().any(|p| p.ty.has_real()) {
        no_real(function, errors);
    } else if result.has_real() || writes || in_impl {
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
