//! Chains of iterators: an iterator with known length and items, and stages that each item passes. A chain is lowered to
//! one loop over the indices; the closures of its stages are inlined in it.
mod adapters;
mod options;
mod stages;

use super::Lower;
use super::closures::Closure;
use super::loops::{Around, Head};
use super::mutations::Mutations;
use super::place::strip;
use super::scope::{Binding, Local};
use super::streams::{SOURCES, Steps, Stream, located, source_function};
use crate::ir::{Operand, Order};
use crate::kinds::Kind;
use proc_macro2::Span;
use quote::{ToTokens, quote};
use std::rc::Rc;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall};

/// An iterator that is not run yet.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Where the items come from.
    pub(super) stream: Stream,
    /// What each of them passes, in order.
    pub(super) stages: Vec<Stage>,
}

/// What an item passes on its way.
#[derive(Clone, Debug)]
pub enum Stage {
    /// `.map(f)`
    Map(Rc<Closure>),
    /// `.copied()`, `.cloned()`
    Copied,
    /// `.filter(p)`
    Filter(Rc<Closure>),
    /// `.filter_map(f)`
    FilterMap(Rc<Closure>),
    /// `.inspect(f)`
    Inspect(Rc<Closure>),
    /// `.take_while(p)`
    TakeWhile(Rc<Closure>),
    /// `.skip_while(p)`
    SkipWhile(Rc<Closure>),
    /// `.map_while(f)`
    MapWhile(Rc<Closure>),
    /// `.scan(state, f)`
    Scan(Binding, Rc<Closure>),
    /// `iter::successors(Some(first), |v| Some(..))`: the items do not matter.
    Successors(Binding, Rc<Closure>),
    /// `.flat_map(f)`
    FlatMap(Rc<Closure>),
    /// `.flatten()`
    Flatten,
    /// `.enumerate()`
    Enumerate,
    /// `.zip(..)`
    Zip(Stream),
    /// `.skip(n)`
    Skip(Operand),
    /// `.take(n)`
    Take(Operand),
    /// `.step_by(n)`
    StepBy(Operand),
}

/// What takes the items that come through.
pub(super) type Sink<'s> = dyn FnMut(&mut Lower<'_>, Binding) + 's;

impl Lower<'_> {
    /// Whether an expression is an iterator whose source is visible.
    pub(super) fn iterates(&self, expr: &Expr) -> bool {
        match strip(expr) {
            Expr::Range(range) => range.start.is_some(),
            Expr::Path(path) => self.local_chain(path).is_some(),
            Expr::Call(call) => source_function(call).is_some(),
            Expr::MethodCall(call) => {
                let method = &*call.method.to_string();
                let adapts = || adapters::ADAPTERS.contains(&method) && self.iterates(&call.receiver);
                SOURCES.contains(&method) || self.iterates_plain(call) || adapts()
            }
            _ => false,
        }
    }

    /// An iterator where a value is wanted.
    pub(super) fn unrun(&mut self, at: &impl ToTokens) -> Operand {
        let help = "run it here, with a `for` loop or a method like `.sum()`; write a range of indices where it selects: `x[a..b]`";
        self.reject(at, "an iterator or a range as a value would leave the code that is differentiated", help)
    }

    fn local_chain(&self, path: &syn::ExprPath) -> Option<Rc<Chain>> {
        match self.scopes.binding(self.scopes.find(path.path.get_ident()?)?) {
            Binding::Chain(chain) => Some(chain.clone()),
            _ => None,
        }
    }

    /// The chain that an expression makes; `None` after a mistake.
    pub(super) fn chain(&mut self, expr: &Expr) -> Option<Chain> {
        match strip(expr) {
            Expr::Path(path) if self.local_chain(path).is_some() => {
                self.local_chain(path).map(|chain| (*chain).clone())
            }
            Expr::MethodCall(call) if adapters::ADAPTERS.iter().any(|name| call.method == name) => {
                if self.iterates(&call.receiver) { self.adapted(call) } else { self.source(expr).map(Chain::of) }
            }
            Expr::Call(call) => match (source_function(call).as_deref(), call.args.len()) {
                (Some("successors"), _) => self.successors(call),
                (Some("zip"), 2) => {
                    let mut chain = self.chain(&call.args[0])?;
                    self.zipped(&mut chain, &call.args[1], &located(call.func.span()))?;
                    Some(chain)
                }
                _ => self.source(expr).map(Chain::of),
            },
            _ => self.source(expr).map(Chain::of),
        }
    }

    /// `iter::successors(Some(first), |v| Some(..))`
    fn successors(&mut self, call: &ExprCall) -> Option<Chain> {
        let first = call.args.first().and_then(some);
        let (Some(first), Some(next), 2) = (first, call.args.get(1), call.args.len()) else {
            let help = "write `iter::successors(Some(first), |v| Some(..))`, or a loop";
            self.reject(call, "these successors may end, and where is not visible", help);
            return None;
        };
        let (first, next) = (self.initial(first, None), self.callable(next)?);
        let stream = Stream::Same(Box::new(Binding::Value(Operand::Unit)), None);
        Some(Chain { stream, stages: vec![Stage::Successors(first, next)] })
    }

    /// Runs a chain: each item that comes through goes to `sink`.
    /// `before` stands at the head of each iteration.
    pub(super) fn run_chain(
        &mut self,
        chain: &Chain,
        around: Around<'_>,
        span: Span,
        before: &dyn Fn(&mut Lower<'_>),
        sink: &mut Sink<'_>,
    ) {
        let states: Vec<_> = chain.stages.iter().map(|stage| self.state(stage, span)).collect();
        let mut carried = around.changed;
        carried.extend(states.iter().flat_map(stages::State::locals));
        carried.extend(self.changed_by(&Mutations::default(), &chain.closures()));
        carried.sort_unstable();
        carried.dedup();
        let (depth, label) = (self.loops.len(), around.label);
        let flow = stages::Flow { chain, states, depth, carried: carried.clone(), label, before };
        let around = Around { changed: carried, ..around };
        self.each_item(&chain.stream, around, span, &mut |l, item| match item {
            None => l.before_item(&flow, 0),
            Some(item) => l.pass(&flow, 0, item, sink, span),
        });
    }

    /// The loop over the items of a stream. `sink` is told that an item is about to come, and given it then.
    fn each_item(
        &mut self,
        stream: &Stream,
        mut around: Around<'_>,
        span: Span,
        sink: &mut dyn FnMut(&mut Lower<'_>, Option<Binding>),
    ) {
        let (base, maps) = stream.peeled();
        let (head, number) = match self.head(base, span) {
            Ok(head) => {
                let index = Operand::Var(head.index());
                (head, Number::Loop(index))
            }
            Err(counter) => {
                around.changed.push(counter);
                (Head::Forever(span), Number::Counter(counter))
            }
        };
        self.run(head, around, |l| {
            sink(l, None);
            let mut item = match (number, base) {
                (Number::Loop(index), Stream::Range(_)) => Binding::Value(index),
                (Number::Loop(index), base) => l.nth(base, &index, span),
                (Number::Counter(counter), base) => {
                    let k = l.next_number(counter, span);
                    l.nth(base, &k, span)
                }
            };
            for closure in maps.iter().rev() {
                item = l.invoke(closure, vec![item]);
            }
            sink(l, Some(item));
        });
    }

    /// What drives the loop over a stream: a range as it is written, the indices of anything else; for a stream that
    /// never ends the counter that numbers its items.
    fn head(&mut self, base: &Stream, span: Span) -> Result<Head<'static>, Local> {
        let name = self.names.fresh("i", span);
        let bounded = match base {
            Stream::Range(Steps { from, to: Some(to), inclusive, order }) => {
                Some((from.clone(), to.clone(), *inclusive, order.clone()))
            }
            base => {
                let len = self.length_of(base, span);
                len.map(|len| (Operand::plain(quote!(0), Kind::Int), len, false, Order::Up))
            }
        };
        match bounded {
            Some((from, to, inclusive, order)) => {
                let index = self.new_var(name, Kind::Int, span);
                Ok(Head::Range { from, to, inclusive, order, index })
            }
            None => Err(self.counter(span)),
        }
    }

    /// A number that counts from zero.
    pub(super) fn counter(&mut self, span: Span) -> Local {
        let name = self.names.fresh("count", span);
        let zero = Binding::Value(Operand::plain(quote!(0usize), Kind::Int));
        self.scopes.declare(&name, zero, Kind::Int)
    }

    /// The number that a counter stands at, which goes on by one.
    pub(super) fn next_number(&mut self, counter: Local, span: Span) -> Operand {
        let number = self.number(counter);
        let tokens = self.tokens(&number);
        let next = self.counted(quote!(#tokens + 1), number.var().into_iter().collect(), span);
        self.scopes.set(counter, next);
        number
    }

    /// The newest value of a local that is a number.
    pub(super) fn number(&self, local: Local) -> Operand {
        match self.scopes.binding(local) {
            Binding::Value(operand) => operand.clone(),
            _ => Operand::Poison,
        }
    }
}

/// How the items of a loop are numbered.
enum Number {
    /// By its variable.
    Loop(Operand),
    /// By a counter of its own.
    Counter(Local),
}

impl Chain {
    /// A stream as it is.
    pub(super) fn of(stream: Stream) -> Self {
        Chain { stream, stages: Vec::new() }
    }

    /// Every closure in it.
    pub(super) fn closures(&self) -> Vec<Rc<Closure>> {
        let mut found = Vec::new();
        self.stream.each_closure(&mut |closure| found.push(closure.clone()));
        for stage in &self.stages {
            match stage {
                Stage::Zip(stream) => stream.each_closure(&mut |closure| found.push(closure.clone())),
                stage => found.extend(stage.closure().cloned()),
            }
        }
        found
    }
}

impl Stream {
    /// What items are made of, and the closures that make them, the last one first.
    fn peeled(&self) -> (&Stream, Vec<&Rc<Closure>>) {
        match self {
            Stream::Map(inner, closure) => {
                let (base, mut maps) = inner.peeled();
                maps.insert(0, closure);
                (base, maps)
            }
            base => (base, Vec::new()),
        }
    }
}

/// The payload of `Some(..)`.
pub(super) fn some(expr: &Expr) -> Option<&Expr> {
    match strip(expr) {
        Expr::Call(call) if call.args.len() == 1 => match strip(&call.func) {
            Expr::Path(path) if path.path.is_ident("Some") => call.args.first(),
            _ => None,
        },
        _ => None,
    }
}
