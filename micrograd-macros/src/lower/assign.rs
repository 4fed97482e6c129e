//! Assignments.
use super::Lower;
use super::place::strip;
use super::scope::{Binding, Local};
use crate::ir::{Operand, Place, Projection, Stmt};
use quote::ToTokens;
use syn::{BinOp, Expr, ExprAssign, ExprBinary, Member};

impl Lower<'_> {
    /// `target = value`.
    pub(super) fn assign(&mut self, e: &ExprAssign) -> Operand {
        match (strip(&e.left), strip(&e.right)) {
            (Expr::Tuple(targets), Expr::Tuple(values)) if targets.elems.len() == values.elems.len() => {
                let values: Vec<_> = values.elems.iter().map(|e| self.expr(e)).collect();
                for (target, value) in targets.elems.iter().zip(values) {
                    self.assign_to(target, value);
                }
            }
            (Expr::Tuple(targets), value) => {
                let value = self.expr(value);
                self.take_apart(targets, &value);
            }
            (target, value) => {
                let value = self.expr(value);
                self.assign_to(target, value);
            }
        }
        Operand::Unit
    }

    fn take_apart(&mut self, targets: &syn::ExprTuple, value: &Operand) {
        let Some(base) = value.var() else { return };
        for (k, target) in targets.elems.iter().enumerate() {
            let part = Place { base, projections: vec![Projection::Field(Member::from(k))] };
            let part = self.load(part, target);
            self.assign_to(target, part);
        }
    }

    fn assign_to(&mut self, target: &Expr, value: Operand) {
        match strip(target) {
            Expr::Infer(_) => {}
            Expr::Path(path) => {
                let local = path.path.get_ident().and_then(|name| self.scopes.find(name));
                match local {
                    Some(local) => self.assign_local(local, value, target),
                    None => drop(self.reject(
                        target,
                        "an assignment to something that is not a local variable",
                        "a value stored elsewhere loses its derivative; return it instead",
                    )),
                }
            }
            Expr::Index(_) | Expr::Field(_) | Expr::Unary(_) => {
                let place = self.place(target);
                self.store(place, value, target);
            }
            other => drop(self.reject(
                other,
                "an assignment to something that is no place",
                "assign to a variable, a part of one, or through a `&mut` reference",
            )),
        }
    }

    fn assign_local(&mut self, local: Local, value: Operand, at: &Expr) {
        let info = self.scopes.info(local).clone();
        self.expect(&value, &info.kind, at);
        match self.scopes.binding(local).clone() {
            Binding::Memory(var) => self.push(Stmt::Store(Place::whole(var), value)),
            Binding::Value(_) | Binding::Unset => {
                self.name_after(&value, &info.ident);
                self.scopes.set(local, value);
                self.referents.remove(&local);
            }
            Binding::Alias(..)
            | Binding::Parts(_)
            | Binding::Maybe(..)
            | Binding::Closure(_)
            | Binding::Chain(_) => drop(self.reject(
                at,
                "a reference that is assigned again may refer to different places",
                "use an index, and read through it",
            )),
        }
    }

    pub(super) fn store(&mut self, place: Place, value: Operand, at: &impl ToTokens) {
        if self.errors.is_empty() && !self.vars[place.base.0].memory {
            drop(self.reject(
                at,
                "an assignment to a part of something that does not change",
                "declare it with `mut`, or copy it into a local array first: `let mut y = x;`",
            ));
            return;
        }
        let kind = self.place_kind(&place);
        self.expect(&value, &kind, at);
        self.push(Stmt::Store(place, value));
    }

    /// `target op= value`.
    pub(super) fn compound_assign(&mut self, e: &ExprBinary, op: BinOp) -> Operand {
        let value = self.expr(&e.right);
        match strip(&e.left) {
            Expr::Path(_) => {
                let old = self.expr(&e.left);
                let new = self.operator(&op, old, value, e);
                self.assign_to(&e.left, new);
            }
            Expr::Index(_) | Expr::Field(_) | Expr::Unary(_) => {
                let place = self.place(&e.left);
                let old = self.load(place.clone(), &e.left);
                let new = self.operator(&op, old, value, e);
                self.store(place, new, &e.left);
            }
            other => drop(self.reject(
                &other.to_token_stream(),
                "an assignment to something that is no place",
                "assign to a variable, a part of one, or through a `&mut` reference",
            )),
        }
        Operand::Unit
    }
}
