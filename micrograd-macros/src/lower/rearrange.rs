//! Methods that move the elements of a sequence about, made of swaps, pops and stores.
use super::Lower;
use crate::ir::{Bounds, Operand, Place, Projection, Rvalue, Stmt, Variant, Verbatim};
use crate::kinds::Kind;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

impl Lower<'_> {
    /// `clear()` and `truncate(n)` take off the elements behind the first `n`.
    pub(super) fn truncate(&mut self, place: &Place, e: &ExprMethodCall) {
        let n = e.args.first().map(|n| self.integer(n));
        self.shorten(place, n.as_ref(), e);
    }

    /// Takes off the elements behind the first `n`, or all.
    fn shorten(&mut self, place: &Place, n: Option<&Operand>, e: &ExprMethodCall) {
        let Kind::Seq(item) = self.place_kind(place) else { return };
        let len = self.length(place, e);
        let (of_len, of_n) = (self.tokens(&len), n.map_or(quote!(0usize), |n| self.tokens(n)));
        let more = quote!(::core::primitive::usize::saturating_sub(#of_len, #of_n));
        let more = self.count(more, [len.var(), n.and_then(Operand::var)], e);
        self.up_to(more, e, |l, _| {
            let out = l.temp_var(Kind::Opt(item), e.span());
            l.push(Stmt::Pop(out, place.clone()));
        });
    }

    fn integer(&mut self, expr: &Expr) -> Operand {
        let value = self.expr(expr);
        self.expect(&value, &Kind::Int, expr);
        value
    }

    pub(super) fn reverse(&mut self, place: &Place, at: &impl ToTokens) {
        let len = self.length(place, at);
        let tokens = self.tokens(&len);
        let half = self.count(quote!(#tokens / 2), [len.var(), None], at);
        self.up_to(half, at, |l, k| {
            let index = l.tokens(&k);
            let other = l.count(quote!(#tokens - 1 - #index), [len.var(), k.var()], at);
            l.push(Stmt::Swap(place.then(Projection::Index(k)), place.then(Projection::Index(other))));
        });
    }

    /// A rotation is three reversals.
    pub(super) fn rotate(&mut self, place: &Place, e: &ExprMethodCall) {
        let mut at = self.integer(&e.args[0]);
        let (len, tokens) = (self.length(place, e), self.tokens(&at));
        let of_len = self.tokens(&len);
        let check = quote!(::core::assert!(#tokens <= #of_len));
        let reads = at.var().into_iter().chain(len.var()).collect();
        self.push(Stmt::Effect(Verbatim { tokens: check, reads, repeatable: false }));
        if e.method == "rotate_right" {
            at = self.count(quote!(#of_len - #tokens), [len.var(), at.var()], e);
        }
        let part = |from: Option<&Operand>, to: Option<&Operand>| {
            place.then(Projection::Range(Bounds { from: from.cloned(), to: to.cloned(), inclusive: false }))
        };
        self.reverse(&part(None, Some(&at)), e);
        self.reverse(&part(Some(&at), None), e);
        self.reverse(place, e);
    }

    /// `x.copy_within(a..b, c)` copies a part over another through a copy of its own.
    pub(super) fn copy_within(&mut self, place: &Place, e: &ExprMethodCall) -> Operand {
        let Expr::Range(range) = super::place::strip(&e.args[0]) else {
            return self.reject(&e.args[0], "a range that is not written out", "write `a..b` in the call");
        };
        let source = place.then(Projection::Range(self.bounds(range)));
        let to = self.integer(&e.args[1]);
        let kind = self.place_kind(&source);
        let Operand::Var(copy) = self.define(kind, Rvalue::Load(source), e.span()) else { return Operand::Poison };
        let whole = Place::whole(copy);
        let len = self.length(&whole, e);
        let (of_to, of_len) = (self.tokens(&to), self.tokens(&len));
        let end = self.count(quote!(#of_to + #of_len), [to.var(), len.var()], e);
        let target = place.then(Projection::Range(Bounds { from: Some(to), to: Some(end), inclusive: false }));
        self.overwrite(&target, &whole, e);
        Operand::Unit
    }

    pub(super) fn swap_with(&mut self, place: &Place, e: &ExprMethodCall) {
        let other = self.viewed(&e.args[0]).unwrap_or_else(|| self.place(&e.args[0]));
        if !self.is_memory_place(&other, &e.args[0]) {
            return;
        }
        if other.base == place.base {
            let help = "swap the elements in a loop";
            self.reject(&e.args[0], "two parts of one variable cannot be swapped as wholes", help);
            return;
        }
        let (a, b) = (self.receiver_tokens(place), self.receiver_tokens(&other));
        let check =
            quote!(if #a.len() != #b.len() { ::core::panic!("destination and source slices have different lengths") });
        let reads = place.vars().chain(other.vars()).collect();
        self.push(Stmt::Effect(Verbatim { tokens: check, reads, repeatable: false }));
        self.each_index(place, e, |l, k| {
            let (a, b) = (place.then(Projection::Index(k.clone())), other.then(Projection::Index(k)));
            l.push(Stmt::Swap(a, b));
        });
    }

    /// `y.insert(i, v)`: the value goes to the end, and from there to its place.
    pub(super) fn insert(&mut self, place: &Place, e: &ExprMethodCall, item: &Kind) {
        let at = self.integer(&e.args[0]);
        let value = self.expr(&e.args[1]);
        self.expect(&value, item, &e.args[1]);
        let (len, index) = (self.length(place, e), self.tokens(&at));
        let of_len = self.tokens(&len);
        let check = quote!(
            ::core::assert!(#index <= #of_len, "insertion index (is {}) should be <= len (is {})", #index, #of_len)
        );
        let reads = at.var().into_iter().chain(len.var()).collect();
        self.push(Stmt::Effect(Verbatim { tokens: check, reads, repeatable: false }));
        self.push(Stmt::Push(place.clone(), value));
        let steps = self.count(quote!(#of_len - #index), [len.var(), at.var()], e);
        self.up_to(steps, e, |l, k| {
            let k_tokens = l.tokens(&k);
            let right = l.count(quote!(#of_len - #k_tokens), [len.var(), k.var()], e);
            let left = l.count(quote!(#of_len - #k_tokens - 1), [len.var(), k.var()], e);
            l.push(Stmt::Swap(place.then(Projection::Index(left)), place.then(Projection::Index(right))));
        });
    }

    /// `y.remove(i)`, `y.swap_remove(i)`: the element goes to the end, and is taken off there.
    pub(super) fn remove(&mut self, place: &Place, e: &ExprMethodCall, item: Kind) -> Operand {
        let at = self.integer(&e.args[0]);
        let (last, index) = (self.last_index(place, e), self.tokens(&at));
        let of_last = self.tokens(&last);
        if e.method == "swap_remove" {
            let (a, b) = (place.then(Projection::Index(at)), place.then(Projection::Index(last)));
            self.push(Stmt::Swap(a, b));
        } else {
            let steps = self.count(quote!(#of_last - #index), [last.var(), at.var()], e);
            self.up_to(steps, e, |l, k| {
                let k_tokens = l.tokens(&k);
                let left = l.count(quote!(#index + #k_tokens), [at.var(), k.var()], e);
                let right = l.count(quote!(#index + #k_tokens + 1), [at.var(), k.var()], e);
                l.push(Stmt::Swap(place.then(Projection::Index(left)), place.then(Projection::Index(right))));
            });
        }
        let out = self.temp_var(Kind::Opt(Box::new(item)), e.span());
        self.push(Stmt::Pop(out, place.clone()));
        let number = syn::Member::from(0);
        self.load(Place::whole(out).then(Projection::Payload(Variant::Some, number)), e)
    }

    pub(super) fn resize(&mut self, place: &Place, e: &ExprMethodCall, item: &Kind) {
        let n = self.integer(&e.args[0]);
        let value = self.expr(&e.args[1]);
        self.expect(&value, item, &e.args[1]);
        self.shorten(place, Some(&n), e);
        let len = self.length(place, e);
        let (of_n, of_len) = (self.tokens(&n), self.tokens(&len));
        let more = quote!(::core::primitive::usize::saturating_sub(#of_n, #of_len));
        let more = self.count(more, [n.var(), len.var()], e);
        self.up_to(more, e, |l, _| l.push(Stmt::Push(place.clone(), value)));
    }
}
