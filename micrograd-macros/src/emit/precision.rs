//! `f32` and `f64` in one function: what each real is written over, and how one becomes the other.
use super::Emitter;
use crate::ir::{Operand, Var};
use crate::kinds::Kind;
use crate::parse::{Input, Mode};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;

impl Emitter<'_> {
    /// The scalar that a real is written over.
    pub(super) fn scalar_of(&self, kind: &Kind) -> TokenStream {
        match kind {
            Kind::Other => self.input.other_scalar().unwrap_or_default(),
            _ => self.input.scalar_tokens.clone(),
        }
    }

    /// The zero of a real.
    pub(super) fn zero_of(&self, kind: &Kind) -> TokenStream {
        let (s, root) = (self.scalar_of(kind), &self.input.root);
        if *kind == Kind::Other { quote!(<#s as #root::Scalar>::ZERO) } else { quote!(#s::ZERO) }
    }

    /// The user's type of a real.
    pub(super) fn plain_real(&self, kind: &Kind) -> Option<Ident> {
        let name = match (kind, &self.input.mode) {
            (Kind::Real, Mode::Plain(own)) => Some(*own),
            (Kind::Other, _) => self.input.other,
            _ => None,
        };
        name.map(|name| Ident::new(name, Span::call_site()))
    }

    /// A real as a real of maybe the other precision; nothing for anything else.
    pub(super) fn converted(&self, value: &TokenStream, from: &Kind, to: &Kind) -> Option<TokenStream> {
        let root = &self.input.root;
        let to_single = self.plain_real(to).is_some_and(|real| real == "f32");
        match (from.is_real() && to.is_real(), from == to) {
            (false, _) => None,
            (true, true) => Some(value.clone()),
            (true, false) if to_single => Some(quote!(#root::Scalar::to_single(#value))),
            (true, false) => Some(quote!(#root::Scalar::to_double(#value))),
        }
    }

    /// A cast of something that is no real.
    pub(super) fn to_real(&self, out: Var, op: &Operand, ty: &Type) -> TokenStream {
        let (op, root, s) = (self.operand(op), &self.input.root, self.scalar_of(&self.program.info(out).kind));
        quote!({ #root::rt::assert_inactive(&#op); #root::rt::lift::<#s, _>(#op as #ty) })
    }

    /// What lifts a constant. Where both precisions are mixed, its reals must be of the one that it is lifted to.
    pub(super) fn lift(&self, out: Var) -> TokenStream {
        let (kind, root) = (&self.program.info(out).kind, &self.input.root);
        if self.input.other.is_none() || kind.is_real() {
            let (s, ty) = (self.scalar_of(kind), self.plain_real(kind));
            let ty = ty.map_or(quote!(_), |ty| ty.to_token_stream());
            return quote!(#root::rt::lift::<#s, #ty>);
        }
        let double = if self.input.other == Some("f64") { Kind::Other } else { Kind::Real };
        let of = match (kind.has(&Kind::Real), kind.has(&Kind::Other)) {
            (true, false) => Kind::Real,
            (false, true) => Kind::Other,
            _ => double,
        };
        let (s, real) = (self.scalar_of(&of), self.plain_real(&of));
        quote!(#root::rt::lift_of::<#real, #s, _>)
    }

    /// What an argument is that may be a literal without a type.
    pub(super) fn free_literal<'o>(&self, op: &'o Operand) -> Option<&'o TokenStream> {
        match op {
            Operand::Real(literal) if self.input.other.is_some() => Some(literal),
            _ => None,
        }
    }
}

/// A literal as a constant of the scalar that a real is written over.
pub fn real(input: &Input, literal: &TokenStream, kind: &Kind) -> TokenStream {
    let (s, root) = (&input.scalar, &input.root);
    match (&input.mode, kind, input.other_scalar()) {
        (Mode::Plain("f64"), Kind::Other, Some(single)) => quote!(#root::rt::from_f32::<#single>(#literal)),
        (_, Kind::Other, Some(double)) => quote!(<#double as #root::Scalar>::from_f64(#literal)),
        (Mode::Plain("f32"), ..) => quote!(#root::rt::from_f32::<#s>(#literal)),
        _ => quote!(#s::from_f64(#literal)),
    }
}
