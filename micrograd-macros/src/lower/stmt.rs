//! Blocks, `let`, items.
use super::Lower;
use super::mutations::Mutations;
use super::place::strip;
use super::scope::Binding;
use crate::errors::Errors;
use crate::errors::show;
use crate::ir::{Operand, Projection, Rvalue, Stmt, Var, Verbatim};
use crate::kinds::Kind;
use crate::names::plain;
use crate::types::Ty;
use proc_macro2::Ident;
use quote::{ToTokens, quote};
use std::rc::Rc;
use syn::{Block, Expr, Item, Pat, Type};

/// The depth of the body's own block, inside that of the parameters: what it declares is seen in all of the function.
const BODY: usize = 2;

impl Lower<'_> {
    /// Lowers a block; its value is that of its last expression.
    pub(super) fn block(&mut self, block: &Block) -> Operand {
        self.scopes.enter();
        let value = self.statements(&block.stmts);
        self.scopes.leave();
        value
    }

    /// The value of a closure's body: references stay references, and tuples stay in their parts.
    pub(super) fn tail(&mut self, expr: &Expr) -> Binding {
        match strip(expr) {
            Expr::Block(e) if e.label.is_none() => {
                self.scopes.enter();
                let value = match e.block.stmts.split_last() {
                    Some((syn::Stmt::Expr(last, None), rest)) => {
                        self.statements(rest);
                        self.tail(last)
                    }
                    _ => Binding::Value(self.statements(&e.block.stmts)),
                };
                self.scopes.leave();
                value
            }
            Expr::Tuple(e) if !e.elems.is_empty() => Binding::Parts(e.elems.iter().map(|e| self.tail(e)).collect()),
            other => self.initial(other, None),
        }
    }

    pub(super) fn statements(&mut self, stmts: &[syn::Stmt]) -> Operand {
        let mut value = Operand::Unit;
        for (k, stmt) in stmts.iter().enumerate() {
            value = Operand::Unit;
            match stmt {
                syn::Stmt::Local(local) => self.local(local, &stmts[k + 1..]),
                syn::Stmt::Item(item) => self.item(item),
                syn::Stmt::Expr(Expr::Verbatim(empty), _) if empty.is_empty() => {}
                syn::Stmt::Expr(expr, None) => value = self.expr(expr),
                syn::Stmt::Expr(expr, Some(_)) => drop(self.expr(expr)),
                syn::Stmt::Macro(mac) => drop(self.macro_call(&mac.mac)),
            }
        }
        value
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Const(_) | Item::Use(_) if self.scopes.depth() == BODY => self.items.push(item.clone()),
            Item::Const(_) | Item::Use(_) => {
                let help = "move it to the start of the function, under a name of its own";
                drop(self.reject(item, "an item in an inner block of a differentiable function", help));
            }
            other => drop(self.reject(
                other,
                "an item inside a differentiable function",
                "move it out of the function; only `const` and `use` may stay",
            )),
        }
    }

    /// A `let`, in front of the rest of its block.
    fn local(&mut self, local: &syn::Local, rest: &[syn::Stmt]) {
        let (pat, ty) = match &local.pat {
            Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
            pat => (pat, None),
        };
        let kind = self.declared_kind(ty);
        let Some(init) = &local.init else {
            return self.declare_unset(pat, kind);
        };
        if let Some((_, diverge)) = &init.diverge {
            return self.let_else((pat, ty), &kind, &init.expr, diverge);
        }
        if let Some(function) = self.named_function(pat, &init.expr) {
            return self.bind(pat, Binding::Closure(function), &kind, None);
        }
        match (pat, &*init.expr) {
            (Pat::Tuple(pats), Expr::Tuple(exprs)) if pats.elems.len() == exprs.elems.len() && ty.is_none() => {
                let values: Vec<_> = exprs.elems.iter().map(|e| self.initial(e, None)).collect();
                for (pat, value) in pats.elems.iter().zip(values) {
                    let kind = self.kinds.unknown();
                    self.bind(pat, value, &kind, None);
                }
            }
            (Pat::Tuple(_) | Pat::Slice(_) | Pat::Struct(_) | Pat::TupleStruct(_), init) if is_place(init) => {
                // its parts are read where they stand
                let subject = self.subject(init);
                self.bind_subject(pat, subject, &kind, ty);
            }
            (Pat::Ident(name), init) if name.by_ref.is_some() && is_place(init) => {
                let subject = self.subject(init);
                self.bind_subject(pat, subject, &kind, ty);
            }
            (Pat::Ident(name), init)
                if self.mutations.is_stored(&name.ident)
                    && matches!(strip(init), Expr::Path(_))
                    && Mutations::of_rest(rest).stores(&plain(&name.ident))
                    && let Some(variant) = self.variant_for_place(init) =>
            {
                self.bind(pat, Binding::Value(variant), &kind, ty);
            }
            (pat, init) => {
                self.gives_struct = self.declares_struct(pat, &kind, init);
                let value = self.initial(init, ty);
                self.gives_struct = false;
                self.bind(pat, value, &kind, ty);
            }
        }
    }

    /// The kind that a written type gives.
    pub(super) fn declared_kind(&mut self, ty: Option<&Type>) -> Kind {
        match ty {
            None | Some(Type::Infer(_)) => self.kinds.unknown(),
            Some(ty) => {
                // what is not read here, the value tells
                self.check_collections(ty);
                match Ty::read(ty, self.input.reading(), &mut Errors::default()) {
                    Some(ty) => ty.kind(&mut || self.kinds.own_type()),
                    None => self.kinds.unknown(),
                }
            }
        }
    }

    fn declare_unset(&mut self, pat: &Pat, kind: Kind) {
        let pat = match pat {
            Pat::Ident(pat) => pat,
            Pat::Paren(inner) => return self.declare_unset(&inner.pat, kind),
            Pat::Tuple(tuple) => {
                for item in &tuple.elems {
                    let kind = self.kinds.unknown();
                    self.declare_unset(item, kind);
                }
                return;
            }
            Pat::Wild(_) => return,
            other => {
                let help = "declare one name at a time";
                return drop(self.reject(other, "a pattern without a value", help));
            }
        };
        if self.mutations.is_stored(&pat.ident) {
            // a scalar in memory has a first value that nobody reads
            let first = match &kind {
                Kind::Real => Some(Operand::real(quote!(0.0))),
                Kind::Int => Some(Operand::plain(quote!(0), Kind::Int)),
                Kind::Bool => Some(Operand::plain(quote!(false), Kind::Bool)),
                _ => None,
            };
            if let Some(first) = first {
                return self.declare(&pat.ident, true, Binding::Value(first), &kind, None);
            }
            drop(self.reject(&pat.ident, "an array is declared without a value", "initialise it where it is declared"));
        }
        self.scopes.declare(&pat.ident, Binding::Unset, kind);
    }

    /// What a call of a closure, a method that runs an iterator, or branches of references give: it may be a reference;
    /// nothing for any other expression.
    pub(super) fn produced(&mut self, expr: &Expr) -> Option<Binding> {
        match strip(expr) {
            Expr::Call(call) => self.called_closure(call),
            Expr::MethodCall(call) if self.verbatim(expr).is_none() => self.consumed(call),
            other => self.chosen(other),
        }
    }

    /// The value that a `let` binds: references to parts of sequences stay references.
    pub(super) fn initial(&mut self, init: &Expr, ty: Option<&Type>) -> Binding {
        if let Some(place) = self.array_of_slice(init, ty) {
            let mutable = matches!(ty, Some(Type::Reference(r)) if r.mutability.is_some());
            let by_ref = matches!(ty, Some(Type::Reference(_)));
            return if by_ref { Binding::Alias(place, mutable) } else { Binding::Value(self.load(place, init)) };
        }
        if let Some(closure) = self.closure_value(init) {
            return Binding::Closure(closure);
        }
        if self.iterates(init) {
            let chain = self.chain(init);
            return chain.map_or(Binding::Value(Operand::Poison), |chain| Binding::Chain(Rc::new(chain)));
        }
        if let Some(value) = self.produced(init) {
            return value;
        }
        if let Expr::Try(e) = strip(init) {
            return self.tried(e);
        }
        match self.view(init) {
            Some(view) => {
                self.check_range(&view);
                view
            }
            None => Binding::Value(self.expr(init)),
        }
    }

    /// A part that is out of range panics where it is taken, even if nothing is done with it.
    fn check_range(&mut self, view: &Binding) {
        if let Binding::Alias(place, _) = view
            && let Some(Projection::Range(bounds)) = place.projections.last()
            && (bounds.from.is_some() || bounds.to.is_some())
        {
            let (tokens, reads) = (self.place_tokens(place), place.vars().collect());
            self.push(Stmt::Effect(Verbatim { tokens: quote!(let _ = &#tokens), reads, repeatable: false }));
        }
    }

    /// Declares a local with a value.
    pub(super) fn declare(&mut self, ident: &Ident, mutable: bool, value: Binding, kind: &Kind, ty: Option<&Type>) {
        let Binding::Value(operand) = value else {
            if let Binding::Memory(var) = &value
                && self.temps.remove(var)
            {
                self.vars[var.0].name = self.names.of_user(&mut self.user_names, ident);
            }
            self.scopes.declare(ident, value, kind.clone());
            return;
        };
        let operand = self.keep_type(operand, kind, ty, ident);
        if mutable && self.is_memory(ident, kind) {
            let var = self.memory(operand, kind, ident);
            self.scopes.declare(ident, Binding::Memory(var), kind.clone());
        } else {
            self.name_after(&operand, ident);
            self.scopes.declare(ident, Binding::Value(operand), kind.clone());
        }
    }

    /// A memory variable that starts as `operand`.
    fn memory(&mut self, operand: Operand, kind: &Kind, ident: &Ident) -> Var {
        let var = match operand.var() {
            Some(var) if self.is_newest_temp(var) && self.stmts.last().is_some_and(is_aggregate) => {
                self.name_after(&operand, ident);
                var
            }
            _ => {
                let var = self.user_var(ident, kind.clone());
                self.push(Stmt::Let(var, Rvalue::Use(operand)));
                var
            }
        };
        self.vars[var.0].memory = true;
        var
    }

    /// Keeps the written type of an integer: it decides how the integer wraps.
    fn keep_type(&mut self, operand: Operand, kind: &Kind, ty: Option<&Type>, ident: &Ident) -> Operand {
        let inactive = self.kinds.resolve(kind).is_inactive() && !matches!(kind, Kind::Poison);
        let Some(ty) = ty
            .map(|ty| if self.kinds.resolve(kind).is_scalar() { referent(ty) } else { ty })
            .filter(|ty| inactive && !matches!(ty, Type::Infer(_)))
        else {
            return operand;
        };
        let typed = self.define(kind.clone(), Rvalue::Use(operand), ident.span());
        if let Operand::Var(var) = typed {
            self.vars[var.0].ty = Some(ty.clone());
        }
        typed
    }

    /// The value of a block-like or any other expression, when only its effects matter, is dropped by the caller.
    pub(super) fn unsupported_expr(&mut self, expr: &Expr, what: &str, help: &str) -> Operand {
        let text = show(expr);
        let text = if text.len() > 40 { String::new() } else { format!(": `{text}`") };
        self.reject(&expr.to_token_stream(), format!("{what}{text}"), help)
    }
}

/// Whether a definition makes a value whose adjoint statement does not mention the value itself: its variable may
/// become memory, and so change afterwards.
fn is_aggregate(stmt: &Stmt) -> bool {
    matches!(
        stmt,
        Stmt::Let(
            _,
            Rvalue::Array(_)
                | Rvalue::Repeat(..)
                | Rvalue::Tuple(_)
                | Rvalue::Load(_)
                | Rvalue::Struct(_)
                | Rvalue::Some(_)
                | Rvalue::None
                | Rvalue::Unit(_)
        )
    )
}

/// What a reference refers to is read.
fn referent(ty: &Type) -> &Type {
    match ty {
        Type::Reference(r) => referent(&r.elem),
        ty => ty,
    }
}

/// Whether an expression names a place rather than a value.
pub(super) fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Index(_) | Expr::Field(_) => true,
        Expr::Paren(e) => is_place(&e.expr),
        Expr::Unary(e) => matches!(e.op, syn::UnOp::Deref(_)) && is_place(&e.expr),
        _ => false,
    }
}
