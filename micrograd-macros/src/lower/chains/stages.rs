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
    /// What a chain around it does before each item.
    pub(super) before: &'c dyn Fn(&mut Lower<'_>),
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
                let shut = Binding::Value(Operand::plain(quote!(false), Kind::Bool));
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

    /// An iteration that has had all its items ends before the next one is made, for the stages from number `first` on.
    pub(super) fn before_item(&mut self, flow: &Flow<'_>, first: usize) {
        (flow.before)(self);
        for (stage, state) in flow.chain.stages.iter().zip(&flow.states).skip(first) {
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
        let kept = &flow.states[k];
        let mut next = |l: &mut Lower<'_>, item: Binding| l.pass(flow, k + 1, item, sink, span);
        match stage {
            Stage::Map(f) => {
                let item = self.invoke(f, vec![item]);
                next(self, item);
            }
            Stage::Copied => {
                let item = self.copied(item, span);
                next(self, item);
            }
            Stage::Inspect(f) => {
                self.invoke(f, vec![item.shared()]);
                next(self, item);
            }
            Stage::Filter(f) => {
                let keep = self.asks(f, item.shared(), span);
                self.when(keep, span, |l| next(l, item));
            }
            Stage::TakeWhile(f) => {
                let keep = self.asks(f, item.shared(), span);
                self.unless(keep, span, |l| l.finish_at(flow.depth));
                next(self, item);
            }
            Stage::SkipWhile(f) => self.skip_while(f, kept, item, span, &mut next),
            Stage::FilterMap(_) | Stage::MapWhile(_) | Stage::Scan(..) | Stage::Successors(..) => {
                self.pass_option(stage, kept, item, (flow.depth, span), &mut next);
            }
            Stage::FlatMap(f) => {
                let inner = self.invoke(f, vec![item]);
                self.flat((flow, k), inner, &mut next, span);
            }
            Stage::Flatten => self.flat((flow, k), item, &mut next, span),
            Stage::Enumerate | Stage::Zip(_) | Stage::Skip(_) | Stage::Take(_) | Stage::StepBy(_) => {
                let State::Count(count) = kept else { return };
                let number = self.next_number(*count, span);
                self.by_number((stage, flow.depth), &number, item, &mut next, span);
            }
        }
    }

    /// The stages whose closure gives an `Option`.
    fn pass_option(
        &mut self,
        stage: &Stage,
        kept: &State,
        item: Binding,
        (depth, span): (usize, Span),
        next: &mut Sink<'_>,
    ) {
        let finish: &mut dyn FnMut(&mut Lower<'_>) = &mut |l| l.finish_at(depth);
        match (stage, kept) {
            (Stage::FilterMap(f), _) => self.invoke_option(f, vec![item], span, next, &mut |_| {}),
            (Stage::MapWhile(f), _) => self.invoke_option(f, vec![item], span, next, finish),
            (Stage::Scan(_, f), State::Scanned(place)) => {
                let own = Binding::Alias(place.clone(), true);
                self.invoke_option(f, vec![own, item], span, next, finish);
            }
            (Stage::Successors(_, f), State::Next(slot)) => {
                let item = slot.get(self);
                self.invoke_option(f, vec![item.clone()], span, &mut |l, next| slot.set(l, next, span), &mut |l| {
                    let help = "let the closure end in `Some(..)`, or write a loop";
                    l.reject(&f.at(), "these successors may end, and where is not visible", help);
                });
                next(self, item);
            }
            _ => {}
        }
    }

    /// The stages that count items.
    fn by_number(
        &mut self,
        (stage, depth): (&Stage, usize),
        number: &Operand,
        item: Binding,
        next: &mut Sink<'_>,
        span: Span,
    ) {
        let i = self.tokens(number);
        match stage {
            Stage::Zip(other) => {
                if let Some(len) = self.length_of(other, span) {
                    let n = self.tokens(&len);
                    let over = self.flag(quote!(#i >= #n), &[number, &len], span);
                    self.when(over, span, |l| l.finish_at(depth));
                }
                let second = self.nth(other, number, span);
                next(self, Binding::Parts(vec![item, second]));
            }
            Stage::Skip(n) => {
                let count = self.tokens(n);
                let keep = self.flag(quote!(#i >= #count), &[number, n], span);
                self.when(keep, span, |l| next(l, item));
            }
            Stage::StepBy(n) => {
                let count = self.tokens(n);
                let keep = self.flag(quote!(#i % #count == 0), &[number, n], span);
                self.when(keep, span, |l| next(l, item));
            }
            Stage::Take(_) => next(self, item),
            _ => {
                next(self, Binding::Parts(vec![Binding::Value(number.clone()), item]));
            }
        }
    }

    fn skip_while(
        &mut self,
        f: &Closure,
        state: &State,
        item: Binding,
        span: Span,
        next: &mut dyn FnMut(&mut Lower<'_>, Binding),
    ) {
        let State::Open(open) = *state else { return };
        let was_open = self.number(open);
        let (at, true_flag) = (item.shared(), Operand::plain(quote!(true), Kind::Bool));
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

    /// The items of an item, at stage number `k`.
    fn flat(&mut self, (flow, k): (&Flow<'_>, usize), inner: Binding, next: &mut Sink<'_>, span: Span) {
        let at = located(span);
        if let Kind::Opt(_) = self.binding_kind(&inner) {
            let option = self.materialise(inner, &at);
            return self.payload(option, span, next, &mut |_| {});
        }
        let (place, by) = match inner {
            Binding::Chain(chain) => return self.flat_chain((flow, k), &chain, next, span),
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
        self.flat_chain((flow, k), &Chain::of(Stream::Elements { place, by, len }), next, span);
    }

    fn flat_chain(&mut self, (flow, k): (&Flow<'_>, usize), inner: &Chain, next: &mut Sink<'_>, span: Span) {
        let around = Around { changed: flow.carried.clone(), label: flow.label, inner: true, ..Around::default() };
        // a stage in front has had this item, and may let no other one through
        self.run_chain(inner, around, span, &|l| l.before_item(flow, k + 1), next);
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
