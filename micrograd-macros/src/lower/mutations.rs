//! Which names a piece of code changes, by a walk over its syntax before it is lowered.
//!
//! Names are not resolved: a shadowed name counts for its namesake too. That is safe: a local that is kept in memory
//! or carried by a loop without need is slower, never wrong.
use crate::names::plain;
use proc_macro2::Ident;
use std::collections::HashSet;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, ExprAssign, ExprBinary, ExprReference, token};

/// The changed names.
#[derive(Default)]
pub struct Mutations {
    /// `x = ..`, `x += ..`
    assigned: HashSet<String>,
    /// `x[i] = ..`, `x.0 += ..`, `&mut x`
    stored: HashSet<String>,
}

impl Mutations {
    /// Those of a block.
    pub fn of(block: &Block) -> Self {
        let mut found = Mutations::default();
        found.visit_block(block);
        found
    }

    /// Adds those of an expression.
    pub fn and(mut self, expr: &Expr) -> Self {
        self.visit_expr(expr);
        self
    }

    /// Whether a part of the variable is changed.
    pub fn is_stored(&self, ident: &Ident) -> bool {
        self.stored.contains(&plain(ident))
    }

    /// Whether the whole variable is assigned.
    pub fn is_assigned(&self, ident: &Ident) -> bool {
        self.assigned.contains(&plain(ident))
    }

    /// Whether the whole variable of that name is assigned.
    pub fn assigns(&self, name: &str) -> bool {
        self.assigned.contains(name)
    }

    fn target(&mut self, target: &Expr) {
        match target {
            Expr::Path(path) => self.assigned.extend(path.path.get_ident().map(plain)),
            Expr::Paren(inner) => self.target(&inner.expr),
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|e| self.target(e)),
            part => self.stored.extend(base(part)),
        }
    }
}

/// The variable at the root of `x[i].0`.
fn base(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(plain),
        Expr::Index(e) => base(&e.expr),
        Expr::Field(e) => base(&e.base),
        Expr::Paren(e) => base(&e.expr),
        Expr::Unary(e) => base(&e.expr),
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Mutations {
    fn visit_expr_assign(&mut self, e: &'ast ExprAssign) {
        self.target(&e.left);
        visit::visit_expr_assign(self, e);
    }

    fn visit_expr_binary(&mut self, e: &'ast ExprBinary) {
        if compound(&e.op).is_some() {
            self.target(&e.left);
        }
        visit::visit_expr_binary(self, e);
    }

    fn visit_expr_reference(&mut self, e: &'ast ExprReference) {
        if e.mutability.is_some() {
            self.stored.extend(base(&e.expr));
        }
        visit::visit_expr_reference(self, e);
    }
}

/// The operator of a compound assignment.
pub fn compound(op: &BinOp) -> Option<BinOp> {
    Some(match op {
        BinOp::AddAssign(_) => BinOp::Add(token::Plus::default()),
        BinOp::SubAssign(_) => BinOp::Sub(token::Minus::default()),
        BinOp::MulAssign(_) => BinOp::Mul(token::Star::default()),
        BinOp::DivAssign(_) => BinOp::Div(token::Slash::default()),
        BinOp::RemAssign(_) => BinOp::Rem(token::Percent::default()),
        BinOp::BitXorAssign(_) => BinOp::BitXor(token::Caret::default()),
        BinOp::BitAndAssign(_) => BinOp::BitAnd(token::And::default()),
        BinOp::BitOrAssign(_) => BinOp::BitOr(token::Or::default()),
        BinOp::ShlAssign(_) => BinOp::Shl(token::Shl::default()),
        BinOp::ShrAssign(_) => BinOp::Shr(token::Shr::default()),
        _ => return None,
    })
}
