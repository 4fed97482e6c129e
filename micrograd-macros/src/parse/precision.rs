//! `f32` and `f64` in one function. One of them is the function's scalar `S`, the other is written over it:
//! `S::Single` where `S` stands for `f64`, `S::Double` where it stands for `f32`.
use super::{Mode, Reading};
use crate::errors::{Errors, show};
use crate::owner::Owner;
use crate::types::Ty;
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{Attribute, Expr, FnArg, GenericArgument, ItemFn, Macro, PathArguments, Type};

/// The names of the real types.
pub const REALS: [&str; 2] = ["f64", "f32"];

/// The reals that a function mentions.
pub struct Reals {
    signature: Mentions,
    body: Mentions,
}

impl Reals {
    /// Those of a function.
    pub fn of(function: &ItemFn) -> Self {
        let (mut signature, mut body) = (Mentions::default(), Mentions::default());
        signature.visit_signature(&function.sig);
        body.visit_block(&function.block);
        Reals { signature, body }
    }

    /// Whether the body mentions a real type, which a conversion does.
    pub fn in_body(&self) -> bool {
        self.body.single || self.body.double
    }

    /// Whether the function mixes both. One whose signature mentions neither has the reals of the types in it, which may
    /// be `f64` where the body mentions `f32`.
    fn mixes(&self) -> bool {
        let Reals { signature, body } = self;
        (signature.single || body.single) && (signature.double || body.double || !signature.single)
    }

    /// The scalar of a function that mixes both, if it is one. The caller must be able to infer it: it is the real that
    /// the parameters mention first, and that of a method is the scalar of its type, which is taken for an `f64`.
    pub fn mixed(&self, function: &ItemFn, owner: Option<&Owner>) -> Option<Mode> {
        let in_trait = owner.is_some_and(|owner| owner.in_trait);
        if !self.mixes() || (in_trait && !(self.signature.single && self.signature.double)) {
            return None;
        }
        let inputs = function.sig.inputs.iter().filter_map(|arg| match arg {
            FnArg::Typed(typed) => Some(&*typed.ty),
            FnArg::Receiver(_) => None,
        });
        let first = inputs.filter(|_| owner.is_none()).find_map(first_real);
        Some(Mode::Plain(first.unwrap_or("f64")))
    }

    /// The real type of the function beside its scalar.
    pub fn other(&self, mode: &Mode) -> Option<&'static str> {
        match mode {
            Mode::Plain(own) if self.mixes() => REALS.into_iter().find(|real| real != own),
            _ => None,
        }
    }
}

/// The real that some code mentions, if that is one alone.
pub fn only_real(code: &Expr) -> Option<&'static str> {
    let mut found = Mentions::default();
    found.visit_expr(code);
    match found {
        Mentions { single: true, double: false } => Some("f32"),
        Mentions { single: false, double: true } => Some("f64"),
        _ => None,
    }
}

/// The first real in a type through which its scalar is inferred.
fn first_real(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Paren(inner) => first_real(&inner.elem),
        Type::Group(inner) => first_real(&inner.elem),
        Type::Reference(r) => first_real(&r.elem),
        Type::Array(array) => first_real(&array.elem),
        Type::Slice(slice) => first_real(&slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter().find_map(first_real),
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let container = last.ident == "Vec" || last.ident == "Option";
            let own = REALS.into_iter().find(|real| path.path.is_ident(real));
            own.or_else(|| match &last.arguments {
                PathArguments::AngleBracketed(args) => args.args.iter().find_map(|arg| match arg {
                    // the image of a type over `f32` does not tell its scalar
                    GenericArgument::Type(ty) => first_real(ty).filter(|real| container || *real == "f64"),
                    _ => None,
                }),
                _ => None,
            })
        }
        _ => None,
    }
}

/// Reads the type of a parameter or of the result.
pub fn read(written: &Type, cx: Reading<'_>, errors: &mut Errors) -> Option<Ty> {
    let ty = Ty::read(written, cx, errors)?;
    if cx.other.is_some() && !is_mapped(&ty, cx) {
        let message = format!("a sequence with an `f32` beside a type of yours: `{}`", show(written));
        errors.at(written, message, "in a function that mixes `f32` and `f64`, pass them apart");
        return None;
    }
    Some(ty)
}

/// Whether every sequence is mapped to its image over one scalar: a type of the user's may be of either.
fn is_mapped(ty: &Ty, cx: Reading<'_>) -> bool {
    let single = |leaf: &Ty| match leaf {
        Ty::Real => *cx.mode == Mode::Plain("f32"),
        Ty::Other => cx.other == Some("f32"),
        _ => false,
    };
    match ty {
        Ty::Tuple(items) => items.iter().all(|item| is_mapped(item, cx)),
        Ty::Ref(inner, _) => is_mapped(inner, cx),
        ty => !ty.has_mirror() || !ty.leaves().into_iter().any(single),
    }
}

/// Which reals some code mentions.
#[derive(Default)]
struct Mentions {
    single: bool,
    double: bool,
}

impl Mentions {
    fn word(&mut self, word: &str) {
        self.single |= word == "f32";
        self.double |= word == "f64";
    }

    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => self.word(&ident.to_string()),
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => self.number(&literal.to_string()),
                TokenTree::Punct(_) => {}
            }
        }
    }

    fn number(&mut self, literal: &str) {
        if literal.starts_with(|c: char| c.is_ascii_digit()) && !literal.starts_with("0x") {
            REALS.into_iter().filter(|real| literal.ends_with(real)).for_each(|real| self.word(real));
        }
    }
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_ident(&mut self, ident: &'ast Ident) {
        self.word(&ident.to_string());
    }

    fn visit_lit(&mut self, literal: &'ast syn::Lit) {
        match literal {
            syn::Lit::Int(number) => self.word(number.suffix()),
            syn::Lit::Float(number) => self.word(number.suffix()),
            _ => {}
        }
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        self.tokens(mac.tokens.clone());
    }
}
