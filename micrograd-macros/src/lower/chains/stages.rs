//! The stages of a chain: how an item passes them. A stage that keeps an item back is a branch around all that follows,
//! one that ends the iteration leaves the loop.
use super::super::Lower;
use super::super::branch::Body;
use super::super::closures::Closure;
use super::super::loops::Around;
use super::super::scope::{Binding, Local};
use super::super::slots::Slot;
use super::super::streams::{By, Stream, located};
use super::{Chain, Sink, Stage};
use crate::ir::{Operand, Place, Rvalue, Selector, Verbatim};
use crate::kinds::Kind;
use proc_macro2::Span;
use quote::quote;
use syn::Label;

/// What a stage keeps from item to item.
#[derive(Clone)]
pub(super) enum State {
    /// Nothing.
    None,
    /// How many items came.
    Count(Local),
    /// Whether one came through.
    Open(Local),
    /// The state of `scan`.
    Scanned(Place),
    /// The successor.
    Next(Slot),
}

/// A chain that is being run.
pub(super) struct Flow<'c> {
    pub(super) chain: &'c Chain,
    pub(super) states: Vec<State>,
    /// The loop that ends with the iteration, by its depth.
    pub(super) depth: usize,
    pub(super) carried: Vec<Local>,
    pub(super) label: Option<&'c Label>,
}

impl State {
    /// The locals that the loop carries.
    pub(super) fn locals(&self) -> Vec<Local> {
        match self {
            State::None | State::Scanned(_) => Vec::new(),
            State::Count(local) | State::Open(local) => vec![*local],
            State::Next(slot) => slot.locals(),
        }
    }
}

impl Lower<'_> {
    /// What a stage keeps, as it is before the first item.
    pub(super) fn state(&mut self, stage: &Stage, span: Span) -> State {
        match stage {
            Stage::Enumerate | Stage::Zip(_) | Stage::Skip(_) | Stage::Take(_) | Stage::StepBy(_) => {
                State::Count(self.counter(span))
            }
            Stage::SkipWhile(_) => {
                let name = self.names.fresh("open", span);
                let shut = Binding::Value(Operand::Plain(quote!(false), Kind::Bool));
                State::Open(self.scopes.declare(&name, shut, Kind::Bool))
            }
            Stage::Scan(first, _) => {
                let value = self.materialise(first.clone(), &located(span));
                State::Scanned(Place::whole(self.variable(value, "state", span)))
            }
            Stage::Successors(first, _) => State::Next(self.slot(first.clone(), "next", span)),
            _ => State::None,
        }
    }

    /// An iteration that has had all its items ends before the next one is made.
    pub(super) fn before_item(&mut self, flow: &Flow<'_>) {
        for (stage, state) in flow.chain.stages.iter().zip(&flow.states) {
            if let (Stage::Take(n), State::Count(count)) = (stage, state) {
                let (taken, span) = (self.number(*count), Span::call_site());
                let (t, all) = (self.tokens(&taken), self.tokens(n));
                let full = self.flag(quote!(#t >= #all), &[&taken, n], span);
                self.when(full, span, |l| l.finish_at(flow.depth));
            }
        }
    }

    /// Sends an item through the stages from number `k` on.
    pub(super) fn pass(&mut self, flow: &Flow<'_>, k: usize, item: Binding, sink: &mut Sink<'_>, span: Span) {
        let Some(stage) = flow.chain.stages.get(k) else { return sink(self, item) };
        let kept = flow.states.get(k);
        match stage {
            Stage::Map(f) => {
                let item = self.invoke(f, vec![item]);
                self.pass(flow, k + 1, item, sink, span);
            }
            Stage::Copied => {
                let item = self.copied(item, span);
                self.pass(flow, k + 1, item, sink, span);
            }
            Stage::Inspect(f) => {
                self.invoke(f, vec![item.shared()]);
                self.pass(flow, k + 1, item, sink, span);
            }
            Stage::Filter(f) => {
                let keep = self.asks(f, item.shared(), span);
                self.when(keep, span, |l| l.pass(flow, k + 1, item, sink, span));
            }
            Stage::TakeWhile(f) => {
                let keep = self.asks(f, item.shared(), span);
                self.unless(keep, span, |l| l.finish_at(flow.depth));
                self.pass(flow, k + 1, item, sink, span);
            }
            Stage::SkipWhile(f) => self.skip_while(f, kept, item, span, &mut |l, item| {
                l.pass(flow, k + 1, item, sink, span);
            }),
            Stage::FilterMap(f) => {
                self.invoke_option(
                    f,
                    vec![item],
                    span,
                    &mut |l, item| l.pass(flow, k + 1, item, sink, span),
                    &mut |_| {},
                );
            }
            Stage::MapWhile(f) => {
                let depth = flow.depth;
                self.invoke_option(
                    f,
                    vec![item],
                    span,
                    &mut |l, item| l.pass(flow, k + 1, item, sink, span),
                    &mut |l| {
                        l.finish_at(depth);
                    },
                );
            }
            Stage::Scan(_, f) => {
                let Some(State::Scanned(place)) = kept else { return };
                let args = vec![Binding::Alias(place.clone(), true), item];
                let depth = flow.depth;
                self.invoke_option(f, args, span, &mut |l, item| l.pass(flow, k + 1, item, sink, span), &mut |l| {
                    l.finish_at(depth);
                });
            }
            Stage::Successors(_, f) => {
                let Some(State::Next(slot)) = kept else { return };
                let item = slot.get(self);
                self.invoke_option(f, vec![item.clone()], span, &mut |l, next| slot.set(l, next, span), &mut |l| {
                    let help = "let the closure end in `Some(..)`, or write a loop";
                    l.reject(&f.at(), "these successors may end, and where is not visible", help);
                });
                self.pass(flow, k + 1, item, sink, span);
            }
            Stage::FlatMap(f) => {
                let inner = self.invoke(f, vec![item]);
                self.flat(flow, k, inner, sink, span);
            }
            Stage::Flatten => self.flat(flow, k, item, sink, span),
            Stage::Enumerate | Stage::Zip(_) | Stage::Skip(_) | Stage::Take(_) | Stage::StepBy(_) => {
                let Some(State::Count(count)) = kept else { return };
                let number = self.next_number(*count, span);
                self.by_number(flow, k, &number, item, sink, span);
            }
        }
    }

    /// The stages that count items.
    fn by_number(
        &mut self,
        flow: &Flow<'_>,
        k: usize,
        number: &Operand,
        item: Binding,
        sink: &mut Sink<'_>,
        span: Span,
    ) {
        let i = self.tokens(number);
        match &flow.chain.stages[k] {
            Stage::Zip(other) => {
                if let Some(len) = self.length_of(other, span) {
                    let n = self.tokens(&len);
                    let over = self.flag(quote!(#i >= #n), &[number, &len], span);
                    self.when(over, span, |l| l.finish_at(flow.depth));
                }
                let second = self.nth(other, number, span);
                self.pass(flow, k + 1, Binding::Parts(vec![item, second]), sink, span);
            }
            Stage::Skip(n) => {
                let count = self.tokens(n);
                let keep = self.flag(quote!(#i >= #count), &[number, n], span);
                self.when(keep, span, |l| l.pass(flow, k + 1, item, sink, span));
            }
            Stage::StepBy(n) => {
                let count = self.tokens(n);
                let keep = self.flag(quote!(#i % #count == 0), &[number, n], span);
                self.when(keep, span, |l| l.pass(flow, k + 1, item, sink, span));
            }
            Stage::Take(_) => self.pass(flow, k + 1, item, sink, span),
            _ => {
                let pair = Binding::Parts(vec![Binding::Value(number.clone()), item]);
                self.pass(flow, k + 1, pair, sink, span);
            }
        }
    }

    fn skip_while(
        &mut self,
        f: &Closure,
        state: Option<&State>,
        item: Binding,
        span: Span,
        next: &mut dyn FnMut(&mut Lower<'_>, Binding),
    ) {
        let Some(State::Open(open)) = state.cloned() else { return };
        let was_open = self.number(open);
        let (at, true_flag) = (item.shared(), Operand::Plain(quote!(true), Kind::Bool));
        let arms = vec![
            Body::Value(true_flag.clone()),
            Body::Then(Box::new(|l| {
                let skip = l.asks(f, at, span);
                l.define(Kind::Bool, Rvalue::Not(skip), span)
            })),
        ];
        let through = self.branch(was_open, Selector::Flag, arms, span);
        self.when(through, span, |l| {
            l.scopes.set(open, true_flag);
            next(l, item);
        });
    }

    /// The items of an item.
    fn flat(&mut self, flow: &Flow<'_>, k: usize, inner: Binding, sink: &mut Sink<'_>, span: Span) {
        let at = located(span);
        if let Kind::Opt(_) = self.binding_kind(&inner) {
            let option = self.materialise(inner, &at);
            return self.payload(option, span, &mut |l, item| l.pass(flow, k + 1, item, sink, span), &mut |_| {});
        }
        let (place, by) = match inner {
            Binding::Chain(chain) => return self.flat_chain(flow, k, &chain, sink, span),
            Binding::Alias(place, mutable) => (place, if mutable { By::Mutable } else { By::Shared }),
            Binding::Memory(var) => (Place::whole(var), By::Value),
            other => {
                let value = self.materialise(other, &at);
                (self.hold(value, &at), By::Value)
            }
        };
        let (kind, item) = (self.place_kind(&place), self.kinds.unknown());
        if !self.unify(&kind, &Kind::seq(item), &at) {
            return;
        }
        let len =
            if matches!(kind, Kind::Seq(_)) { self.length(&place, &at) } else { self.guessed_length(&place, &at) };
        self.flat_chain(flow, k, &Chain::of(Stream::Elements { place, by, len }), sink, span);
    }

    fn flat_chain(&mut self, flow: &Flow<'_>, k: usize, inner: &Chain, sink: &mut Sink<'_>, span: Span) {
        let around = Around { changed: flow.carried.clone(), label: flow.label, inner: true };
        self.run_chain(inner, around, span, &|l| l.before_item(flow), &mut |l, item| {
            l.pass(flow, k + 1, item, sink, span);
        });
    }

    /// What a closure that gives a flag answers.
    pub(in super::super) fn asks(&mut self, f: &Closure, item: Binding, span: Span) -> Operand {
        let answer = self.invoke(f, vec![item]);
        let answer = self.materialise(answer, &located(span));
        self.expect(&answer, &Kind::Bool, &located(span));
        answer
    }

    /// `if flag { then }`
    pub(in super::super) fn when(&mut self, flag: Operand, span: Span, then: impl FnOnce(&mut Lower<'_>)) {
        let then = Body::Then(Box::new(|l| {
            then(l);
            Operand::Unit
        }));
        self.branch(flag, Selector::Flag, vec![then, Body::Empty], span);
    }

    /// `if !flag { then }`
    pub(in super::super) fn unless(&mut self, flag: Operand, span: Span, then: impl FnOnce(&mut Lower<'_>)) {
        let then = Body::Then(Box::new(|l| {
            then(l);
            Operand::Unit
        }));
        self.branch(flag, Selector::Flag, vec![Body::Empty, then], span);
    }

    /// Leaves the loop at a depth.
    pub(in super::super) fn finish_at(&mut self, depth: usize) {
        self.leave_with(depth, Operand::Unit);
    }

    /// A flag made of numbers.
    pub(in super::super) fn flag(&mut self, tokens: proc_macro2::TokenStream, of: &[&Operand], span: Span) -> Operand {
        self.flag_of(tokens, of.iter().filter_map(|op| op.var()).collect(), span)
    }

    pub(in super::super) fn flag_of(
        &mut self,
        tokens: proc_macro2::TokenStream,
        reads: Vec<crate::ir::Var>,
        span: Span,
    ) -> Operand {
        self.define(Kind::Bool, Rvalue::Verbatim(Verbatim { tokens, reads, repeatable: true }), span)
    }
}
