//! References to values that have no name, and references of which a branch chooses one: the value lives on in a
//! variable of its own, and the reference is to that.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use crate::ir::{Place, Projection};
use syn::{Block, Expr, ExprReference, Member, Stmt};

impl Lower<'_> {
    /// `&e` where `e` is no place: what a method shows, or a value.
    pub(super) fn lent(&mut self, r: &ExprReference) -> Option<Binding> {
        if let Expr::MethodCall(_) = strip(&r.expr)
            && let Some(shown) = self.view(&r.expr)
        {
            return Some(shown);
        }
        r.mutability.is_none().then(|| Binding::Alias(self.place(&r.expr), false))
    }

    /// `if c { &a } else { &b }`: which of them it is, only the run tells, so what it refers to is copied.
    pub(super) fn chosen(&mut self, expr: &Expr) -> Option<Binding> {
        let branches = matches!(strip(expr), Expr::If(_) | Expr::Match(_) | Expr::Block(_));
        let lends = if branches { self.lends(expr) } else { Lends::Nothing };
        if matches!(lends, Lends::Nothing) {
            return None;
        }
        let value = self.expr(expr);
        let place = self.hold(value, expr);
        Some(self.lent_parts(place, &lends, expr))
    }

    fn lent_parts(&mut self, place: Place, lends: &Lends, at: &Expr) -> Binding {
        match lends {
            Lends::Whole => Binding::Alias(place, false),
            Lends::Nothing => Binding::Value(self.load(place, at)),
            Lends::Parts(parts) => {
                let part = |k: usize| place.then(Projection::Field(Member::from(k)));
                let parts = parts.iter().enumerate().map(|(k, lends)| self.lent_parts(part(k), lends, at));
                Binding::Parts(parts.collect())
            }
        }
    }

    /// What of an expression is surely a reference: in all branches what is one in any.
    fn lends(&self, expr: &Expr) -> Lends {
        match strip(expr) {
            Expr::Reference(r) if r.mutability.is_none() => Lends::Whole,
            Expr::Path(path) => {
                let shared = matches!(self.local_binding(&path.path), Some(Binding::Alias(_, false)));
                if shared || self.referent(&path.path).is_some() { Lends::Whole } else { Lends::Nothing }
            }
            Expr::Tuple(e) => Lends::of_parts(e.elems.iter().map(|e| self.lends(e)).collect()),
            Expr::If(e) => {
                let otherwise = e.else_branch.as_ref().map_or(Lends::Nothing, |(_, e)| self.lends(e));
                self.lends_last(&e.then_branch).or(otherwise)
            }
            Expr::Match(e) => e.arms.iter().fold(Lends::Nothing, |all, arm| all.or(self.lends(&arm.body))),
            Expr::Block(e) if e.label.is_none() => self.lends_last(&e.block),
            _ => Lends::Nothing,
        }
    }

    fn lends_last(&self, block: &Block) -> Lends {
        match block.stmts.last() {
            Some(Stmt::Expr(last, None)) => self.lends(last),
            _ => Lends::Nothing,
        }
    }
}

/// What of a value is a reference.
enum Lends {
    Nothing,
    Whole,
    /// Of a tuple.
    Parts(Vec<Lends>),
}

impl Lends {
    fn of_parts(parts: Vec<Lends>) -> Self {
        if parts.iter().all(|part| matches!(part, Lends::Nothing)) { Lends::Nothing } else { Lends::Parts(parts) }
    }

    /// What one branch or another tells.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Lends::Parts(a), Lends::Parts(b)) => Lends::Parts(a.into_iter().zip(b).map(|(a, b)| a.or(b)).collect()),
            (Lends::Nothing, known) | (known, _) => known,
        }
    }
}
