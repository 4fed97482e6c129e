//! References to values that have no name, and references of which a branch chooses one: the value lives on in a
//! variable of its own, and the reference is to that.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use syn::{Block, Expr, ExprReference, Stmt};

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
        if !matches!(strip(expr), Expr::If(_) | Expr::Match(_) | Expr::Block(_)) || !self.refers(expr) {
            return None;
        }
        let value = self.expr(expr);
        Some(Binding::Alias(self.hold(value, expr), false))
    }

    /// Whether an expression is surely a reference: all branches are if one is.
    fn refers(&self, expr: &Expr) -> bool {
        match strip(expr) {
            Expr::Reference(r) => r.mutability.is_none(),
            Expr::Path(path) => {
                let shared = matches!(self.local_binding(&path.path), Some(Binding::Alias(_, false)));
                shared || self.referent(&path.path).is_some()
            }
            Expr::If(e) => {
                let otherwise = e.else_branch.as_ref();
                self.ends_in_reference(&e.then_branch) || otherwise.is_some_and(|(_, e)| self.refers(e))
            }
            Expr::Match(e) => e.arms.iter().any(|arm| self.refers(&arm.body)),
            Expr::Block(e) if e.label.is_none() => self.ends_in_reference(&e.block),
            _ => false,
        }
    }

    fn ends_in_reference(&self, block: &Block) -> bool {
        matches!(block.stmts.last(), Some(Stmt::Expr(last, None)) if self.refers(last))
    }
}
