//! What runs a chain: sums, folds, searches, collections. Each is a loop that keeps what it needs from item to item.
mod arrays;
mod collect;
mod extremes;
mod options;
mod search;

use super::Lower;
use super::chains::{Chain, Sink};
use super::closures::Closure;
use super::expr::rule;
use super::loops::Around;
use super::mutations::Mutations;
use super::place::strip;
use super::scope::{Binding, Local};
use super::streams::located;
use crate::ir::{Operand, Rvalue, Stmt, Var};
use crate::kinds::Kind;
use proc_macro2::Span;
use quote::{ToTokens, quote};
use std::rc::Rc;
use syn::{Expr, ExprMethodCall, GenericArgument, Type};

/// Methods that take what they need from an iterator and leave the rest in it.
const PARTIAL: &[&str] = &[
    "next",
    "nth",
    "find",
    "find_map",
    "any",
    "all",
    "position",
    "rposition",
    "next_back",
    "nth_back",
    "rfind",
    "try_fold",
    "try_for_each",
];

impl Lower<'_> {
    /// A method that runs an iterator, or one of the `Option` that such a method gives; nothing for any other.
    pub(super) fn consumed(&mut self, e: &ExprMethodCall) -> Option<Binding> {
        if self.iterates(&e.receiver) {
            return Some(self.consumer(e).unwrap_or(Binding::Value(Operand::Poison)));
        }
        if e.method == "extend" && e.args.len() == 1 {
            return self.extended(e);
        }
        self.gives_option(&e.receiver).then(|| self.option_method(e)).flatten()
    }

    fn consumer(&mut self, e: &ExprMethodCall) -> Option<Binding> {
        let name = e.method.to_string();
        self.takes_all(e)?;
        if options::gives_option(&name) {
            let found = self.found(e)?;
            return Some(Binding::Value(self.as_option(&found, e.method.span())));
        }
        let mut chain = self.chain(&e.receiver)?;
        let args: Vec<&Expr> = e.args.iter().collect();
        match (name.as_str(), &args[..]) {
            ("sum", []) => self.total(&chain, e, "add"),
            ("product", []) => self.total(&chain, e, "mul"),
            ("fold" | "rfold", [first, f]) => {
                if name == "rfold" {
                    self.reversed(&mut chain, &e.method)?;
                }
                let (first, f) = (self.initial(first, None), self.callable(f)?);
                Some(self.folded(&chain, first, &f, e.method.span()))
            }
            ("for_each", [f]) => {
                let f = self.callable(f)?;
                let called = [f.clone()];
                self.items(&chain, Vec::new(), &called, e.method.span(), &mut |l, item| drop(l.invoke(&f, vec![item])));
                Some(Binding::Value(Operand::Unit))
            }
            ("count", []) => Some(Binding::Value(self.how_many(&chain, e.method.span()))),
            ("len", []) if chain.stages.is_empty() => {
                let len = self.length_of(&chain.stream, e.method.span());
                Some(Binding::Value(len.unwrap_or(Operand::Poison)))
            }
            ("any", [p]) => self.asked(&chain, p, true, e.method.span()),
            ("all", [p]) => self.asked(&chain, p, false, e.method.span()),
            ("collect", []) => self.collected(&chain, e),
            ("remainder" | "into_remainder", []) => self.remainder(&chain, e),
            ("unzip", []) => Some(self.unzipped(&chain, e.method.span())),
            ("partition", [p]) => self.partitioned(&chain, p, e.method.span()),
            _ => {
                let message = format!("the method `.{name}()` of an iterator is not understood");
                self.reject(&e.method, message, "write a `for` loop");
                None
            }
        }
    }

    /// A named iterator that is left with the rest of its items would have to be a value.
    fn takes_all(&mut self, e: &ExprMethodCall) -> Option<()> {
        let partial = PARTIAL.iter().any(|name| e.method == name) && matches!(strip(&e.receiver), Expr::Path(_));
        if partial {
            let message = format!("`.{}()` takes items from an iterator and leaves the others in it", e.method);
            self.reject(&e.method, message, "call it on the iterator where that is made, or use indices");
        }
        (!partial).then_some(())
    }

    /// Runs a chain that has an end; `kept` are the locals that `sink` changes, `called` the closures that it calls.
    fn items(&mut self, chain: &Chain, mut kept: Vec<Local>, called: &[Rc<Closure>], span: Span, sink: &mut Sink<'_>) {
        kept.extend(self.changed_by(&Mutations::default(), called));
        let around = Around { changed: kept, ..Around::default() };
        self.run_chain(chain, around, span, &|_| {}, sink);
    }

    /// `.sum()`, `.product()`: starts from what the standard library starts from.
    fn total(&mut self, chain: &Chain, e: &ExprMethodCall, name: &'static str) -> Option<Binding> {
        let (span, mistakes) = (e.method.span(), self.errors.count());
        let kind = match turbofish(e) {
            Some(ty) => self.declared_kind(Some(ty)),
            None => self.kinds.unknown(),
        };
        let (var, at) = self.later("total", kind.clone(), span);
        let total =
            self.scopes.declare(&self.vars[var.0].name.clone(), Binding::Value(Operand::Var(var)), kind.clone());
        self.items(chain, vec![total], &[], span, &mut |l, item| {
            let item = l.materialise(item, &located(span));
            l.expect(&item, &kind, &e.method);
            let sum = l.define(kind.clone(), Rvalue::Prim(rule(name), vec![l.number(total), item]), span);
            l.scopes.set(total, sum);
        });
        if self.errors.count() > mistakes {
            return None;
        }
        let start = self.start(&kind, e)?;
        self.settle(var, at, start);
        Some(Binding::Value(self.number(total)))
    }

    /// A variable whose first value is settled once its kind is known, and the number of its statement.
    fn later(&mut self, name: &str, kind: Kind, span: Span) -> (Var, usize) {
        let name = self.names.fresh(name, span);
        let var = self.user_var(&name, kind);
        self.vars[var.0].guessed = false;
        self.push(Stmt::Let(var, Rvalue::Use(Operand::Unit)));
        (var, self.stmts.len())
    }

    /// Settles it.
    fn settle(&mut self, var: Var, at: usize, first: Rvalue) {
        if let Some(Stmt::Let(out, value)) = at.checked_sub(1).and_then(|k| self.stmts.get_mut(k))
            && *out == var
        {
            *value = first;
        }
    }

    /// What the sum or the product of nothing is.
    fn start(&mut self, kind: &Kind, e: &ExprMethodCall) -> Option<Rvalue> {
        let (root, method) = (&self.input.root, &e.method);
        let kind = self.kinds.resolve(kind);
        let ty = match kind {
            Kind::Int => {
                let value = if method == "sum" { quote!(0) } else { quote!(1) };
                return Some(Rvalue::Use(Operand::plain(value, Kind::Int)));
            }
            Kind::Other => self.input.other_scalar().unwrap_or_default().into(),
            Kind::Real => self.input.scalar.to_token_stream(),
            Kind::Float => turbofish(e).map_or(quote!(::core::primitive::f64), ToTokens::to_token_stream),
            Kind::Poison => return None,
            Kind::Unknown(_) => {
                let message = format!("the type of this {method} is not visible");
                self.reject(method, message, format!("write it here: `.{method}::<f64>()`"));
                return None;
            }
            other => {
                let message = format!("a {method} of something other than numbers: {other}");
                self.reject(method, message, "write a `for` loop");
                return None;
            }
        };
        let empty = if method == "sum" { quote!(empty_sum) } else { quote!(empty_product) };
        Some(Rvalue::Use(Operand::plain(quote!(#root::rt::#empty::<#ty>()), kind)))
    }

    /// `.fold(first, f)`
    fn folded(&mut self, chain: &Chain, first: Binding, f: &Rc<Closure>, span: Span) -> Binding {
        let slot = self.slot(first, "acc", span);
        self.items(chain, slot.locals(), std::slice::from_ref(f), span, &mut |l, item| {
            let so_far = slot.get(l);
            let next = l.invoke(f, vec![so_far, item]);
            slot.set(l, next, span);
        });
        slot.get(self)
    }

    /// `.count()`
    fn how_many(&mut self, chain: &Chain, span: Span) -> Operand {
        if chain.stages.is_empty()
            && !chain.stream.is_mapped()
            && let Some(len) = self.length_of(&chain.stream, span)
        {
            return len;
        }
        let count = self.counter(span);
        self.items(chain, vec![count], &[], span, &mut |l, _| drop(l.next_number(count, span)));
        self.number(count)
    }

    /// `.any(p)`, `.all(p)`: the first item that decides ends the loop.
    fn asked(&mut self, chain: &Chain, p: &Expr, any: bool, span: Span) -> Option<Binding> {
        let p = self.callable(p)?;
        let flag = |flag: bool| Operand::plain(flag.to_token_stream(), Kind::Bool);
        let name = self.names.fresh(if any { "any" } else { "all" }, span);
        let answer = self.scopes.declare(&name, Binding::Value(flag(!any)), Kind::Bool);
        let depth = self.loops.len();
        self.items(chain, vec![answer], std::slice::from_ref(&p), span, &mut |l, item| {
            let holds = l.asks(&p, item, span);
            let decide = |l: &mut Lower<'_>| {
                l.scopes.set(answer, flag(any));
                l.finish_at(depth);
            };
            if any { l.when(holds, span, decide) } else { l.unless(holds, span, decide) }
        });
        Some(Binding::Value(self.number(answer)))
    }
}

/// The type in `.sum::<f64>()`.
fn turbofish(e: &ExprMethodCall) -> Option<&Type> {
    match e.turbofish.as_ref()?.args.first()? {
        GenericArgument::Type(ty) if !matches!(ty, Type::Infer(_)) => Some(ty),
        _ => None,
    }
}
