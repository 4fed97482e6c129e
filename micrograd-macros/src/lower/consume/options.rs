//! The `Option` that a search gives. Where the next method takes it apart at once, it is never made.
use super::super::Lower;
use super::super::branch::Body;
use super::super::closures::Closure;
use super::super::place::strip;
use super::super::scope::Binding;
use super::super::streams::{Stream, located};
use crate::ir::{Operand, Place, Projection, Rvalue, Selector, Stmt, Variant, Verbatim};
use crate::kinds::Kind;
use proc_macro2::Span;
use quote::quote;
use std::rc::Rc;
use syn::{Expr, ExprMethodCall};

/// What was looked for: a flag, and the item where the flag holds.
pub(in super::super) struct Found {
    /// Whether there is one.
    pub(in super::super) flag: Operand,
    item: Item,
    then: Vec<Step>,
}

/// Where the item is.
enum Item {
    Now(Binding),
    Nth(Box<Stream>, Operand),
}

/// What becomes of it.
enum Step {
    Copied,
    Map(Rc<Closure>),
}

/// Methods of iterators that give an `Option`.
const SEARCHES: &[&str] = &["next", "last", "nth", "find", "find_map", "position", "rposition"];
const EXTREMES: &[&str] = &["max", "min", "max_by", "min_by", "max_by_key", "min_by_key", "reduce"];

/// Methods that take an `Option` apart.
const TAKING: &[&str] = &[
    "unwrap",
    "expect",
    "is_some",
    "is_none",
    "unwrap_or",
    "unwrap_or_else",
    "unwrap_or_default",
    "map_or",
    "map_or_else",
    "is_some_and",
    "is_none_or",
];

/// Whether a method of an iterator gives an `Option`.
pub(super) fn gives_option(name: &str) -> bool {
    SEARCHES.contains(&name) || EXTREMES.contains(&name)
}

impl Found {
    pub(super) fn now(flag: Operand, item: Binding) -> Self {
        Found { flag, item: Item::Now(item), then: Vec::new() }
    }

    pub(super) fn nth(flag: Operand, stream: Stream, k: Operand) -> Self {
        Found { flag, item: Item::Nth(Box::new(stream), k), then: Vec::new() }
    }
}

impl Lower<'_> {
    /// Whether an expression is the `Option` that a search gives.
    pub(super) fn gives_option(&self, expr: &Expr) -> bool {
        match strip(expr) {
            Expr::MethodCall(call) => {
                let searches = gives_option(&call.method.to_string()) && self.iterates(&call.receiver);
                let step = ["copied", "cloned", "map"].iter().any(|name| call.method == name);
                searches || (step && self.gives_option(&call.receiver))
            }
            _ => false,
        }
    }

    /// What an expression of that form finds.
    pub(super) fn found(&mut self, e: &ExprMethodCall) -> Option<Found> {
        let name = e.method.to_string();
        if self.iterates(&e.receiver) {
            self.takes_all(e)?;
            return if SEARCHES.contains(&name.as_str()) { self.searched(&name, e) } else { self.extreme(&name, e) };
        }
        let Expr::MethodCall(inner) = strip(&e.receiver) else { return None };
        let mut found = self.found(inner)?;
        found.then.push(match e.args.first() {
            Some(f) => Step::Map(self.callable(f)?),
            None => Step::Copied,
        });
        Some(found)
    }

    /// An `Option` that stands in a place.
    pub(in super::super) fn in_place(&mut self, place: &Place, span: Span) -> Found {
        let name = self.receiver_tokens(place);
        let found = self.flag_of(quote!(#name.is_some()), place.vars().collect(), span);
        let inside = place.then(Projection::Payload(Variant::Some, syn::Member::from(0)));
        Found::now(found, Binding::Alias(inside, false))
    }

    /// The item, where it is known to be there.
    pub(in super::super) fn taken_item(&mut self, found: &Found, span: Span) -> Binding {
        let mut item = match &found.item {
            Item::Now(item) => item.clone(),
            Item::Nth(stream, k) => self.nth(stream, k, span),
        };
        for step in &found.then {
            item = match step {
                Step::Copied => self.copied(item, span),
                Step::Map(f) => self.invoke(f, vec![item]),
            };
        }
        item
    }

    /// The `Option` itself.
    pub(super) fn as_option(&mut self, found: &Found, span: Span) -> Operand {
        let kind = self.kinds.unknown();
        let none = Operand::plain(quote!(::core::option::Option::None), Kind::Opt(Box::new(kind)));
        let some = Body::Then(Box::new(|l| {
            let item = l.taken_item(found, span);
            let item = l.materialise(item, &located(span));
            let kind = Kind::Opt(Box::new(l.kind_of(&item)));
            l.define(kind, Rvalue::Some(item), span)
        }));
        self.branch(found.flag.clone(), Selector::Flag, vec![some, Body::Value(none)], span)
    }

    /// A method of the `Option` that a search gives.
    pub(super) fn option_method(&mut self, e: &ExprMethodCall) -> Option<Binding> {
        let Expr::MethodCall(inner) = strip(&e.receiver) else { return None };
        let (name, span) = (e.method.to_string(), e.method.span());
        if ["copied", "cloned", "map"].contains(&name.as_str()) {
            let found = self.found(e)?;
            return Some(Binding::Value(self.as_option(&found, span)));
        }
        if !TAKING.contains(&name.as_str()) {
            return None;
        }
        let poison = Binding::Value(Operand::Poison);
        let Some(found) = self.found(inner) else { return Some(poison) };
        Some(self.taken(&found, &name, e, span).unwrap_or(poison))
    }

    fn taken(&mut self, found: &Found, name: &str, e: &ExprMethodCall, span: Span) -> Option<Binding> {
        let flag = |flag: bool| Operand::plain(quote::ToTokens::to_token_stream(&flag), Kind::Bool);
        match (name, e.args.len()) {
            ("unwrap", 0) | ("expect", 1) => {
                self.must_be(found, e);
                Some(self.taken_item(found, span))
            }
            ("is_some", 0) => Some(Binding::Value(found.flag.clone())),
            ("is_none", 0) => Some(Binding::Value(self.define(Kind::Bool, Rvalue::Not(found.flag.clone()), span))),
            ("unwrap_or", 1) => {
                let other = self.initial(&e.args[0], None);
                let other = self.materialise(other, &e.args[0]);
                Some(self.either(found, None, Body::Value(other), span))
            }
            ("unwrap_or_else", 1) => {
                let f = self.callable(&e.args[0])?;
                Some(self.either(found, None, called(f, span), span))
            }
            ("map_or", 2) => {
                let other = self.expr(&e.args[0]);
                let f = self.callable(&e.args[1])?;
                Some(self.either(found, Some(&f), Body::Value(other), span))
            }
            ("map_or_else", 2) => {
                let (or_else, f) = (self.callable(&e.args[0])?, self.callable(&e.args[1])?);
                Some(self.either(found, Some(&f), called(or_else, span), span))
            }
            ("is_some_and" | "is_none_or", 1) => {
                let f = self.callable(&e.args[0])?;
                Some(self.either(found, Some(&f), Body::Value(flag(name == "is_none_or")), span))
            }
            _ => {
                let help = "write the value: `.unwrap_or(0.0)`";
                self.reject(&e.method, "the default value is not visible", help);
                None
            }
        }
    }

    /// The item or what `f` makes of it, if there is one; `other` if not.
    fn either(&mut self, found: &Found, f: Option<&Closure>, other: Body<'_>, span: Span) -> Binding {
        let some = Body::Then(Box::new(|l| {
            let mut item = l.taken_item(found, span);
            if let Some(f) = f {
                item = l.invoke(f, vec![item]);
            }
            l.materialise(item, &located(span))
        }));
        Binding::Value(self.branch(found.flag.clone(), Selector::Flag, vec![some, other], span))
    }

    /// Panics as the standard library does where nothing was found.
    fn must_be(&mut self, found: &Found, e: &ExprMethodCall) {
        let flag = self.tokens(&found.flag);
        let (method, args) = (&e.method, &e.args);
        let mut reads: Vec<_> = found.flag.var().into_iter().collect();
        let args = match args.first() {
            None => quote!(),
            Some(Expr::Lit(text)) => quote!(#text),
            Some(text) => {
                let text = self.expr(text);
                reads.extend(text.var());
                self.tokens(&text)
            }
        };
        let tokens = quote!(if !#flag { ::core::option::Option::<()>::None.#method(#args) });
        self.push(Stmt::Effect(Verbatim { tokens, reads, repeatable: false }));
    }
}

/// What a closure without parameters gives.
fn called(f: Rc<Closure>, span: Span) -> Body<'static> {
    Body::Then(Box::new(move |l| {
        let value = l.invoke(&f, Vec::new());
        l.materialise(value, &located(span))
    }))
}
