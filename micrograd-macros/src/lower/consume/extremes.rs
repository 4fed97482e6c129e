//! The largest and the smallest item. The comparison has no derivative; the derivative goes to the item that won.
use super::super::Lower;
use super::super::branch::Body;
use super::super::chains::Chain;
use super::super::closures::Closure;
use super::super::scope::{Binding, Local};
use super::super::slots::Slot;
use super::super::streams::located;
use super::options::Found;
use crate::ir::{Operand, Rvalue, Selector, Verbatim};
use crate::kinds::Kind;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use std::rc::Rc;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

/// How two items are compared.
enum Order {
    /// By a closure.
    By(Rc<Closure>),
    /// By what a closure makes of them.
    Key(Rc<Closure>),
    /// As integers.
    Own,
}

/// What is kept of the items so far.
struct Best {
    /// The best one.
    item: Slot,
    /// What it was compared by.
    key: Option<Slot>,
    /// Whether there was one.
    any: Local,
    /// The number of items and that of the best one, where it is made once more behind the loop: then nothing but that
    /// number needs a derivative's way back.
    numbers: Option<(Local, Local)>,
}

impl Best {
    /// The locals that the loop carries.
    fn locals(&self) -> Vec<Local> {
        let mut locals = self.item.locals();
        locals.extend(self.key.iter().flat_map(Slot::locals));
        locals.extend(self.numbers.iter().flat_map(|(count, winner)| [*count, *winner]));
        locals.push(self.any);
        locals
    }
}

impl Order {
    /// The closure that is called.
    fn closure(&self) -> &[Rc<Closure>] {
        match self {
            Order::By(f) | Order::Key(f) => std::slice::from_ref(f),
            Order::Own => &[],
        }
    }
}

impl Lower<'_> {
    /// `.max_by(..)` and its kin, `.reduce(..)`.
    pub(super) fn extreme(&mut self, name: &str, e: &ExprMethodCall) -> Option<Found> {
        let chain = self.chain(&e.receiver)?;
        let f = match e.args.first() {
            Some(f) => Some(self.callable(f)?),
            None => None,
        };
        let max = name.starts_with("max");
        let order = match (name, f) {
            ("reduce", Some(f)) => return self.reduced(&chain, &f, e.method.span()),
            ("max_by" | "min_by", Some(f)) => Order::By(f),
            ("max_by_key" | "min_by_key", Some(f)) => Order::Key(f),
            ("max" | "min", None) => Order::Own,
            _ => return None,
        };
        self.best(&chain, &order, max, e.method.span())
    }

    /// The best item so far stays; which one that is, is carried from item to item.
    fn best(&mut self, chain: &Chain, order: &Order, max: bool, span: Span) -> Option<Found> {
        let best = self.no_best(chain, order, span)?;
        self.items(chain, best.locals(), order.closure(), span, &mut |l, item| {
            let own = l.key(order, &item);
            let so_far = (best.item.get(l), best.key.as_ref().map(|slot| slot.get(l)));
            let wins = Body::Then(Box::new(|l| l.wins(order, max, so_far, (&item, own.as_ref()), span)));
            let first = Body::Value(Operand::plain(true.to_token_stream(), Kind::Bool));
            let any = l.number(best.any);
            let wins = l.branch(any, Selector::Flag, vec![wins, first], span);
            let number = best.numbers.map(|(count, winner)| (winner, l.next_number(count, span)));
            l.when(wins, span, |l| {
                if let Some((winner, number)) = number {
                    l.scopes.set(winner, number);
                }
                best.item.set(l, item, span);
                if let (Some(slot), Some(own)) = (&best.key, own) {
                    slot.set(l, own, span);
                }
            });
            l.raise(best.any);
        });
        let any = self.number(best.any);
        if let Some((_, winner)) = best.numbers {
            return Some(Found::nth(any, chain.stream.clone(), self.number(winner)));
        }
        let item = best.item.get(self);
        Some(Found::now(any, item))
    }

    /// Room for the best item, before there is one.
    fn no_best(&mut self, chain: &Chain, order: &Order, span: Span) -> Option<Best> {
        let (outside, mut shapes) = (self.vars.len(), None);
        self.sketch(|l| {
            l.items(chain, Vec::new(), &[], span, &mut |l, item| {
                let key = l.key(order, &item);
                shapes = Some((item, key));
            });
        })?;
        let (item, key) = shapes?;
        let item = self.slot_like(&item, outside, span)?;
        let key = match key {
            Some(key) => Some(self.slot_like(&key, outside, span)?),
            None => None,
        };
        let again = self.is_known(chain) && item.holds_reals(self);
        let numbers = again.then(|| (self.counter(span), self.counter(span)));
        Some(Best { item, key, any: self.lowered_flag(span), numbers })
    }

    /// What an item is compared by, if not by itself.
    fn key(&mut self, order: &Order, item: &Binding) -> Option<Binding> {
        match order {
            Order::Key(f) => Some(self.invoke(f, vec![item.shared()])),
            Order::By(_) | Order::Own => None,
        }
    }

    /// Whether an item takes the place of the best one so far: of equal ones the last is the maximum, the first the
    /// minimum.
    fn wins(
        &mut self,
        order: &Order,
        max: bool,
        (best, best_key): (Binding, Option<Binding>),
        (item, key): (&Binding, Option<&Binding>),
        span: Span,
    ) -> Operand {
        let at = located(span);
        let ordering = match order {
            Order::By(f) => {
                let ordering = self.invoke(f, vec![best.shared(), item.shared()]);
                self.materialise(ordering, &at)
            }
            Order::Key(_) | Order::Own => {
                let (a, b) = (best_key.unwrap_or(best), key.unwrap_or(item).clone());
                let [a, b] = [a, b].map(|side| self.materialise(side, &at));
                self.ordering("cmp", &a, &b, &at)
            }
        };
        self.expect(&ordering, &Kind::Inert, &at);
        let o = self.tokens(&ordering);
        let equal = if max { quote!(!=) } else { quote!(==) };
        self.flag(quote!(#o #equal ::core::cmp::Ordering::Greater), &[&ordering], span)
    }

    /// `a.partial_cmp(&b)`, `a.total_cmp(&b)`, `a.cmp(&b)`: no derivative.
    pub(in super::super) fn ordering(&mut self, method: &str, a: &Operand, b: &Operand, at: &impl ToTokens) -> Operand {
        let kind = self.kind_of(a);
        // only floats have a total order of this name
        let fits = method != "total_cmp" || !self.is_plain_mode() || self.expect_real(&kind, at);
        if !fits || !self.expect(b, &kind, at) {
            return Operand::Poison;
        }
        let (root, left, right) = (&self.input.root, self.tokens(a), self.tokens(b));
        let tokens: TokenStream = match method {
            "partial_cmp" => quote!(::core::cmp::PartialOrd::partial_cmp(&#left, &#right)),
            "total_cmp" => {
                quote!(::core::primitive::f64::total_cmp(&#root::rt::primal(#left), &#root::rt::primal(#right)))
            }
            _ => quote!(::core::cmp::Ord::cmp(&#left, &#right)),
        };
        let reads = [a, b].into_iter().filter_map(Operand::var).collect();
        let code = Verbatim { tokens, reads, repeatable: false };
        let kind = if method == "partial_cmp" { Kind::Opt(Box::new(Kind::Inert)) } else { Kind::Inert };
        self.define(kind, Rvalue::Verbatim(code), at.to_token_stream().span())
    }

    /// A method of an `Ordering`, or of the `Option` that holds one; nothing for any other.
    pub(in super::super) fn ordering_method(&mut self, ordering: &Operand, e: &ExprMethodCall) -> Option<Operand> {
        let (method, o) = (&e.method, self.tokens(ordering));
        let kind = match (method.to_string().as_str(), e.args.len()) {
            ("then_with", 1) => return Some(self.then_with(ordering, e)),
            ("unwrap" | "reverse", 0) | ("expect" | "unwrap_or" | "then", 1) => Kind::Inert,
            ("is_eq" | "is_ne" | "is_lt" | "is_gt" | "is_le" | "is_ge", 0) => Kind::Bool,
            _ => return None,
        };
        let mut reads: Vec<_> = ordering.var().into_iter().collect();
        let arg = match e.args.first() {
            Some(Expr::Lit(text)) => Some(text.to_token_stream()),
            Some(other) => {
                let value = self.expr(other);
                self.expect(&value, &Kind::Inert, other);
                reads.extend(value.var());
                Some(self.tokens(&value))
            }
            None => None,
        };
        let code = Verbatim { tokens: quote!(#o.#method(#arg)), reads, repeatable: false };
        Some(self.define(kind, Rvalue::Verbatim(code), e.span()))
    }

    /// `ordering.then_with(f)`: only of equal ones the closure compares more.
    fn then_with(&mut self, ordering: &Operand, e: &ExprMethodCall) -> Operand {
        let Some(f) = self.callable(&e.args[0]) else { return Operand::Poison };
        let (span, o) = (e.method.span(), self.tokens(ordering));
        let equal = self.flag(quote!(#o == ::core::cmp::Ordering::Equal), &[ordering], span);
        let more = Body::Then(Box::new(move |l: &mut Lower<'_>| {
            let more = l.invoke(&f, Vec::new());
            l.materialise(more, &located(span))
        }));
        self.branch(equal, Selector::Flag, vec![more, Body::Value(ordering.clone())], span)
    }

    /// `.reduce(f)`: the first item starts the fold.
    fn reduced(&mut self, chain: &Chain, f: &Rc<Closure>, span: Span) -> Option<Found> {
        let (outside, mut shape) = (self.vars.len(), None);
        self.sketch(|l| {
            l.items(chain, Vec::new(), &[], span, &mut |l, item| {
                // the closure's result tells the kind where the item does not
                let (own, result) = (l.binding_kind(&item), l.invoke(f, vec![item.clone(), item.clone()]));
                let kind = l.binding_kind(&result);
                l.unify(&kind, &own, &located(span));
                shape = Some(l.materialise(item, &located(span)));
            });
        })?;
        let slot = self.slot_like(&Binding::Value(shape?), outside, span)?;
        let any = self.lowered_flag(span);
        let mut kept = slot.locals();
        kept.push(any);
        self.items(chain, kept, std::slice::from_ref(f), span, &mut |l, item| {
            let (any_yet, so_far) = (l.number(any), slot.get(l));
            let other = item.clone();
            let next = Body::Then(Box::new(|l: &mut Lower<'_>| {
                let next = l.invoke(f, vec![so_far, item]);
                slot.set(l, next, span);
                Operand::Unit
            }));
            let first = Body::Then(Box::new(|l: &mut Lower<'_>| {
                slot.set(l, other, span);
                Operand::Unit
            }));
            l.branch(any_yet, Selector::Flag, vec![next, first], span);
            l.raise(any);
        });
        let item = slot.get(self);
        Some(Found::now(self.number(any), item))
    }
}
