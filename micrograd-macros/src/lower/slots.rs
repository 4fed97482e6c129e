//! What a loop keeps from item to item for a fold, a search or a maximum: numbers are carried, a reference is carried
//! as its indices, anything else stays in memory.
use super::Lower;
use super::scope::{Binding, Local};
use super::streams::located;
use crate::ir::{Bounds, Operand, Place, Projection, Rvalue, Stmt, Var};
use crate::kinds::Kind;
use proc_macro2::Span;
use quote::quote;
use syn::Member;

/// Where something is kept.
#[derive(Clone)]
pub(super) enum Slot {
    /// A number.
    Number(Local),
    /// A reference: the place, with a local for each of its indices that is a variable.
    Place(Place, Vec<Local>, bool),
    /// The parts of a tuple.
    Parts(Vec<Slot>),
    /// Anything else.
    Memory(Var),
}

impl Lower<'_> {
    /// A slot that starts with a value.
    pub(super) fn slot(&mut self, first: Binding, name: &str, span: Span) -> Slot {
        match first {
            Binding::Parts(parts) => Slot::Parts(parts.into_iter().map(|part| self.slot(part, name, span)).collect()),
            other => {
                let value = self.materialise(other, &located(span));
                self.slot_of(value, name, span)
            }
        }
    }

    fn slot_of(&mut self, value: Operand, name: &str, span: Span) -> Slot {
        match self.kind_of(&value) {
            Kind::Tup(_) => {
                let parts = self.fields(&value, span);
                Slot::Parts(parts.into_iter().map(|part| self.slot_of(part, name, span)).collect())
            }
            kind if kind.is_scalar() => Slot::Number(self.keep(value, name, span)),
            // what a call gives may be a type of the user's
            _ => Slot::Memory(self.variable(value, name, span)),
        }
    }

    /// A local that a loop may carry.
    fn keep(&mut self, value: Operand, name: &str, span: Span) -> Local {
        let (name, kind) = (self.names.fresh(name, span), self.kind_of(&value));
        self.scopes.declare(&name, Binding::Value(value), kind)
    }

    /// A memory variable that starts with a value.
    pub(super) fn variable(&mut self, value: Operand, name: &str, span: Span) -> Var {
        let (name, kind) = (self.names.fresh(name, span), self.kind_of(&value));
        let var = self.new_var(name, kind, span);
        self.push(Stmt::Let(var, Rvalue::Use(value)));
        self.vars[var.0].memory = true;
        var
    }

    /// The parts of a tuple.
    pub(super) fn fields(&mut self, tuple: &Operand, span: Span) -> Vec<Operand> {
        let (Kind::Tup(items), Some(var)) = (self.kind_of(tuple), tuple.var()) else { return Vec::new() };
        let place = |k: usize| Place::whole(var).then(Projection::Field(Member::from(k)));
        (0..items.len()).map(|k| self.load(place(k), &located(span))).collect()
    }

    /// A slot for something like `item`, before there is one; variables from number `outside` on are the loop's own.
    /// Nothing if it is no number and no reference.
    pub(super) fn empty_slot(&mut self, item: &Binding, outside: usize, name: &str, span: Span) -> Option<Slot> {
        match item {
            Binding::Parts(parts) => {
                let slots = parts.iter().map(|part| self.empty_slot(part, outside, name, span));
                slots.collect::<Option<Vec<_>>>().map(Slot::Parts)
            }
            Binding::Alias(place, mutable) if place.base.0 < outside => {
                let holes = holes(place).len();
                let zero = || Operand::plain(quote!(0usize), Kind::Int);
                let indices = (0..holes).map(|_| self.keep(zero(), name, span)).collect();
                Some(Slot::Place(place.clone(), indices, *mutable))
            }
            other => {
                let kind = self.binding_kind(other);
                self.empty_slot_of(&kind, name, span)
            }
        }
    }

    fn empty_slot_of(&mut self, kind: &Kind, name: &str, span: Span) -> Option<Slot> {
        let value = match self.kinds.resolve(kind) {
            Kind::Tup(items) => {
                let slots = items.iter().map(|item| self.empty_slot_of(item, name, span));
                return slots.collect::<Option<Vec<_>>>().map(Slot::Parts);
            }
            kind if self.kinds.is_real(&kind) => self.real_of(quote!(0.0), kind, span),
            // a field, for example: the compiler sees whether it is a number
            kind @ Kind::Unknown(_) => {
                let root = &self.input.root;
                let vacant = Operand::plain(quote::quote_spanned!(span=> #root::rt::vacant()), kind);
                return Some(Slot::Memory(self.variable(vacant, name, span)));
            }
            kind => Operand::plain(default(&kind)?, kind),
        };
        Some(Slot::Number(self.keep(value, name, span)))
    }
}

/// A value that stands where none was found yet.
fn default(kind: &Kind) -> Option<proc_macro2::TokenStream> {
    Some(match kind {
        Kind::Float => quote!(0.0),
        Kind::Int => quote!(0),
        Kind::Bool => quote!(false),
        Kind::Unit => quote!(()),
        _ => return None,
    })
}

impl Slot {
    /// The locals that the loop carries.
    pub(super) fn locals(&self) -> Vec<Local> {
        match self {
            Slot::Number(local) => vec![*local],
            Slot::Place(_, locals, _) => locals.clone(),
            Slot::Parts(parts) => parts.iter().flat_map(Slot::locals).collect(),
            Slot::Memory(_) => Vec::new(),
        }
    }

    /// Whether a number that may have a derivative is among what is kept.
    pub(super) fn holds_reals(&self, lower: &Lower<'_>) -> bool {
        match self {
            Slot::Number(local) => !lower.kind_of(&lower.number(*local)).is_inactive(),
            Slot::Parts(parts) => parts.iter().any(|part| part.holds_reals(lower)),
            Slot::Place(..) => false,
            Slot::Memory(_) => true,
        }
    }

    /// What is kept now.
    pub(super) fn get(&self, lower: &mut Lower<'_>) -> Binding {
        match self {
            Slot::Number(local) => Binding::Value(lower.number(*local)),
            Slot::Place(place, locals, mutable) => {
                let mut place = place.clone();
                for (hole, local) in holes_mut(&mut place).into_iter().zip(locals) {
                    *hole = lower.number(*local);
                }
                Binding::Alias(place, *mutable)
            }
            Slot::Parts(parts) => Binding::Parts(parts.iter().map(|part| part.get(lower)).collect()),
            Slot::Memory(var) => {
                let span = lower.vars[var.0].span;
                Binding::Value(lower.load(Place::whole(*var), &located(span)))
            }
        }
    }

    /// Keeps something else.
    pub(super) fn set(&self, lower: &mut Lower<'_>, value: Binding, span: Span) {
        let at = located(span);
        match (self, value) {
            (Slot::Parts(slots), Binding::Parts(parts)) => {
                for (slot, part) in slots.iter().zip(parts) {
                    slot.set(lower, part, span);
                }
            }
            (Slot::Parts(slots), value) => {
                let value = lower.materialise(value, &at);
                let parts = lower.fields(&value, span);
                for (slot, part) in slots.iter().zip(parts) {
                    slot.set(lower, Binding::Value(part), span);
                }
            }
            (Slot::Place(_, locals, _), Binding::Alias(place, _)) => {
                for (local, index) in locals.iter().zip(holes(&place)) {
                    lower.scopes.set(*local, index.clone());
                }
            }
            (Slot::Number(local), value) => {
                let value = lower.materialise(value, &at);
                let kind = lower.scopes.info(*local).kind.clone();
                lower.expect(&value, &kind, &at);
                lower.scopes.set(*local, value);
            }
            (Slot::Memory(var), value) => {
                let value = lower.materialise(value, &at);
                let kind = lower.vars[var.0].kind.clone();
                lower.expect(&value, &kind, &at);
                lower.push(Stmt::Store(Place::whole(*var), value));
            }
            (Slot::Place(..), _) => {}
        }
    }
}

/// The variables among the indices of a place.
fn holes(place: &Place) -> Vec<&Operand> {
    place.indices().filter(|op| op.var().is_some()).collect()
}

fn holes_mut(place: &mut Place) -> Vec<&mut Operand> {
    let steps = place.projections.iter_mut().flat_map(|step| match step {
        Projection::Index(op) => vec![op],
        Projection::Range(Bounds { from, to, .. }) => from.iter_mut().chain(to).collect(),
        Projection::Field(_) | Projection::Deref | Projection::View(_) | Projection::Payload(..) => Vec::new(),
    });
    steps.filter(|op| op.var().is_some()).collect()
}
