//! Where the elements of a `for` loop come from: iterators over sequences and ranges, as counted loops over indices.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use crate::ir::{Operand, Place, Projection, Rvalue, Var, Verbatim};
use crate::kinds::Kind;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, ExprRange, Pat};

/// An iterator that knows its length and any of its items.
pub(super) enum Stream {
    /// `from..to` of `usize`.
    Range { from: Operand, len: Operand },
    /// The elements of a sequence.
    Elements { place: Place, by_ref: bool, len: Operand },
    /// `.enumerate()`
    Enumerate(Box<Stream>),
    /// `.zip(..)`
    Zip(Box<Stream>, Box<Stream>, Operand),
    /// `.rev()`
    Rev(Box<Stream>),
    /// `.skip(n)`
    Skip(Box<Stream>, Operand, Operand),
    /// `.take(n)`
    Take(Box<Stream>, Operand),
    /// `.step_by(n)`
    StepBy(Box<Stream>, Operand, Operand),
}

/// What the pattern of a `for` loop takes apart.
enum Item {
    One(Binding),
    Pair(Box<Item>, Box<Item>),
}

const USE_INDICES: &str = "iterate over a range of indices, `for i in 0..x.len()`, or over a slice, `for v in x`";

impl Lower<'_> {
    /// The iterator that an expression in the head of a loop makes.
    pub(super) fn stream(&mut self, expr: &Expr) -> Option<Stream> {
        match strip(expr) {
            Expr::Range(range) => self.range_stream(range),
            Expr::MethodCall(call) => self.adapted(call),
            Expr::Reference(r) if r.mutability.is_none() => {
                let place = self.place(&r.expr);
                Some(self.elements(place, true, expr))
            }
            Expr::Reference(r) => {
                self.reject(r, "`&mut` iteration is not supported yet", "iterate over indices, and assign to `x[i]`");
                None
            }
            path @ (Expr::Path(_) | Expr::Index(_) | Expr::Field(_)) => {
                let by_ref = matches!(self.view(path), Some(Binding::Alias(..)));
                let place = self.place(path);
                let place = if by_ref { place } else { self.snapshot(place, path) };
                Some(self.elements(place, by_ref, expr))
            }
            other => {
                self.reject(other, "the source of the iterator's elements is not visible", USE_INDICES);
                None
            }
        }
    }

    fn elements(&mut self, place: Place, by_ref: bool, at: &Expr) -> Stream {
        let len = self.length(&place, at);
        Stream::Elements { place, by_ref, len }
    }

    fn range_stream(&mut self, range: &ExprRange) -> Option<Stream> {
        let (from, to, inclusive) = self.range(range)?;
        let one = if inclusive { quote!(+ 1usize) } else { TokenStream::new() };
        let (a, b) = (self.tokens(&from), self.tokens(&to));
        let reads = [from.var(), to.var()];
        let len = self.count(quote!(::core::primitive::usize::saturating_sub(#b #one, #a)), reads, range);
        Some(Stream::Range { from, len })
    }

    fn adapted(&mut self, call: &ExprMethodCall) -> Option<Stream> {
        let name = call.method.to_string();
        match (name.as_str(), call.args.len()) {
            ("iter", 0) if super::stmt::is_place(strip(&call.receiver)) => {
                let place = self.place(&call.receiver);
                Some(self.elements(place, true, &call.receiver))
            }
            ("copied" | "cloned" | "into_iter", 0) => self.stream(&call.receiver),
            ("enumerate", 0) => Some(Stream::Enumerate(Box::new(self.stream(&call.receiver)?))),
            ("rev", 0) => Some(Stream::Rev(Box::new(self.stream(&call.receiver)?))),
            ("zip", 1) => {
                let (a, b) = (self.stream(&call.receiver)?, self.stream(&call.args[0])?);
                let (of_a, of_b) = (a.len().clone(), b.len().clone());
                let (m, n) = (self.tokens(&of_a), self.tokens(&of_b));
                let len = self.count(quote!(::core::cmp::Ord::min(#m, #n)), [of_a.var(), of_b.var()], call);
                Some(Stream::Zip(Box::new(a), Box::new(b), len))
            }
            ("skip" | "take" | "step_by", 1) => self.shortened(&name, call),
            _ => {
                let message = format!("`.{name}()` in the head of a loop is not supported yet");
                self.reject(&call.method, message, USE_INDICES);
                None
            }
        }
    }

    fn shortened(&mut self, name: &str, call: &ExprMethodCall) -> Option<Stream> {
        let inner = Box::new(self.stream(&call.receiver)?);
        let n = self.expr(&call.args[0]);
        self.expect(&n, &Kind::Int, &call.args[0]);
        let (len, count) = (self.tokens(inner.len()), self.tokens(&n));
        let reads = [inner.len().var(), n.var()];
        Some(match name {
            "skip" => {
                let len = self.count(quote!(#len.saturating_sub(#count)), reads, call);
                Stream::Skip(inner, n, len)
            }
            "take" => {
                let len = self.count(quote!(::core::cmp::Ord::min(#len, #count)), reads, call);
                Stream::Take(inner, len)
            }
            _ => {
                let len = self.count(quote!(#len.div_ceil(#count)), reads, call);
                Stream::StepBy(inner, n, len)
            }
        })
    }

    /// An integer made of lengths and indices.
    pub(super) fn count(&mut self, tokens: TokenStream, reads: [Option<Var>; 2], at: &impl ToTokens) -> Operand {
        let code = Verbatim { tokens, reads: reads.into_iter().flatten().collect(), repeatable: true };
        self.define(Kind::Int, Rvalue::Verbatim(code), at.to_token_stream().span())
    }

    pub(super) fn range(&mut self, range: &ExprRange) -> Option<(Operand, Operand, bool)> {
        let (Some(from), Some(to)) = (&range.start, &range.end) else {
            self.reject(range, "a loop over an open range", "give both bounds, or write `loop` with a counter");
            return None;
        };
        let (from_value, to_value) = (self.expr(from), self.expr(to));
        self.expect(&from_value, &Kind::Int, from);
        self.expect(&to_value, &Kind::Int, to);
        Some((from_value, to_value, matches!(range.limits, syn::RangeLimits::Closed(_))))
    }

    /// Iterating by value goes over a copy: the body may change the original.
    fn snapshot(&mut self, place: Place, at: &impl ToTokens) -> Place {
        if !self.vars[place.base.0].memory {
            return place;
        }
        let copy = self.load(place, at);
        copy.var().map_or_else(|| unreachable!("a load is a variable"), Place::whole)
    }

    /// Binds the pattern of a `for` loop to item `k`.
    pub(super) fn bind_item(&mut self, stream: &Stream, k: &Operand, pat: &Pat) {
        let item = self.nth(stream, k, pat);
        self.bind_parts(item, pat);
    }

    fn bind_parts(&mut self, item: Item, pat: &Pat) {
        match (item, pat) {
            (item, Pat::Paren(inner)) => self.bind_parts(item, &inner.pat),
            (Item::Pair(a, b), Pat::Tuple(parts)) if parts.elems.len() == 2 => {
                self.bind_parts(*a, &parts.elems[0]);
                self.bind_parts(*b, &parts.elems[1]);
            }
            (Item::Pair(..), Pat::Wild(_)) => {}
            (Item::Pair(..), pat) => {
                let help = "take it apart in the pattern: `for (a, b) in ..`";
                self.reject(pat, "a pair of an iterator under one name", help);
            }
            (Item::One(value), pat) => {
                let kind = self.kinds.unknown();
                self.bind(pat, value, &kind, None);
            }
        }
    }

    fn nth(&mut self, stream: &Stream, k: &Operand, at: &Pat) -> Item {
        let index = self.tokens(k);
        match stream {
            Stream::Range { from, .. } => {
                let from_tokens = self.tokens(from);
                Item::One(Binding::Value(self.count(quote!(#from_tokens + #index), [from.var(), k.var()], at)))
            }
            Stream::Elements { place, by_ref, .. } => Item::One(self.element(place.clone(), k, *by_ref, at)),
            Stream::Enumerate(inner) => {
                let number = Item::One(Binding::Value(k.clone()));
                Item::Pair(Box::new(number), Box::new(self.nth(inner, k, at)))
            }
            Stream::Zip(a, b, _) => {
                let a = self.nth(a, k, at);
                Item::Pair(Box::new(a), Box::new(self.nth(b, k, at)))
            }
            Stream::Rev(inner) => {
                let len = self.tokens(inner.len());
                let k = self.count(quote!(#len - 1 - #index), [inner.len().var(), k.var()], at);
                self.nth(inner, &k, at)
            }
            Stream::Skip(inner, n, _) => {
                let count = self.tokens(n);
                let k = self.count(quote!(#count + #index), [n.var(), k.var()], at);
                self.nth(inner, &k, at)
            }
            Stream::Take(inner, _) => self.nth(inner, k, at),
            Stream::StepBy(inner, n, _) => {
                let count = self.tokens(n);
                let k = self.count(quote!(#count * #index), [n.var(), k.var()], at);
                self.nth(inner, &k, at)
            }
        }
    }

    /// An element: a number is read, anything larger stays a place if it is iterated by reference.
    fn element(&mut self, mut place: Place, index: &Operand, by_ref: bool, at: &Pat) -> Binding {
        place.projections.push(Projection::Index(index.clone()));
        if by_ref { Binding::Alias(place, false) } else { Binding::Value(self.load(place, at)) }
    }
}

impl Stream {
    /// The number of items.
    pub(super) fn len(&self) -> &Operand {
        match self {
            Stream::Range { len, .. }
            | Stream::Elements { len, .. }
            | Stream::Zip(_, _, len)
            | Stream::Skip(_, _, len)
            | Stream::Take(_, len)
            | Stream::StepBy(_, _, len) => len,
            Stream::Enumerate(inner) | Stream::Rev(inner) => inner.len(),
        }
    }
}
