//! References to values that have no name, and references of which a branch chooses one: the value lives on in a
//! variable of its own, and the reference is to that.
use super::Lower;
use super::mutations::{names_in, names_of};
use super::place::strip;
use super::scope::Binding;
use crate::ir::{Place, Projection};
use crate::names::Key;
use syn::{Block, Expr, ExprReference, Member, Path, Stmt};

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
        let lends = if branches { self.lends(expr, &[]) } else { Lends::Nothing };
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

    /// What of an expression is surely a reference: in all branches what is one in any. The names in `own` are declared
    /// in it, and may stand for anything.
    fn lends(&self, expr: &Expr, own: &[Key]) -> Lends {
        match strip(expr) {
            Expr::Reference(r) if r.mutability.is_none() => Lends::Whole,
            Expr::Path(path) if self.is_reference(&path.path, own) => Lends::Whole,
            Expr::Tuple(e) => Lends::of_parts(e.elems.iter().map(|e| self.lends(e, own)).collect()),
            Expr::If(e) => {
                let otherwise = e.else_branch.as_ref().map_or(Lends::Nothing, |(_, e)| self.lends(e, own));
                self.lends_last(&e.then_branch, &[own, &names_in(&e.cond)].concat()).or(otherwise)
            }
            Expr::Match(e) => e
                .arms
                .iter()
                .fold(Lends::Nothing, |all, arm| all.or(self.lends(&arm.body, &[own, &names_of(&arm.pat)].concat()))),
            Expr::Block(e) if e.label.is_none() => self.lends_last(&e.block, own),
            _ => Lends::Nothing,
        }
    }

    fn lends_last(&self, block: &Block, own: &[Key]) -> Lends {
        let Some((Stmt::Expr(last, None), before)) = block.stmts.split_last() else { return Lends::Nothing };
        let locals = before.iter().filter_map(|stmt| match stmt {
            Stmt::Local(local) => Some(names_of(&local.pat)),
            _ => None,
        });
        self.lends(last, &own.iter().cloned().chain(locals.flatten()).collect::<Vec<_>>())
    }

    fn is_reference(&self, path: &Path, own: &[Key]) -> bool {
        let hidden = path.get_ident().is_some_and(|name| own.contains(&Key::of(name)));
        !hidden && (matches!(self.local_binding(path), Some(Binding::Alias(_, false))) || self.refers(path))
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
