//! Patterns of `let`, `for` and `match`.
use super::Lower;
use super::scope::Binding;
use crate::ir::{Operand, Place, Projection};
use crate::kinds::Kind;
use quote::quote;
use syn::{Member, Pat, PatIdent, Type};

impl Lower<'_> {
    /// Binds the names of `pat` to `value`.
    pub(super) fn bind(&mut self, pat: &Pat, value: Binding, kind: &Kind, ty: Option<&Type>) {
        match (pat, value) {
            (Pat::Ident(_) | Pat::Wild(_), Binding::Alias(place, false)) if self.is_scalar_place(&place) => {
                let value = self.load(place.clone(), pat);
                self.bind(pat, Binding::Value(value), kind, ty);
                self.remember(pat, place);
            }
            (Pat::Ident(PatIdent { by_ref: None, subpat: None, ident, mutability, .. }), value) => {
                let own = self.binding_kind(&value);
                self.unify(&own, kind, pat);
                self.declare(ident, mutability.is_some(), value, kind, ty);
            }
            (Pat::Wild(_), _) => {}
            (Pat::Paren(inner), value) => self.bind(&inner.pat, value, kind, ty),
            (Pat::Type(typed), value) => self.bind(&typed.pat, value, kind, Some(&typed.ty)),
            (Pat::Reference(inner), Binding::Alias(place, _)) => {
                let value = Binding::Value(self.load(place, pat));
                self.bind(&inner.pat, value, kind, ty);
            }
            (Pat::Reference(inner), value) => self.bind(&inner.pat, value, kind, ty),
            (Pat::Tuple(tuple), value) => self.bind_tuple(tuple, value, kind),
            (Pat::Slice(slice), value) => self.bind_array(slice, value, kind),
            (other, _) => drop(self.reject(
                other,
                "this pattern is not understood",
                "bind plain names, tuples or fixed arrays of them, and take the rest apart in expressions",
            )),
        }
    }

    fn is_scalar_place(&mut self, place: &Place) -> bool {
        let kind = self.place_kind(place);
        self.is_scalar(&kind)
    }

    /// A reference to a number is read once; given to a function it is the reference that it was.
    fn remember(&mut self, pat: &Pat, place: Place) {
        if let Pat::Ident(name) = pat
            && let Some(local) = self.scopes.find(&name.ident)
        {
            self.referents.insert(local, place);
        }
    }

    pub(super) fn binding_kind(&mut self, value: &Binding) -> Kind {
        match value {
            Binding::Value(operand) => self.kind_of(operand),
            Binding::Memory(var) => self.vars[var.0].kind.clone(),
            Binding::Alias(place, _) => self.place_kind(place),
            Binding::Parts(parts) => Kind::Tup(parts.iter().map(|part| self.binding_kind(part)).collect()),
            Binding::Unset | Binding::Closure(_) => self.kinds.unknown(),
        }
    }

    fn bind_tuple(&mut self, tuple: &syn::PatTuple, value: Binding, kind: &Kind) {
        if let Some(rest) = tuple.elems.iter().find(|p| matches!(p, Pat::Rest(_))) {
            drop(self.reject(rest, "`..` in a pattern is not understood", "name every item, or write `_`"));
            return;
        }
        let items: Vec<_> = tuple.elems.iter().map(|_| self.kinds.unknown()).collect();
        let own = self.binding_kind(&value);
        self.unify(&own, &Kind::Tup(items.clone()), tuple);
        self.unify(kind, &own, tuple);
        if let Binding::Parts(parts) = value {
            for ((pat, part), kind) in tuple.elems.iter().zip(parts).zip(&items) {
                self.bind(pat, part, kind, None);
            }
            return;
        }
        let mutable = matches!(value, Binding::Alias(_, true));
        let Some(whole) = whole(value) else { return };
        for (k, (pat, kind)) in tuple.elems.iter().zip(&items).enumerate() {
            self.bind_part(pat, &whole, Projection::Field(Member::from(k)), (kind, mutable));
        }
    }

    fn bind_array(&mut self, slice: &syn::PatSlice, value: Binding, kind: &Kind) {
        if let Some(rest) = slice.elems.iter().find(|p| matches!(p, Pat::Rest(_))) {
            drop(self.reject(rest, "`..` in a pattern is not understood", "take the items by index"));
            return;
        }
        let item = self.kinds.unknown();
        let own = self.binding_kind(&value);
        self.unify(&own, &Kind::seq(item.clone()), slice);
        self.unify(kind, &own, slice);
        let mutable = matches!(value, Binding::Alias(_, true));
        let Some(whole) = whole(value) else { return };
        for (k, pat) in slice.elems.iter().enumerate() {
            let k = proc_macro2::Literal::usize_unsuffixed(k);
            self.bind_part(pat, &whole, Projection::Index(Operand::Plain(quote!(#k), Kind::Int)), (&item, mutable));
        }
    }

    fn bind_part(&mut self, pat: &Pat, whole: &Place, step: Projection, (kind, mutable): (&Kind, bool)) {
        let place = whole.then(step);
        if matches!(pat, Pat::Wild(_)) {
            return;
        }
        let value = if mutable { Binding::Alias(place, true) } else { Binding::Value(self.load(place, pat)) };
        self.bind(pat, value, kind, None);
    }
}

/// The place that a value to be taken apart stands in; nothing after an error.
fn whole(value: Binding) -> Option<Place> {
    match value {
        Binding::Value(Operand::Var(var)) | Binding::Memory(var) => Some(Place::whole(var)),
        Binding::Alias(place, _) => Some(place),
        Binding::Value(_) | Binding::Parts(_) | Binding::Closure(_) | Binding::Unset => None,
    }
}
