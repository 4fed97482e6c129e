//! `f32` and `f64` in one function: what each real is written over, and how one becomes the other.
use super::Emitter;
use crate::errors::located;
use crate::ir::{Operand, Var};
use crate::kinds::Kind;
use crate::parse::{Input, Mode};
use crate::tokens::{ToTokens, TokenStream, quote};
use syn::Type;

impl Emitter<'_> {
    /// The scalar that a real is written over.
    pub(super) fn scalar_of(&self, kind: &Kind) -> TokenStream {
        match kind {
            Kind::Other => self.input.other_scalar().unwrap_or_default(),
            _ => self.input.scalar_tokens.clone(),
        }
    }

    /// The type of a kind, as far as the kind tells: methods may be called on it before anything else does.
    pub(super) fn known_type(&self, kind: &Kind) -> TokenStream {
        match kind {
            real if real.is_real() => self.scalar_of(real),
            Kind::Bool => quote!(bool),
            Kind::Tup(items) => {
                let items = items.iter().map(|item| self.known_type(item));
                quote!((#(#items,)*))
            }
            _ => quote!(_),
        }
    }

    /// The zero of a real.
    pub(super) fn zero_of(&self, kind: &Kind) -> TokenStream {
        let (s, root) = (self.scalar_of(kind), &self.input.root);
        if *kind == Kind::Other { quote!(<#s as #root::Scalar>::ZERO) } else { quote!(#s::ZERO) }
    }

    /// `value as f32` where the value may be a real; nothing for an integer. Where the macro does not see which it is,
    /// the compiler does.
    pub(super) fn converted(&self, value: &TokenStream, from: &Kind, to: &Kind) -> Option<TokenStream> {
        let (root, s) = (&self.input.root, self.scalar_of(to));
        let to_single = self.input.plain_real(to).is_some_and(|real| real == "f32");
        match from {
            from if from == to => Some(value.clone()),
            _ if self.input.other.is_none() => Some(quote!(#root::rt::IntoReal::<#s>::into_real(#value))),
            Kind::Real | Kind::Other if to_single => Some(quote!(#root::Scalar::to_single(#value))),
            Kind::Real | Kind::Other => Some(quote!(#root::Scalar::to_double(#value))),
            inactive if inactive.is_inactive() => None,
            _ if to_single => Some(quote!(#root::rt::AsSingle::<#s>::as_single(#value))),
            _ => Some(quote!(#root::rt::AsDouble::<#s>::as_double(#value))),
        }
    }

    /// The adjoint of what was converted, by that of the result.
    pub(super) fn converted_back(&self, d: &TokenStream, from: &Kind, to: &Kind) -> Option<TokenStream> {
        let root = &self.input.root;
        let to_single = self.input.plain_real(to).is_some_and(|real| real == "f32");
        match from {
            real if real.is_real() => self.converted(d, to, real),
            _ if self.input.other.is_none() => Some(quote!(#root::rt::OfReal::of_real(#d))),
            inactive if inactive.is_inactive() => None,
            _ if to_single => Some(quote!(#root::rt::OfSingle::of_single(#d))),
            _ => Some(quote!(#root::rt::OfDouble::of_double(#d))),
        }
    }

    /// A cast of something that is no real.
    pub(super) fn to_real(&self, out: Var, op: &Operand, ty: &Type) -> TokenStream {
        let (op, root, s) = (self.operand(op), &self.input.root, self.scalar_of(&self.program.info(out).kind));
        let assert = located(quote!(#root::rt::assert_inactive(&#op);), self.program.info(out).span);
        quote!({ #assert #root::rt::lift::<#s, #ty>(#op as #ty) })
    }

    /// What lifts a constant. Where both precisions are mixed, the compiler knows which its reals have.
    pub(super) fn lift(&self, out: Var) -> TokenStream {
        located(self.lift_to(&self.program.info(out).kind), self.program.info(out).span)
    }

    fn lift_to(&self, kind: &Kind) -> TokenStream {
        let root = &self.input.root;
        if self.input.other.is_some() && !kind.is_real() {
            let double = if self.input.other == Some("f64") { Kind::Other } else { Kind::Real };
            let double = self.scalar_of(&double);
            return quote!(#root::rt::lift_mixed::<#double, _>);
        }
        let s = self.scalar_of(kind);
        if let Some(real) = self.input.plain_real(kind) {
            return quote!(#root::rt::lift::<#s, #real>);
        }
        let real = self.input.plain_real(&Kind::Real);
        quote!(#root::rt::lift_over::<#s, #real, _>)
    }

    /// A value that is given to a function or to a field, where a literal without a type takes that of its place.
    pub(super) fn given_value(&self, op: &Operand) -> TokenStream {
        let root = &self.input.root;
        match self.free_literal(op) {
            Some(literal) => quote!(#root::rt::literal(#literal, #literal)),
            None => self.owned(op),
        }
    }

    /// A literal without a type.
    pub(super) fn free_literal<'o>(&self, op: &'o Operand) -> Option<&'o TokenStream> {
        match op {
            Operand::Real(literal) if self.input.other.is_some() => Some(literal),
            _ => None,
        }
    }
}

/// A literal as a constant of the scalar that a real is written over.
pub fn real(input: &Input, literal: &impl ToTokens, kind: &Kind) -> TokenStream {
    let (s, root) = (&input.scalar, &input.root);
    match (&input.mode, kind, input.other_scalar()) {
        (Mode::Plain("f64"), Kind::Other, Some(single)) => quote!(#root::rt::from_f32::<#single>(#literal)),
        (_, Kind::Other, Some(double)) => quote!(<#double as #root::Scalar>::from_f64(#literal)),
        (Mode::Plain("f32"), ..) => quote!(#root::rt::from_f32::<#s>(#literal)),
        _ => quote!(#s::from_f64(#literal)),
    }
}
