//! Closures that give an `Option`, for `filter_map`, `scan` and their kin: where the body ends in `Some(..)` and `None`,
//! the item goes on from there, and no `Option` is made.
use super::super::Lower;
use super::super::branch::Body;
use super::super::closures::Closure;
use super::super::place::strip;
use super::super::scope::Binding;
use super::super::streams::located;
use super::some;
use crate::ir::{Operand, Selector, Stmt, Verbatim};
use crate::kinds::Kind;
use proc_macro2::Span;
use quote::quote;
use std::cell::RefCell;
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprIf, ExprMethodCall};

/// What takes the item of an `Option`.
pub(super) type Taker<'s> = dyn FnMut(&mut Lower<'_>, Binding) + 's;
/// What stands for `None`.
pub(super) type Otherwise<'s> = dyn FnMut(&mut Lower<'_>) + 's;

impl Lower<'_> {
    /// Calls a closure that gives an `Option`.
    pub(super) fn invoke_option(
        &mut self,
        f: &Closure,
        args: Vec<Binding>,
        span: Span,
        some: &mut Taker<'_>,
        none: &mut Otherwise<'_>,
    ) {
        let here = self.scopes.names().clone();
        let Some(body) = f.plain_body().cloned() else {
            let value = self.invoke(f, args);
            let value = self.materialise(value, &located(span));
            return self.payload(value, span, some, none);
        };
        self.inside(f, args, |l| {
            // what follows is written where the call is
            let mut outside = |l: &mut Lower<'_>, then: &mut Otherwise<'_>| {
                let inside = l.scopes.exchange(here.clone());
                then(l);
                l.scopes.exchange(inside);
            };
            let outside = RefCell::new(&mut outside);
            l.option_of(&body, &mut |l, item| (outside.borrow_mut())(l, &mut |l| some(l, item.clone())), &mut |l| {
                (outside.borrow_mut())(l, none);
            });
        });
    }

    /// Follows an expression to where it makes its `Option`.
    fn option_of(&mut self, expr: &Expr, some_item: &mut Taker<'_>, none: &mut Otherwise<'_>) {
        match strip(expr) {
            Expr::Block(e) if e.label.is_none() => self.option_of_block(&e.block, some_item, none),
            Expr::If(e) if !has_let(&e.cond) => self.option_of_if(e, some_item, none),
            Expr::MethodCall(e) if is_then(e) => self.option_of_then(e, some_item, none),
            Expr::Path(path) if path.path.is_ident("None") && self.is_no_local(path) => {
                let tokens = quote!(let _: ::core::option::Option<()> = #path);
                self.push(Stmt::Effect(Verbatim { tokens, reads: Vec::new(), repeatable: false }));
                none(self);
            }
            Expr::Call(call) if some(expr).is_some_and(|_| !self.is_local(&call.func)) => {
                self.check_some(&call.func);
                let item = self.tail(&call.args[0]);
                some_item(self, item);
            }
            other => {
                let value = self.expr(other);
                self.payload(value, other.span(), some_item, none);
            }
        }
    }

    fn is_local(&self, func: &Expr) -> bool {
        matches!(strip(func), Expr::Path(path) if !self.is_no_local(path))
    }

    /// A function of the user's under the name `Some` is none of `Option`.
    fn check_some(&mut self, name: &Expr) {
        let tokens = quote!(if let #name(()) = ::core::option::Option::<()>::None {});
        self.push(Stmt::Effect(Verbatim { tokens, reads: Vec::new(), repeatable: false }));
    }

    fn option_of_block(&mut self, block: &Block, some: &mut Taker<'_>, none: &mut Otherwise<'_>) {
        self.scopes.enter();
        if let Some((syn::Stmt::Expr(last, None), rest)) = block.stmts.split_last() {
            self.statements(rest);
            self.option_of(last, some, none);
        } else {
            self.statements(&block.stmts);
        }
        self.scopes.leave();
    }

    fn option_of_if(&mut self, e: &ExprIf, some: &mut Taker<'_>, none: &mut Otherwise<'_>) {
        let on = self.expr(&e.cond);
        self.expect(&on, &Kind::Bool, &e.cond);
        let ends = RefCell::new((some, none));
        let arms = vec![
            Body::Then(Box::new(|l| {
                let (some, none) = &mut *ends.borrow_mut();
                l.option_of_block(&e.then_branch, some, none);
                Operand::Unit
            })),
            Body::Then(Box::new(|l| {
                let (some, none) = &mut *ends.borrow_mut();
                if let Some((_, otherwise)) = &e.else_branch {
                    l.option_of(otherwise, some, none);
                }
                Operand::Unit
            })),
        ];
        self.branch(on, Selector::Flag, arms, e.span());
    }

    /// `flag.then(|| item)`, `flag.then_some(item)`
    fn option_of_then(&mut self, e: &ExprMethodCall, some: &mut Taker<'_>, none: &mut Otherwise<'_>) {
        let on = self.expr(&e.receiver);
        self.expect(&on, &Kind::Bool, &e.receiver);
        let eager = (e.method == "then_some").then(|| self.tail(&e.args[0]));
        let f = if eager.is_none() { self.callable(&e.args[0]) } else { None };
        let arms = vec![
            Body::Then(Box::new(move |l: &mut Lower<'_>| {
                let item = match (eager, f) {
                    (Some(item), _) => item,
                    (None, Some(f)) => l.invoke(&f, Vec::new()),
                    (None, None) => Binding::Value(Operand::Poison),
                };
                some(l, item);
                Operand::Unit
            })),
            Body::Then(Box::new(move |l: &mut Lower<'_>| {
                none(l);
                Operand::Unit
            })),
        ];
        self.branch(on, Selector::Flag, arms, e.span());
    }

    /// Takes an `Option` apart.
    pub(super) fn payload(&mut self, option: Operand, span: Span, some: &mut Taker<'_>, none: &mut Otherwise<'_>) {
        let item = self.kinds.unknown();
        if !self.expect(&option, &Kind::Opt(Box::new(item)), &located(span)) || matches!(option, Operand::Poison) {
            return;
        }
        let whole = self.hold(option, &located(span));
        let found = self.in_place(&whole, span);
        let inside = self.taken_item(&found, span);
        let arms = vec![
            Body::Then(Box::new(|l| {
                some(l, inside);
                Operand::Unit
            })),
            Body::Then(Box::new(|l| {
                none(l);
                Operand::Unit
            })),
        ];
        self.branch(found.flag, Selector::Flag, arms, span);
    }
}

/// `flag.then(|| ..)`, `flag.then_some(..)`
fn is_then(e: &ExprMethodCall) -> bool {
    let lazy = e.method == "then" && matches!(e.args.first(), Some(Expr::Closure(_)));
    (lazy || e.method == "then_some") && e.args.len() == 1
}

/// Whether a condition binds names.
fn has_let(cond: &Expr) -> bool {
    match cond {
        Expr::Let(_) => true,
        Expr::Binary(e) => has_let(&e.left) || has_let(&e.right),
        _ => false,
    }
}
