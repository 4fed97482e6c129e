//! Local closures. A closure is no value of its own: each call stands for its body, lowered at the call among the names
//! that were in scope where the closure was written. What it captures by reference is the local itself, so a call reads
//! and changes the newest value; the borrow checker has made sure that this is what the program means.
use super::Lower;
use super::jumps::Exits;
use super::mutations::Mutations;
use super::place::strip;
use super::scope::{Binding, Local, Names, visible};
use crate::errors::show;
use crate::ir::{Operand, Rvalue};
use crate::names::plain;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Expr, ExprCall, ExprClosure, ExprPath, Pat, ReturnType};

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
        let mut words = HashSet::new();
        mentioned(e.body.to_token_stream(), &mut words);
        let locals = visible(self.scopes.names(), |name| words.contains(name));
        locals.into_iter().map(|local| (self.scopes.info(local).ident.clone(), local)).collect()
    }

    /// A call of a closure: its body, with its parameters bound to `args`.
    pub(super) fn invoke(&mut self, closure: &Closure, args: Vec<Binding>) -> Binding {
        match &closure.code {
            Code::Literal(e) => {
                let value = self.inside(closure, args, |l| l.body_of(e));
                value.unwrap_or(Binding::Value(Operand::Poison))
            }
            Code::Function(path) => self.at_home(closure, |l| l.call_by_name(path, args)),
        }
    }

    /// Lowers the body of a closure, or what takes its place, with the parameters bound to `args`; nothing after a
    /// mistake that was reported.
    pub(super) fn inside<R>(
        &mut self,
        closure: &Closure,
        args: Vec<Binding>,
        body: impl FnOnce(&mut Self) -> R,
    ) -> Option<R> {
        let Code::Literal(e) = &closure.code else { return None };
        if closure.failed.get() {
            return None;
        }
        let mistakes = self.errors.count();
        let value = self.at_home(closure, |l| {
            if e.inputs.len() != args.len() {
                let message = format!("this closure takes {} arguments, and is given {}", e.inputs.len(), args.len());
                l.reject(&e.inputs_begin, message, "give it as many as it takes");
                return None;
            }
            for (pat, arg) in e.inputs.iter().zip(args) {
                let (pat, ty) = match pat {
                    Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
                    pat => (pat, None),
                };
                let kind = l.declared_kind(ty);
                l.bind(pat, arg, &kind, ty);
            }
            Some(body(l))
        });
        closure.failed.set(self.errors.count() > mistakes);
        value
    }

    /// Lowers something among the names that a closure sees.
    fn at_home<R>(&mut self, closure: &Closure, body: impl FnOnce(&mut Self) -> R) -> R {
        let here = self.scopes.exchange(closure.names.clone());
        self.scopes.enter();
        let value = body(self);
        self.scopes.exchange(here);
        value
    }

    fn body_of(&mut self, e: &ExprClosure) -> Binding {
        let value = if leaves(&e.body) {
            let changes = Mutations::default().and(&e.body);
            Binding::Value(self.closure_body(&changes, &e.body, |l| l.expr(&e.body)))
        } else {
            self.tail(&e.body)
        };
        if let ReturnType::Type(_, ty) = &e.output {
            let (kind, own) = (self.declared_kind(Some(ty)), self.binding_kind(&value));
            self.unify(&own, &kind, ty);
        }
        value
    }

    /// `f(a, b)` for a function that stands where a closure might.
    fn call_by_name(&mut self, path: &ExprPath, args: Vec<Binding>) -> Binding {
        let mut call = ExprCall {
            attrs: Vec::new(),
            func: Box::new(Expr::Path(path.clone())),
            paren_token: syn::token::Paren(path.span()),
            args: syn::punctuated::Punctuated::new(),
        };
        for arg in args {
            let name = self.names.fresh("item", path.span());
            let kind = self.binding_kind(&arg);
            self.scopes.declare(&name, arg, kind);
            call.args.push(syn::parse_quote!(#name));
        }
        Binding::Value(self.expr(&Expr::Call(call)))
    }

    /// `f(a, b)` where `f` is a closure; nothing for any other call.
    pub(super) fn called_closure(&mut self, e: &ExprCall) -> Option<Binding> {
        let closure = match strip(&e.func) {
            Expr::Closure(literal) => self.closure(literal),
            Expr::Path(path) => self.local_closure(path)?,
            _ => return None,
        };
        Some(self.closure_call(&closure, e))
    }

    fn closure_call(&mut self, closure: &Closure, e: &ExprCall) -> Binding {
        if let Code::Function(path) = &closure.code {
            let call = ExprCall { func: Box::new(Expr::Path(path.clone())), ..e.clone() };
            return Binding::Value(self.expr(&Expr::Call(call)));
        }
        let args = e.args.iter().map(|arg| self.initial(arg, None)).collect();
        self.invoke(closure, args)
    }

    /// A closure where a value is wanted.
    pub(super) fn escapes(&mut self, at: &impl ToTokens) -> Operand {
        let text = show(at);
        let what = if text.contains('|') { "a closure".to_owned() } else { format!("the closure `{text}`") };
        self.reject(at, format!("{what} as a value would leave the code that is differentiated"), CALL_IT)
    }

    /// The locals that the body of a loop may change: those it assigns, and those that the closures it calls assign.
    pub(super) fn changed_by(&self, changes: &Mutations, closures: &[Rc<Closure>]) -> Vec<Local> {
        let mut found: HashSet<Local> = self.scopes.visible(|name| changes.assigns(name)).into_iter().collect();
        let mut open: Vec<Rc<Closure>> = closures.to_vec();
        open.extend(self.closures_in(self.scopes.names(), changes));
        let mut seen: HashSet<*const Closure> = HashSet::new();
        while let Some(closure) = open.pop() {
            if seen.insert(Rc::as_ptr(&closure)) {
                found.extend(visible(&closure.names, |name| closure.mutations.assigns(name)));
                open.extend(self.closures_in(&closure.names, &closure.mutations));
            }
        }
        let mut found: Vec<Local> = found.into_iter().collect();
        found.sort_unstable();
        found
    }

    /// Whether a call changes something outside the closure's own body.
    pub(super) fn changes_captured(&self, closure: &Closure) -> bool {
        let touched = visible(&closure.names, |name| closure.mutations.touches(name));
        let calls = self.closures_in(&closure.names, &closure.mutations);
        !touched.is_empty() || calls.iter().any(|inner| self.changes_captured(inner))
    }

    /// Whether a call may be made once more without a trace.
    pub(super) fn is_repeatable(&self, closure: &Closure) -> bool {
        let plain = matches!(closure.code, Code::Literal(_)) && !closure.mutations.is_opaque();
        plain && !self.changes_captured(closure)
    }

    /// The closures and iterators that some code mentions, by the names in scope there.
    fn closures_in(&self, names: &Names, code: &Mutations) -> Vec<Rc<Closure>> {
        let locals = visible(names, |name| code.mentions(name));
        let closures = |local: Local| match self.scopes.binding(local) {
            Binding::Closure(closure) => vec![closure.clone()],
            Binding::Chain(chain) => chain.closures(),
            _ => Vec::new(),
        };
        locals.into_iter().flat_map(closures).collect()
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
