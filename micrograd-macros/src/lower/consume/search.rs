//! The first item, the last one, the first that a closure says yes to.
use super::super::Lower;
use super::super::chains::Chain;
use super::super::scope::{Binding, Local};
use super::super::slots::Slot;
use super::super::streams::{Stream, located, reads};
use super::options::Found;
use crate::ir::Operand;
use crate::kinds::Kind;
use proc_macro2::Span;
use quote::{ToTokens, quote};
use syn::ExprMethodCall;

/// What becomes of an item: a sink that may keep something of it.
pub(super) type Pick<'s> = dyn FnMut(&mut Lower<'_>, Binding, &mut dyn FnMut(&mut Lower<'_>, Binding)) + 's;

impl Lower<'_> {
    /// A method that looks for one item.
    pub(super) fn searched(&mut self, name: &str, e: &ExprMethodCall) -> Option<Found> {
        let mut chain = self.chain(&e.receiver)?;
        let span = e.method.span();
        match (name, e.args.len()) {
            ("next", 0) => self.first(&chain, span),
            ("last", 0) => self.last(&chain, e),
            ("nth", 1) => {
                let n = self.expr(&e.args[0]);
                self.expect(&n, &Kind::Int, &e.args[0]);
                if chain.stages.is_empty() && !chain.stream.is_mapped() {
                    return Some(self.known(&chain.stream, n, span));
                }
                chain.stages.push(super::super::chains::Stage::Skip(n));
                self.first(&chain, span)
            }
            ("find", 1) => {
                chain.stages.push(super::super::chains::Stage::Filter(self.callable(&e.args[0])?));
                self.first(&chain, span)
            }
            ("find_map", 1) => {
                chain.stages.push(super::super::chains::Stage::FilterMap(self.callable(&e.args[0])?));
                self.first(&chain, span)
            }
            ("position", 1) => self.position(&chain, e),
            ("rposition", 1) => self.rposition(&chain, e),
            _ => None,
        }
    }

    /// Item `k` of a stream, if there is one.
    fn known(&mut self, stream: &Stream, k: Operand, span: Span) -> Found {
        let found = match self.length_of(stream, span) {
            Some(len) => {
                let (i, n) = (self.tokens(&k), self.tokens(&len));
                self.flag(quote!(#i < #n), &[&k, &len], span)
            }
            None => Operand::plain(quote!(true), Kind::Bool),
        };
        Found::nth(found, stream.clone(), k)
    }

    /// The first item that comes through.
    fn first(&mut self, chain: &Chain, span: Span) -> Option<Found> {
        if chain.stages.is_empty() && !chain.stream.is_mapped() {
            return Some(self.known(&chain.stream, Operand::plain(quote!(0usize), Kind::Int), span));
        }
        let depth = self.loops.len();
        self.picked(chain, span, &mut |l, item, keep| {
            keep(l, item);
            l.finish_at(depth);
        })
    }

    /// The last item that comes through.
    fn last(&mut self, chain: &Chain, e: &ExprMethodCall) -> Option<Found> {
        let span = e.method.span();
        if chain.stages.is_empty()
            && !chain.stream.is_mapped()
            && let Some(len) = self.length_of(&chain.stream, span)
        {
            let n = self.tokens(&len);
            let found = self.flag(quote!(#n > 0), &[&len], span);
            let last = self.counted(
                quote!(::core::primitive::usize::wrapping_sub(#n, 1)),
                len.var().into_iter().collect(),
                span,
            );
            return Some(Found::nth(found, chain.stream.clone(), last));
        }
        self.picked(chain, span, &mut |l, item, keep| keep(l, item))
    }

    fn position(&mut self, chain: &Chain, e: &ExprMethodCall) -> Option<Found> {
        let p = self.callable(&e.args[0])?;
        let (span, depth) = (e.method.span(), self.loops.len());
        let (found, at) = (self.lowered_flag(span), self.counter(span));
        self.items(chain, vec![found, at], std::slice::from_ref(&p), span, &mut |l, item| {
            let holds = l.asks(&p, item, span);
            l.when(holds, span, |l| {
                l.raise(found);
                l.finish_at(depth);
            });
            l.next_number(at, span);
        });
        Some(Found::now(self.number(found), Binding::Value(self.number(at))))
    }

    /// The position of the last item that a closure says yes to, counted from the front.
    fn rposition(&mut self, chain: &Chain, e: &ExprMethodCall) -> Option<Found> {
        let p = self.callable(&e.args[0])?;
        let (span, depth) = (e.method.span(), self.loops.len());
        let len = if chain.stages.is_empty() { self.length_of(&chain.stream, span) } else { None };
        let Some(len) = len else {
            self.reject(&e.method, "`.rposition()` of an iterator whose length is not known", "write a `for` loop");
            return None;
        };
        let back = Chain::of(Stream::Rev(Box::new(chain.stream.clone()), len.clone()));
        let (found, behind) = (self.lowered_flag(span), self.counter(span));
        self.items(&back, vec![found, behind], std::slice::from_ref(&p), span, &mut |l, item| {
            l.next_number(behind, span);
            let holds = l.asks(&p, item, span);
            l.when(holds, span, |l| {
                l.raise(found);
                l.finish_at(depth);
            });
        });
        let (n, behind) = (self.tokens(&len), self.number(behind));
        let k = self.tokens(&behind);
        let at = self.counted(quote!(#n - #k), reads([&len, &behind]), span);
        Some(Found::now(self.number(found), Binding::Value(at)))
    }

    /// Runs a chain and keeps the items that `pick` keeps; the last one remains.
    pub(super) fn picked(&mut self, chain: &Chain, span: Span, pick: &mut Pick<'_>) -> Option<Found> {
        let slot = self.slot_for(chain, span, pick)?;
        let found = self.lowered_flag(span);
        let mut kept = slot.locals();
        kept.push(found);
        self.items(chain, kept, &[], span, &mut |l, item| {
            pick(l, item, &mut |l, item| {
                slot.set(l, item, span);
                l.raise(found);
            });
        });
        let item = slot.get(self);
        Some(Found::now(self.number(found), item))
    }

    /// A slot for what `pick` keeps. What that is shows when the loop is lowered: so it is lowered once for that alone.
    fn slot_for(&mut self, chain: &Chain, span: Span, pick: &mut Pick<'_>) -> Option<Slot> {
        let (outside, mut kept) = (self.vars.len(), None);
        self.sketch(|l| {
            l.items(chain, Vec::new(), &[], span, &mut |l, item| pick(l, item, &mut |_, item| kept = Some(item)));
        })?;
        self.slot_like(&kept?, outside, span)
    }

    /// An empty slot for something like `item`.
    pub(super) fn slot_like(&mut self, item: &Binding, outside: usize, span: Span) -> Option<Slot> {
        let slot = self.empty_slot(item, outside, "found", span);
        if slot.is_none() {
            let help = "look for its index: `(0..x.len())` instead of `x.iter()`";
            self.reject(&located(span), "the item that is looked for is neither a number nor a reference", help);
        }
        slot
    }

    /// Lowers something for what it tells, and forgets it; nothing after a mistake.
    pub(super) fn sketch(&mut self, body: impl FnOnce(&mut Self)) -> Option<()> {
        let (before, mistakes) = (self.scopes.now.clone(), self.errors.count());
        let names = (self.names.clone(), self.user_names.clone());
        self.region(body);
        self.scopes.restore(&before);
        (self.names, self.user_names) = names;
        (self.errors.count() == mistakes).then_some(())
    }

    /// A flag that is down.
    pub(super) fn lowered_flag(&mut self, span: Span) -> Local {
        let name = self.names.fresh("any", span);
        let down = Operand::plain(false.to_token_stream(), Kind::Bool);
        self.scopes.declare(&name, Binding::Value(down), Kind::Bool)
    }

    pub(super) fn raise(&mut self, flag: Local) {
        self.scopes.set(flag, Operand::plain(true.to_token_stream(), Kind::Bool));
    }
}
