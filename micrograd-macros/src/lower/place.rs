//! Places: which part of which variable an expression names.
use super::Lower;
use super::scope::Binding;
use crate::ir::{Operand, Place, Projection, Rvalue};
use crate::kinds::Kind;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, Member, UnOp};

impl Lower<'_> {
    /// The place that `expr` names; a value that is no place is put into a variable first.
    pub(super) fn place(&mut self, expr: &Expr) -> Place {
        match expr {
            Expr::Paren(e) => self.place(&e.expr),
            Expr::Group(e) => self.place(&e.expr),
            Expr::Reference(e) if e.mutability.is_none() => self.place(&e.expr),
            Expr::Unary(e) if matches!(e.op, UnOp::Deref(_)) => self.place(&e.expr),
            Expr::Path(path) => match path.path.get_ident().and_then(|name| self.scopes.find(name)) {
                Some(local) => match self.scopes.binding(local).clone() {
                    Binding::Memory(var) => Place::whole(var),
                    Binding::Alias(place) => place,
                    Binding::Value(operand) => self.hold(operand, expr),
                    Binding::Unset => self.hold(Operand::Poison, expr),
                },
                None => self.value_place(expr),
            },
            Expr::Index(e) => self.index_place(e),
            Expr::Field(e) => self.field_place(e),
            _ => self.value_place(expr),
        }
    }

    fn value_place(&mut self, expr: &Expr) -> Place {
        let value = self.expr(expr);
        self.hold(value, expr)
    }

    /// A place that holds a value.
    fn hold(&mut self, value: Operand, at: &impl ToTokens) -> Place {
        let var = match value {
            Operand::Var(var) => var,
            other => {
                let kind = self.kind_of(&other);
                match self.define(kind, Rvalue::Use(other), at.span()) {
                    Operand::Var(var) => var,
                    _ => unreachable!("a definition is a variable"),
                }
            }
        };
        Place::whole(var)
    }

    fn index_place(&mut self, e: &syn::ExprIndex) -> Place {
        let mut place = self.place(&e.expr);
        if let Expr::Range(range) = strip(&e.index) {
            let help = "take the elements by index, `x[a + i]`, or pass the bounds as integers";
            self.reject(range, "parts of slices are not supported yet", help);
            return place;
        }
        let kind = self.place_kind(&place);
        let item = self.kinds.unknown();
        self.unify(&kind, &Kind::seq(item), &e.expr);
        let index = self.expr(&e.index);
        self.expect(&index, &Kind::Int, &e.index);
        place.projections.push(Projection::Index(index));
        place
    }

    fn field_place(&mut self, e: &syn::ExprField) -> Place {
        let mut place = self.place(&e.base);
        match &e.member {
            Member::Unnamed(_) => place.projections.push(Projection::Field(e.member.clone())),
            Member::Named(name) => {
                let help = "pass the field's value as a parameter of its own";
                self.reject(name, "fields of structs are not supported yet", help);
            }
        }
        place
    }

    /// What stands in a place, as far as it is known.
    pub(super) fn place_kind(&mut self, place: &Place) -> Kind {
        let mut kind = self.vars[place.base.0].kind.clone();
        for step in &place.projections {
            kind = match (step, self.kinds.resolve(&kind)) {
                (Projection::Deref, same) => same,
                (Projection::Index(_), Kind::Seq(item)) => *item,
                (Projection::Index(_), unknown @ Kind::Unknown(_)) => {
                    let item = self.kinds.unknown();
                    // an unknown agrees with everything
                    let _ = self.kinds.unify(&unknown, &Kind::seq(item.clone()));
                    item
                }
                (Projection::Field(Member::Unnamed(k)), Kind::Tup(items)) => {
                    items.get(k.index as usize).cloned().unwrap_or(Kind::Poison)
                }
                (Projection::Field(_), Kind::Unknown(_)) => self.kinds.unknown(),
                (_, _) => Kind::Poison,
            };
        }
        self.kinds.resolve(&kind)
    }

    /// Reads a place.
    pub(super) fn load(&mut self, place: Place, at: &impl ToTokens) -> Operand {
        let kind = self.place_kind(&place);
        let info = &self.vars[place.base.0];
        if place.projections.is_empty() && !info.memory && !info.is_ref {
            return Operand::Var(place.base);
        }
        self.define(kind, Rvalue::Load(place), at.to_token_stream().span())
    }

    /// The number of elements of a sequence.
    pub(super) fn length(&mut self, place: &Place, at: &impl ToTokens) -> Operand {
        let tokens = self.place_tokens(place);
        let code =
            crate::ir::Verbatim { tokens: quote!(#tokens.len()), reads: place.vars().collect(), repeatable: true };
        self.define(Kind::Int, Rvalue::Verbatim(code), at.to_token_stream().span())
    }
}

/// An expression without its parentheses.
pub(super) fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(e) => strip(&e.expr),
        Expr::Group(e) => strip(&e.expr),
        _ => expr,
    }
}
