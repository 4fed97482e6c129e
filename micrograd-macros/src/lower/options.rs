//! Methods of `Option`: each is a branch on whether there is a value.
use super::Lower;
use super::branch::Body;
use super::closures::Closure;
use super::optional::payload;
use super::place::strip;
use super::scope::Binding;
use super::subject::Subject;
use crate::ir::{Operand, Rvalue, Selector};
use crate::kinds::Kind;
use quote::{ToTokens, quote};
use std::rc::Rc;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

/// Methods that only an `Option` has, as far as differentiable code goes.
const OWN: &[&str] = &[
    "is_some",
    "is_none",
    "unwrap",
    "expect",
    "unwrap_or",
    "unwrap_or_default",
    "unwrap_or_else",
    "map_or",
    "map_or_else",
    "and_then",
    "or_else",
    "is_some_and",
    "is_none_or",
    "get_or_insert",
];

/// Methods that iterators, arrays or users' types have too.
const SHARED: &[&str] = &["copied", "cloned", "map", "filter", "zip", "or", "take", "replace", "inspect"];

/// An `Option` that a method is called on.
pub(super) struct Receiver<'e> {
    /// What it is.
    pub(super) subject: Subject,
    /// Whether there is a value.
    pub(super) flag: Operand,
    /// The call.
    pub(super) at: &'e ExprMethodCall,
}

impl Lower<'_> {
    /// A method of an `Option`, or of a flag that makes one; nothing for any other.
    pub(super) fn method_of_option(&mut self, e: &ExprMethodCall) -> Option<Operand> {
        let name = e.method.to_string();
        // `then` of an order takes another order
        let closure = e.args.first().is_some_and(|arg| matches!(strip(arg), Expr::Closure(_)));
        if e.args.len() == 1 && (name == "then_some" || name == "then" && closure) {
            return Some(self.then(e));
        }
        let own = OWN.contains(&name.as_str()) && !matches!(self.peek(&e.receiver), Kind::Opaque);
        // a `Vec` is inserted into at an index
        let inserts = name == "insert" && e.args.len() == 1;
        let shared = (inserts || SHARED.contains(&name.as_str())) && self.is_option(&e.receiver);
        if !own && !shared {
            return None;
        }
        let subject = self.subject(&e.receiver);
        let subject = self.placed(subject, &e.receiver);
        if let Some(place) = self.open_place(&subject, e) {
            return Some(self.mapped_open(&place, e).unwrap_or(Operand::Poison));
        }
        let Some(on) = self.option_in(subject, &e.receiver, e) else { return Some(Operand::Poison) };
        let args: Vec<&Expr> = e.args.iter().collect();
        Some(match (name.as_str(), &args[..]) {
            ("is_some", []) => on.flag,
            ("is_none", []) => self.define(Kind::Bool, Rvalue::Not(on.flag), e.span()),
            ("unwrap", []) => self.unwrap(&on, None),
            ("expect", [message]) => self.unwrap(&on, Some(message)),
            ("copied" | "cloned", []) => self.whole(&on),
            ("unwrap_or" | "or", [other]) => {
                let other = self.expr(other);
                self.option_or(&on, name == "or", Body::Value(other))
            }
            ("unwrap_or_default", []) => self.or_default(&on),
            ("zip", [other]) => self.option_zip(&on, other),
            ("take", []) => self.exchanged(&on, None),
            ("replace", [value]) => {
                let value = self.expr(value);
                self.exchanged(&on, Some(value))
            }
            ("insert" | "get_or_insert", [value]) => {
                self.inserted(&on, value);
                Operand::Unit
            }
            (_, args) => self.option_closure(&name, &on, args),
        })
    }

    /// The methods that call a closure.
    fn option_closure(&mut self, name: &str, on: &Receiver<'_>, args: &[&Expr]) -> Operand {
        let default = (name == "map_or" && args.len() == 2).then(|| self.expr(args[0]));
        let (Some(f), 1 | 2) = (args.last(), args.len()) else {
            return self.reject(
                &on.at.method,
                "a method with other arguments than `Option` has",
                "see its documentation",
            );
        };
        let Some(f) = self.callable(f) else { return Operand::Poison };
        let flag = |known: bool| Body::Value(Operand::plain(known.to_token_stream(), Kind::Bool));
        let arms = match name {
            "map" => vec![with(on, f, true), none(on.at)],
            "and_then" => vec![with(on, f, false), none(on.at)],
            "map_or" => vec![with(on, f, false), Body::Value(default.unwrap_or(Operand::Poison))],
            "map_or_else" => match self.callable(args[0]) {
                Some(g) => vec![with(on, f, false), without(on, g)],
                None => return Operand::Poison,
            },
            "is_some_and" => vec![with(on, f, false), flag(false)],
            "is_none_or" => vec![with(on, f, false), flag(true)],
            "unwrap_or_else" => return self.option_or(on, false, without(on, f)),
            "or_else" => return self.option_or(on, true, without(on, f)),
            "filter" | "inspect" => vec![looked_at(on, name == "filter", f), none(on.at)],
            _ => return self.reject(&on.at.method, "this method of `Option` is not understood", "write a `match`"),
        };
        self.branch(on.flag.clone(), Selector::Flag, arms, on.at.span())
    }

    fn invoked(&mut self, f: &Closure, args: Vec<Binding>, at: &ExprMethodCall) -> Operand {
        let value = self.invoke(f, args);
        self.materialise(value, at)
    }

    /// `unwrap_or` and `or`: the value, or the whole, if there is one.
    fn option_or(&mut self, on: &Receiver<'_>, whole: bool, other: Body<'_>) -> Operand {
        let own = Body::Then(Box::new(|l: &mut Lower<'_>| if whole { l.whole(on) } else { l.option_payload(on) }));
        self.branch(on.flag.clone(), Selector::Flag, vec![own, other], on.at.span())
    }

    fn or_default(&mut self, on: &Receiver<'_>) -> Operand {
        let part = payload(&on.subject);
        let zero = match self.subject_kind(&part) {
            kind if self.kinds.is_real(&kind) => self.real_of(quote!(0.0), kind, on.at.span()),
            Kind::Int => Operand::plain(quote!(0), Kind::Int),
            _ => {
                let help = "write it: `.unwrap_or(..)`";
                return self.reject(&on.at.method, "the default of a type that is not visible", help);
            }
        };
        self.option_or(on, false, Body::Value(zero))
    }

    fn option_zip(&mut self, on: &Receiver<'_>, other: &Expr) -> Operand {
        let Some(second) = self.option(other, on.at) else { return Operand::Poison };
        let pair = Body::Then(Box::new(|l: &mut Lower<'_>| {
            let pair = Body::Then(Box::new(|l: &mut Lower<'_>| {
                let values = vec![l.option_payload(on), l.option_payload(&second)];
                let kinds = values.iter().map(|v| l.kind_of(v)).collect();
                let pair = l.define(Kind::Tup(kinds), Rvalue::Tuple(values), on.at.span());
                l.some(pair, on.at)
            }));
            l.branch(second.flag.clone(), Selector::Flag, vec![pair, none(on.at)], on.at.span())
        }));
        self.branch(on.flag.clone(), Selector::Flag, vec![pair, none(on.at)], on.at.span())
    }

    /// `c.then_some(v)`, `c.then(|| v)`
    fn then(&mut self, e: &ExprMethodCall) -> Operand {
        let flag = self.expr(&e.receiver);
        self.expect(&flag, &Kind::Bool, &e.receiver);
        let made: Body<'_> = if e.method == "then" {
            let Some(f) = self.callable(&e.args[0]) else { return Operand::Poison };
            Body::Then(Box::new(move |l: &mut Lower<'_>| {
                let value = l.invoked(&f, Vec::new(), e);
                l.some(value, e)
            }))
        } else {
            let value = self.expr(&e.args[0]);
            Body::Then(Box::new(move |l: &mut Lower<'_>| l.some(value, e)))
        };
        self.branch(flag, Selector::Flag, vec![made, none(e)], e.span())
    }

    /// `take` and `replace`: what stood there before.
    fn exchanged(&mut self, on: &Receiver<'_>, value: Option<Operand>) -> Operand {
        let Some(place) = on.subject.place().cloned() else { return Operand::Poison };
        if !self.is_memory_place(&place, &on.at.receiver) {
            return Operand::Poison;
        }
        let value = match value {
            Some(value) => self.some(value, on.at),
            None => self.none(on.at),
        };
        let old = self.load(place.clone(), on.at);
        self.store(place, value, on.at);
        old
    }
}

/// What a closure makes of the value, in `Some` where the flag is set.
fn with<'e>(on: &'e Receiver<'e>, f: Rc<Closure>, some: bool) -> Body<'e> {
    Body::Then(Box::new(move |l: &mut Lower<'_>| {
        let value = l.option_value(on);
        let value = l.invoked(&f, vec![value], on.at);
        if some { l.some(value, on.at) } else { value }
    }))
}

/// What a closure gives where there is no value.
fn without<'e>(on: &'e Receiver<'e>, f: Rc<Closure>) -> Body<'e> {
    Body::Then(Box::new(move |l: &mut Lower<'_>| l.invoked(&f, Vec::new(), on.at)))
}

fn none(at: &ExprMethodCall) -> Body<'_> {
    Body::Then(Box::new(move |l: &mut Lower<'_>| l.none(at)))
}

/// `filter` and `inspect` give their closure a reference.
fn looked_at<'e>(on: &'e Receiver<'e>, filter: bool, f: Rc<Closure>) -> Body<'e> {
    Body::Then(Box::new(move |l: &mut Lower<'_>| {
        let shown = match payload(&on.subject) {
            Subject::Place(place) => Subject::Ref(place, false),
            other => other,
        };
        let shown = l.binding_of(shown, on.at);
        let keep = l.invoked(&f, vec![shown], on.at);
        if !filter {
            return l.whole(on);
        }
        l.expect(&keep, &Kind::Bool, on.at);
        let whole = Body::Then(Box::new(|l: &mut Lower<'_>| l.whole(on)));
        l.branch(keep, Selector::Flag, vec![whole, none(on.at)], on.at.span())
    }))
}
