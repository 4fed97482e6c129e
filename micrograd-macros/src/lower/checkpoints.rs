//! `#[checkpoint]` on loops: its options, and the exits that such a loop must not have.
use super::Lower;
use crate::checkpoint::{USE, is_checkpoint};
use crate::errors::show;
use crate::ir::{Checkpoint, Iter, Stmt};
use crate::names::Key;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, ExprBlock, ExprBreak, ExprClosure, ExprContinue, ExprForLoop, ExprLoop, ExprReturn, ExprTry,
    ExprWhile, Label, Lifetime, Lit, Meta,
};

/// What may stand in the parentheses.
const OPTIONS: &str = "write `#[checkpoint]`, `#[checkpoint(k)]` for a snapshot every `k` iterations, or \
                       `#[checkpoint(revolve = s)]` for `s` snapshots at most";

impl Lower<'_> {
    /// The checkpoint that a loop's attributes ask for; the body is searched for exits.
    pub(super) fn checkpoint(&mut self, e: &ExprForLoop) -> Option<Checkpoint> {
        let mut marks = e.attrs.iter().filter(|attr| is_checkpoint(attr));
        let mark = marks.next()?;
        for other in marks {
            self.reject(other, "a second `#[checkpoint]` on one loop", "leave one of them");
        }
        let own = e.label.as_ref().map(|label| Key::of(&label.name.ident));
        let mut exits = Exits { own, ..Exits::default() };
        exits.visit_block(&e.body);
        let leaves = !exits.found.is_empty();
        for exit in exits.found {
            let help = "go on to the end, and compute with `if` what the rest of the iterations leaves as it is; or leave \
                        `#[checkpoint]` out";
            self.reject(&exit, format!("a `#[checkpoint]` loop has an exit: `{}`", show(&exit)), help);
        }
        self.options(mark).filter(|_| !leaves)
    }

    fn options(&mut self, mark: &Attribute) -> Option<Checkpoint> {
        let list = match &mark.meta {
            Meta::Path(_) => return Some(Checkpoint::Root),
            Meta::List(list) => list,
            Meta::NameValue(_) => {
                self.reject(mark, "the options of `#[checkpoint]` go in parentheses", OPTIONS);
                return None;
            }
        };
        match syn::parse2::<Expr>(list.tokens.clone()) {
            Ok(Expr::Assign(e)) if is_name(&e.left, "revolve") => {
                self.constant(&e.right, "snapshots").map(Checkpoint::Revolve)
            }
            Ok(Expr::Assign(e)) => {
                self.reject(&e.left, format!("unknown option of `#[checkpoint]`: `{}`", show(&e.left)), OPTIONS);
                None
            }
            Ok(e) if is_name(&e, "revolve") => {
                self.reject(&e, "`revolve` needs the number of snapshots", OPTIONS);
                None
            }
            Ok(every) => self.constant(&every, "iterations from one snapshot to the next").map(Checkpoint::Every),
            Err(_) => {
                self.reject(list, "the options of `#[checkpoint]` are not understood", OPTIONS);
                None
            }
        }
    }

    /// A number that is known when the program is compiled, and not zero.
    fn constant(&mut self, number: &Expr, of: &str) -> Option<TokenStream> {
        let number = super::place::strip(number);
        let zero = |lit: &Lit| matches!(lit, Lit::Int(int) if int.base10_digits() == "0");
        match number {
            Expr::Lit(lit) if zero(&lit.lit) => {
                self.reject(number, format!("the number of {of} must not be zero"), OPTIONS);
                return None;
            }
            Expr::Lit(lit) if !matches!(lit.lit, Lit::Int(_)) => {
                self.reject(number, format!("the number of {of} must be an integer"), OPTIONS);
                return None;
            }
            _ => {}
        }
        let tokens = number.to_token_stream();
        if let Some(local) = super::effects::idents(tokens.clone()).iter().find(|name| self.scopes.find(name).is_some())
        {
            let help = "write a literal, or the name of a constant";
            self.reject(local, format!("the number of {of} is not known when the program is compiled"), help);
            return None;
        }
        Some(tokens)
    }

    /// A loop is undone from snapshots if its range alone tells how often it runs.
    pub(super) fn is_steady(&mut self, stmt: &Stmt, head: &Expr) -> bool {
        let Stmt::Loop { id, iter, body, .. } = stmt else { return false };
        let steady = matches!(iter, Iter::Range { .. }) && body.breaks(*id).is_empty() && !stmt.may_exit();
        if !steady {
            self.reject(head, "how often this `#[checkpoint]` loop runs is not known when it begins", USE);
        }
        steady
    }
}

fn is_name(expr: &Expr, name: &str) -> bool {
    matches!(expr, Expr::Path(path) if path.path.is_ident(name))
}

/// The exits of a loop's body.
#[derive(Default)]
struct Exits {
    found: Vec<Expr>,
    /// The label of the loop itself.
    own: Option<Key>,
    /// The labels inside.
    labels: Vec<Key>,
    /// How many loops inside stand around.
    depth: usize,
}

impl Exits {
    fn has(&self, label: &Lifetime) -> bool {
        self.labels.contains(&Key::of(&label.ident))
    }

    fn within(&mut self, label: Option<&Label>, loops: usize, inside: impl FnOnce(&mut Self)) {
        let outer = self.labels.len();
        self.labels.extend(label.map(|label| Key::of(&label.name.ident)));
        self.depth += loops;
        inside(self);
        self.depth -= loops;
        self.labels.truncate(outer);
    }
}

impl<'ast> Visit<'ast> for Exits {
    fn visit_expr_break(&mut self, e: &'ast ExprBreak) {
        let stays = e.label.as_ref().map_or(self.depth > 0, |label| self.has(label));
        if !stays {
            self.found.push(Expr::Break(e.clone()));
        }
        visit::visit_expr_break(self, e);
    }

    fn visit_expr_continue(&mut self, e: &'ast ExprContinue) {
        let stays = e.label.as_ref().is_none_or(|label| self.has(label) || self.own == Some(Key::of(&label.ident)));
        if !stays {
            self.found.push(Expr::Continue(e.clone()));
        }
    }

    fn visit_expr_return(&mut self, e: &'ast ExprReturn) {
        self.found.push(Expr::Return(e.clone()));
    }

    fn visit_expr_try(&mut self, e: &'ast ExprTry) {
        self.found.push(Expr::Try(e.clone()));
    }

    /// What leaves a closure goes no further.
    fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}

    fn visit_expr_for_loop(&mut self, e: &'ast ExprForLoop) {
        self.visit_expr(&e.expr);
        self.within(e.label.as_ref(), 1, |exits| exits.visit_block(&e.body));
    }

    fn visit_expr_while(&mut self, e: &'ast ExprWhile) {
        self.within(e.label.as_ref(), 1, |exits| visit::visit_expr_while(exits, e));
    }

    fn visit_expr_loop(&mut self, e: &'ast ExprLoop) {
        self.within(e.label.as_ref(), 1, |exits| visit::visit_expr_loop(exits, e));
    }

    fn visit_expr_block(&mut self, e: &'ast ExprBlock) {
        self.within(e.label.as_ref(), 0, |exits| visit::visit_expr_block(exits, e));
    }
}
