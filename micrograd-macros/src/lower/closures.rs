//! Local closures. A closure is no value of its own: each call stands for its body, lowered at the call among the names
//! that were in scope where the closure was written. What it captures by reference is the local itself, so a call reads
//! and changes the newest value; the borrow checker has made sure that this is what the program means.
mod calls;
mod changes;

use super::Lower;
use super::jumps::Exits;
use super::mutations::Mutations;
use super::place::strip;
use super::scope::{Binding, Local, Names, visible};
use crate::errors::show;
use crate::hash::HashSet;
use crate::ir::{Operand, Rvalue};
use crate::names::plain;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use std::cell::Cell;
use std::rc::Rc;
use syn::visit::Visit;
use syn::{Expr, ExprClosure, ExprPath, Pat};

/// A closure, or a function under a local name.
#[derive(Debug)]
pub struct Closure {
    code: Code,
    /// The names in scope where it was written.
    names: Names,
    /// What a `move` closure holds copies of, by name.
    owned: Vec<(Ident, Local)>,
    /// What its body changes and mentions.
    mutations: Mutations,
    /// Whether a mistake in the body was reported: once is enough.
    failed: Cell<bool>,
}

#[derive(Debug)]
enum Code {
    Literal(ExprClosure),
    Function(ExprPath),
}

/// How to go on where a closure would have to be a value.
const CALL_IT: &str = "call it in this function, or write a function with `#[differentiable]` and call that";

impl Lower<'_> {
    /// A closure where it is written.
    pub(super) fn closure(&mut self, e: &ExprClosure) -> Rc<Closure> {
        if e.asyncness.is_some() || e.constness.is_some() {
            let help = "write a plain closure, `|v| ..`";
            self.reject(&e.inputs_begin, "an `async` or `const` closure is not understood", help);
        }
        let captured = if e.capture.is_some() { self.captured(e) } else { Vec::new() };
        self.owning(Code::Literal(e.clone()), self.scopes.names().clone(), captured)
    }

    /// A function that is named instead of a closure.
    fn function(&mut self, path: &ExprPath) -> Rc<Closure> {
        self.owning(Code::Function(path.clone()), self.scopes.names().clone(), Vec::new())
    }

    /// What is called where a closure, a local closure or a function is named.
    pub(super) fn callable(&mut self, expr: &Expr) -> Option<Rc<Closure>> {
        match self.closure_value(expr) {
            Some(closure) => Some(closure),
            None => match strip(expr) {
                Expr::Path(path) if self.is_no_local(path) => Some(self.function(path)),
                other => {
                    let help = "write the closure here, `|v| ..`, or name a local closure or a function";
                    self.reject(other, "the code of this closure is not visible", help);
                    None
                }
            },
        }
    }

    /// The closure that an expression is, if it is one.
    pub(super) fn closure_value(&mut self, expr: &Expr) -> Option<Rc<Closure>> {
        match strip(expr) {
            Expr::Closure(e) => Some(self.closure(e)),
            Expr::Reference(r) => match strip(&r.expr) {
                Expr::Closure(_) => self.closure_value(&r.expr),
                Expr::Path(path) => self.local_closure(path),
                _ => None,
            },
            Expr::Path(path) => {
                let closure = self.local_closure(path)?;
                Some(self.copy_of(&closure))
            }
            _ => None,
        }
    }

    /// The closure that a local is.
    fn local_closure(&self, path: &ExprPath) -> Option<Rc<Closure>> {
        match self.scopes.binding(self.scopes.find(path.path.get_ident()?)?) {
            Binding::Closure(closure) => Some(closure.clone()),
            _ => None,
        }
    }

    pub(super) fn is_no_local(&self, path: &ExprPath) -> bool {
        path.path.get_ident().is_none_or(|name| self.scopes.find(name).is_none())
    }

    /// A function that a `let` gives a name to under which it is called.
    pub(super) fn named_function(&mut self, pat: &Pat, init: &Expr) -> Option<Rc<Closure>> {
        let (Pat::Ident(name), Expr::Path(path)) = (pat, strip(init)) else { return None };
        let last = path.path.segments.last()?;
        let lower_case = !plain(&last.ident).starts_with(char::is_uppercase);
        let called = lower_case && self.is_no_local(path) && self.mutations.calls(&name.ident);
        called.then(|| self.function(path))
    }

    /// A `move` closure that changes what it owns is copied with its state.
    fn copy_of(&mut self, closure: &Rc<Closure>) -> Rc<Closure> {
        let changes = |(name, _): &(Ident, Local)| closure.mutations.changes(name);
        if !closure.owned.iter().any(changes) {
            return closure.clone();
        }
        let code = match &closure.code {
            Code::Literal(e) => Code::Literal(e.clone()),
            Code::Function(path) => Code::Function(path.clone()),
        };
        self.owning(code, closure.names.clone(), closure.owned.clone())
    }

    /// A closure that holds copies of some locals.
    fn owning(&mut self, code: Code, names: Names, captured: Vec<(Ident, Local)>) -> Rc<Closure> {
        let mutations = match &code {
            Code::Literal(e) => Mutations::default().and(&e.body),
            Code::Function(path) => Mutations::default().and(&Expr::Path(path.clone())),
        };
        let here = self.scopes.exchange(names);
        self.scopes.enter();
        let mut owned = Vec::new();
        for (name, local) in captured {
            let copy = self.copied_local(&name, local, mutations.changes(&name));
            owned.push((name, copy));
        }
        let names = self.scopes.exchange(here);
        Rc::new(Closure { code, names, owned, mutations, failed: Cell::new(false) })
    }

    /// A copy of a local as it is now; what a reference refers to stays where it is.
    fn copied_local(&mut self, name: &Ident, local: Local, changes: bool) -> Local {
        let kind = self.scopes.info(local).kind.clone();
        let binding = match self.scopes.binding(local).clone() {
            Binding::Memory(var) => {
                let value = self.define(kind.clone(), Rvalue::Load(crate::ir::Place::whole(var)), name.span());
                match value {
                    Operand::Var(copy) if changes => {
                        self.vars[copy.0].memory = true;
                        Binding::Memory(copy)
                    }
                    value => Binding::Value(value),
                }
            }
            same => same,
        };
        self.scopes.declare(name, binding, kind)
    }

    /// The locals that a `move` closure takes with it.
    fn captured(&self, e: &ExprClosure) -> Vec<(Ident, Local)> {
        let mut words = HashSet::default();
        mentioned(e.body.to_token_stream(), &mut words);
        let locals = visible(self.scopes.names(), |name| words.contains(name));
        locals.into_iter().map(|local| (self.scopes.info(local).ident.clone(), local)).collect()
    }

    /// A closure where a value is wanted.
    pub(super) fn escapes(&mut self, at: &impl ToTokens) -> Operand {
        let text = show(at);
        let what = if text.contains('|') { "a closure".to_owned() } else { format!("the closure `{text}`") };
        self.reject(at, format!("{what} as a value would leave the code that is differentiated"), CALL_IT)
    }
}

impl Closure {
    /// Where it is written.
    pub(super) fn at(&self) -> TokenStream {
        match &self.code {
            Code::Literal(e) => e.to_token_stream(),
            Code::Function(path) => path.to_token_stream(),
        }
    }

    /// The body of a closure that has no `return` in it.
    pub(super) fn plain_body(&self) -> Option<&Expr> {
        match &self.code {
            Code::Literal(e) if !leaves(&e.body) => Some(&e.body),
            _ => None,
        }
    }
}

/// Whether a body is left other than at its end.
fn leaves(body: &Expr) -> bool {
    let mut exits = Exits::default();
    exits.visit_expr(body);
    exits.found
}

/// Every word in some code, those of format strings among them.
fn mentioned(tokens: TokenStream, found: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => drop(found.insert(plain(&ident))),
            TokenTree::Group(group) => mentioned(group.stream(), found),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
                found.extend(words.map(str::to_owned));
            }
            TokenTree::Punct(_) => {}
        }
    }
}
