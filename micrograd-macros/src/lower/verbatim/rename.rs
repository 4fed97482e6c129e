//! Puts the emitted names into inactive code.
use super::super::Lower;
use super::super::scope::Binding;
use super::closure_names;
use crate::hash::HashSet;
use crate::ir::Var;
use crate::names::plain;
use proc_macro2::Ident;
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprClosure, ExprPath, UnOp};

/// Puts the emitted names into inactive code.
pub(super) struct Rename<'a, 'b> {
    pub(super) lower: &'a Lower<'b>,
    pub(super) shadow: HashSet<String>,
    pub(super) reads: Vec<Var>,
    pub(super) repeatable: bool,
}

impl VisitMut for Rename<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Some(tokens) = self.path(expr) {
            *expr = Expr::Verbatim(tokens);
            return;
        }
        // what the user has by reference is here by value
        if let Expr::Unary(unary) = expr
            && matches!(unary.op, syn::UnOp::Deref(_))
            && let Expr::Path(path) = super::super::place::strip(&unary.expr)
            && let Some(Binding::Value(_)) = self.lower.local_binding(&path.path)
            && let Some(tokens) = path.path.get_ident().and_then(|name| self.emitted(name))
        {
            *expr = Expr::Verbatim(tokens);
            return;
        }
        let shape = matches!(expr, Expr::MethodCall(e) if e.method == "len" || e.method == "is_empty");
        if matches!(expr, Expr::Call(_) | Expr::Closure(_)) || (matches!(expr, Expr::MethodCall(_)) && !shape) {
            self.repeatable = false;
        }
        visit_mut::visit_expr_mut(self, expr);
        if matches!(expr, Expr::Index(_)) && !shape {
            self.repeatable &= self.reads.iter().all(|v| !self.lower.vars[v.0].memory);
        }
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        let outer = self.shadow.clone();
        self.shadow.extend(closure_names(closure).unwrap_or_default());
        visit_mut::visit_expr_closure_mut(self, closure);
        self.shadow = outer;
    }
}

impl Rename<'_, '_> {
    /// Whether a local is a number: behind a star it was a reference to one.
    fn is_number(&self, name: &Ident) -> bool {
        let binding = self.lower.scopes.find(name).map(|local| self.lower.scopes.binding(local));
        let known =
            matches!(binding, Some(Binding::Value(operand)) if self.lower.is_scalar(&self.lower.kind_of(operand)));
        known && !self.shadow.contains(&plain(name))
    }

    /// A local; a reference to a number is that number's variable, so that it loses its stars.
    fn path(&mut self, expr: &Expr) -> Option<proc_macro2::TokenStream> {
        let (path, stars) = starred(expr)?;
        let name = path.path.get_ident()?;
        let refers = !self.shadow.contains(&plain(name)) && self.lower.refers(&path.path);
        match (refers, stars) {
            (true, 0) => self.emitted(name).map(|tokens| quote!((&#tokens))),
            (true, _) | (false, 0) => self.emitted(name),
            (false, _) if self.is_number(name) => self.emitted(name),
            (false, _) => None,
        }
    }

    fn emitted(&mut self, name: &Ident) -> Option<proc_macro2::TokenStream> {
        if self.shadow.contains(&plain(name)) {
            return None;
        }
        let local = self.lower.scopes.find(name)?;
        Some(match self.lower.scopes.binding(local) {
            Binding::Value(operand) => {
                self.reads.extend(operand.var());
                self.lower.tokens(operand)
            }
            Binding::Memory(var) => {
                self.reads.push(*var);
                self.lower.vars[var.0].name.to_token_stream()
            }
            Binding::Alias(place, _) => {
                self.reads.extend(place.vars());
                let tokens = self.lower.place_tokens(place);
                if self.lower.vars[place.base.0].is_ref
                    && place.projections.len() <= 1
                    && !tokens.to_string().contains('[')
                {
                    self.lower.vars[place.base.0].name.to_token_stream()
                } else {
                    quote!((&#tokens))
                }
            }
            Binding::Unset | Binding::Parts(_) | Binding::Maybe(..) | Binding::Closure(_) | Binding::Chain(_) => {
                return None;
            }
        })
    }
}

/// A path behind any number of `*`.
fn starred(expr: &Expr) -> Option<(&ExprPath, usize)> {
    match expr {
        Expr::Path(path) => Some((path, 0)),
        Expr::Paren(inner) => starred(&inner.expr),
        Expr::Unary(e) if matches!(e.op, UnOp::Deref(_)) => starred(&e.expr).map(|(path, stars)| (path, stars + 1)),
        _ => None,
    }
}
