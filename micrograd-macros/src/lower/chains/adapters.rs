//! Adapters: what makes one iterator of another.
use super::super::Lower;
use super::super::closures::Closure;
use super::super::streams::{Stream, reads};
use super::{Chain, Stage};
use crate::ir::{Operand, Order, Stmt, Verbatim};
use crate::kinds::Kind;
use proc_macro2::{Ident, Span};
use quote::quote;
use std::rc::Rc;
use syn::{Expr, ExprMethodCall};

/// The adapters of `Iterator`, those that are not understood among them.
pub(super) const ADAPTERS: &[&str] = &[
    "map",
    "filter",
    "filter_map",
    "inspect",
    "take_while",
    "skip_while",
    "map_while",
    "scan",
    "flat_map",
    "flatten",
    "enumerate",
    "zip",
    "chain",
    "rev",
    "skip",
    "take",
    "step_by",
    "copied",
    "cloned",
    "into_iter",
    "fuse",
    "clone",
    "by_ref",
    "cycle",
    "peekable",
    "map_windows",
    "intersperse",
    "array_chunks",
];

const WRITE_A_LOOP: &str = "write a `for` loop";

impl Lower<'_> {
    /// The chain with one more adapter.
    pub(super) fn adapted(&mut self, call: &ExprMethodCall) -> Option<Chain> {
        let mut chain = self.chain(&call.receiver)?;
        let name = call.method.to_string();
        let args: Vec<&Expr> = call.args.iter().collect();
        match (name.as_str(), &args[..]) {
            ("into_iter" | "fuse" | "clone", []) => {}
            ("copied" | "cloned", []) => chain.add(Stage::Copied, Stream::Copied),
            ("enumerate", []) => chain.add(Stage::Enumerate, Stream::Enumerate),
            ("flatten", []) => chain.stages.push(Stage::Flatten),
            ("map", [f]) => {
                let f = self.callable(f)?;
                chain.add(Stage::Map(f.clone()), |inner| Stream::Map(inner, f));
            }
            ("scan", [state, f]) => {
                let state = self.initial(state, None);
                chain.stages.push(Stage::Scan(state, self.callable(f)?));
            }
            ("rev", []) => self.reversed(&mut chain, &call.method)?,
            ("zip", [other]) => self.zipped(&mut chain, other, &call.method)?,
            ("chain", [other]) => self.chained(&mut chain, other, call)?,
            ("skip" | "take" | "step_by", [n]) => self.shortened(&mut chain, &name, n, call),
            (_, [f]) => {
                let stage = stage(&name);
                let Some(stage) = stage else { return self.unknown_adapter(call) };
                chain.stages.push(stage(self.callable(f)?));
            }
            _ => return self.unknown_adapter(call),
        }
        Some(chain)
    }

    fn unknown_adapter(&mut self, call: &ExprMethodCall) -> Option<Chain> {
        self.reject(&call.method, format!("the adapter `.{}()` is not understood", call.method), WRITE_A_LOOP);
        None
    }

    /// Stages that look at one item alone pass the items in any order.
    pub(in super::super) fn reversed(&mut self, chain: &mut Chain, at: &Ident) -> Option<()> {
        let free = |stage: &Stage| {
            matches!(stage, Stage::Map(_) | Stage::Copied | Stage::Filter(_) | Stage::FilterMap(_) | Stage::Inspect(_))
        };
        let aligned = !chain.stream.trims() || !self.has_effects(&chain.stream);
        if !chain.stages.iter().all(free) || !aligned {
            let message = format!("`.{at}()` behind these adapters");
            self.reject(at, message, "collect the items first, or write a loop");
            return None;
        }
        let stream = chain.stream.clone();
        chain.stream = match stream {
            Stream::Range(mut steps) if steps.is_plain() => {
                steps.order = if matches!(steps.order, Order::Up) { Order::Down } else { Order::Up };
                Stream::Range(steps)
            }
            stream => {
                let Some(len) = self.length_of(&stream, at.span()) else {
                    self.reject(at, "an iterator without an end has no last item", WRITE_A_LOOP);
                    return None;
                };
                Stream::Rev(Box::new(stream), len)
            }
        };
        Some(())
    }

    pub(super) fn zipped(&mut self, chain: &mut Chain, other: &Expr, at: &Ident) -> Option<()> {
        let second = self.chain(other)?;
        if !second.stages.is_empty() {
            self.reject(other, "an iterator that leaves items out, inside `.zip()`", "collect its items first");
            return None;
        }
        let b = second.stream;
        if !chain.stages.is_empty() {
            chain.stages.push(Stage::Zip(b));
            return Some(());
        }
        // whether the first iterator runs once more than the second one depends on how the standard library is built
        if self.has_effects(&chain.stream) {
            let help = "zip first and map the pairs, or write a loop";
            self.reject(at, "`.zip()` behind a closure that changes something", help);
            return None;
        }
        let span = at.span();
        let lengths = (self.length_of(&chain.stream, span), self.length_of(&b, span));
        let len = match lengths {
            (Some(a), Some(b)) => {
                let (m, n) = (self.tokens(&a), self.tokens(&b));
                Some(self.counted(quote!(::core::cmp::Ord::min(#m, #n)), reads([&a, &b]), span))
            }
            (a, b) => a.or(b),
        };
        let a = chain.stream.clone();
        chain.stream = Stream::Zip(Box::new(a), Box::new(b), len);
        Some(())
    }

    fn chained(&mut self, chain: &mut Chain, other: &Expr, call: &ExprMethodCall) -> Option<()> {
        let second = self.chain(other)?;
        let span = call.method.span();
        let first = self.length_of(&chain.stream, span);
        let (true, Some(first)) = (chain.stages.is_empty() && second.stages.is_empty(), first) else {
            let help = "collect the items first, or write two loops";
            self.reject(&call.method, "`.chain()` with an iterator whose length is not known", help);
            return None;
        };
        let len = self.length_of(&second.stream, span).map(|rest| {
            let (m, n) = (self.tokens(&first), self.tokens(&rest));
            self.counted(quote!(#m + #n), reads([&first, &rest]), span)
        });
        let a = chain.stream.clone();
        chain.stream = Stream::Chain(Box::new(a), Box::new(second.stream), first, len);
        Some(())
    }

    /// `.skip(n)`, `.take(n)`, `.step_by(n)`. Rust makes the items that are left out, so behind a closure each item
    /// is made, too.
    fn shortened(&mut self, chain: &mut Chain, name: &str, n: &Expr, call: &ExprMethodCall) {
        let count = self.expr(n);
        self.expect(&count, &Kind::Int, n);
        let span = call.method.span();
        let c = self.tokens(&count);
        if name == "step_by" {
            let check = quote!(if #c == 0 { ::core::panic!("assertion failed: step != 0") });
            self.push(Stmt::Effect(Verbatim { tokens: check, reads: reads([&count]), repeatable: false }));
        }
        let plain = chain.stages.is_empty() && !chain.stream.is_mapped();
        let every = chain.stages.iter().all(Stage::is_total);
        if !(plain || name == "take" && every) {
            chain.stages.push(match name {
                "skip" => Stage::Skip(count),
                "take" => Stage::Take(count),
                _ => Stage::StepBy(count),
            });
            return;
        }
        chain.stream = match (name, chain.stream.clone()) {
            ("step_by", Stream::Range(mut steps)) if steps.is_plain() => {
                let down = matches!(steps.order, Order::Down);
                steps.order = Order::Steps { down, step: count };
                Stream::Range(steps)
            }
            (_, inner) => self.cut(name, inner, count, span),
        };
    }

    fn cut(&mut self, name: &str, inner: Stream, count: Operand, span: Span) -> Stream {
        let (all, c) = (self.length_of(&inner, span), self.tokens(&count));
        let len = all.map(|all| {
            let n = self.tokens(&all);
            let len = match name {
                "take" => quote!(::core::cmp::Ord::min(#n, #c)),
                "skip" => quote!(::core::primitive::usize::saturating_sub(#n, #c)),
                _ => quote!(::core::primitive::usize::div_ceil(#n, #c)),
            };
            self.counted(len, reads([&all, &count]), span)
        });
        let inner = Box::new(inner);
        match name {
            "take" => Stream::Take(inner, len.unwrap_or(count)),
            "skip" => Stream::Skip(inner, count, len),
            _ => Stream::StepBy(inner, count, len),
        }
    }

    /// Whether each item can be made by its number, and again.
    pub(in super::super) fn is_known(&self, chain: &Chain) -> bool {
        let mut known = chain.stages.is_empty();
        chain.stream.each_closure(&mut |closure| known &= self.is_repeatable(closure));
        known
    }

    /// Whether making an item changes something.
    fn has_effects(&self, stream: &Stream) -> bool {
        let mut found = false;
        stream.each_closure(&mut |closure| found |= self.changes_captured(closure));
        found
    }
}

/// A stage that is a closure alone.
fn stage(name: &str) -> Option<fn(Rc<Closure>) -> Stage> {
    Some(match name {
        "filter" => Stage::Filter,
        "filter_map" => Stage::FilterMap,
        "inspect" => Stage::Inspect,
        "take_while" => Stage::TakeWhile,
        "skip_while" => Stage::SkipWhile,
        "map_while" => Stage::MapWhile,
        "flat_map" => Stage::FlatMap,
        _ => return None,
    })
}

impl Chain {
    /// Adds an adapter that keeps length and items known as long as they are; otherwise it is a stage.
    fn add(&mut self, stage: Stage, dense: impl FnOnce(Box<Stream>) -> Stream) {
        if !self.stages.is_empty() {
            self.stages.push(stage);
            return;
        }
        let inner = self.stream.clone();
        self.stream = dense(Box::new(inner));
    }
}

impl Stage {
    /// Whether each item gives exactly one.
    pub(in super::super) fn is_total(&self) -> bool {
        matches!(self, Stage::Map(_) | Stage::Copied | Stage::Inspect(_) | Stage::Enumerate | Stage::Successors(..))
    }

    /// Its closure.
    pub(super) fn closure(&self) -> Option<&Rc<Closure>> {
        match self {
            Stage::Map(f)
            | Stage::Filter(f)
            | Stage::FilterMap(f)
            | Stage::Inspect(f)
            | Stage::TakeWhile(f)
            | Stage::SkipWhile(f)
            | Stage::MapWhile(f)
            | Stage::Scan(_, f)
            | Stage::Successors(_, f)
            | Stage::FlatMap(f) => Some(f),
            Stage::Copied
            | Stage::Flatten
            | Stage::Enumerate
            | Stage::Zip(_)
            | Stage::Skip(_)
            | Stage::Take(_)
            | Stage::StepBy(_) => None,
        }
    }
}
