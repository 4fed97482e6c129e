//! Iterators that know their length and any of their items, as arithmetic on indices.
mod facts;
mod sources;

pub(super) use sources::{SOURCES, source_function};

use super::Lower;
use super::branch::Body;
use super::closures::Closure;
use super::scope::Binding;
use crate::ir::{Bounds, Operand, Order, Place, Projection, Rvalue, Selector, Var, Verbatim};
use crate::kinds::Kind;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use std::rc::Rc;
use syn::spanned::Spanned;

/// An iterator that knows its length and any of its items. One without a length never ends.
#[derive(Clone, Debug)]
pub enum Stream {
    /// A range of integers of any type.
    Range(Steps),
    /// The elements of a sequence.
    Elements { place: Place, by: By, len: Operand },
    /// Parts of a sequence: `windows`, `chunks`, `chunks_exact`.
    Slices(Slices),
    /// `repeat(v)`; `once(v)` has the length one.
    Same(Box<Binding>, Option<Operand>),
    /// `.copied()`, `.cloned()`
    Copied(Box<Stream>),
    /// `.enumerate()`
    Enumerate(Box<Stream>),
    /// `.zip(..)`
    Zip(Box<Stream>, Box<Stream>, Option<Operand>),
    /// `.chain(..)`, with the first one's length.
    Chain(Box<Stream>, Box<Stream>, Operand, Option<Operand>),
    /// `.rev()`
    Rev(Box<Stream>, Operand),
    /// `.skip(n)`
    Skip(Box<Stream>, Operand, Option<Operand>),
    /// `.take(n)`
    Take(Box<Stream>, Operand),
    /// `.step_by(n)`
    StepBy(Box<Stream>, Operand, Option<Operand>),
    /// `.map(..)`
    Map(Box<Stream>, Rc<Closure>),
}

/// A range of integers and the way through it; without a bound it never ends.
#[derive(Clone, Debug)]
pub struct Steps {
    pub(super) from: Operand,
    pub(super) to: Option<Operand>,
    pub(super) inclusive: bool,
    pub(super) order: Order,
}

/// How a sequence gives its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// As shared references.
    Shared,
    /// As `&mut` references.
    Mutable,
    /// Themselves.
    Value,
}

/// Parts of a sequence, each a slice.
#[derive(Clone, Debug)]
pub struct Slices {
    place: Place,
    /// The number of elements from the start of one part to that of the next; one for windows.
    step: Operand,
    width: Operand,
    /// The number of elements of the sequence, where it may cut the last part short.
    total: Option<Operand>,
    mutable: bool,
    len: Operand,
}

/// What a loop over indices is written instead of.
pub(super) const USE_INDICES: &str =
    "iterate over a range of indices, `for i in 0..x.len()`, or over a slice, `for v in x`";

impl Lower<'_> {
    /// Item `k`.
    pub(super) fn nth(&mut self, stream: &Stream, k: &Operand, span: Span) -> Binding {
        let index = self.tokens(k);
        match stream {
            Stream::Range(steps) => {
                let range = self.steps(steps);
                let reads = steps.reads().chain(k.var()).collect();
                let item = quote!((#range).nth(#index).expect("the range has this item"));
                Binding::Value(self.counted(item, reads, span))
            }
            Stream::Elements { place, by, .. } => {
                let at = place.then(Projection::Index(k.clone()));
                match by {
                    By::Shared => Binding::Alias(at, false),
                    By::Mutable => Binding::Alias(at, true),
                    By::Value => Binding::Value(self.load(at, &located(span))),
                }
            }
            Stream::Slices(slices) => self.part(slices, k, span),
            Stream::Same(item, _) => (**item).clone(),
            Stream::Copied(inner) => {
                let item = self.nth(inner, k, span);
                self.copied(item, span)
            }
            Stream::Enumerate(inner) => Binding::Parts(vec![Binding::Value(k.clone()), self.nth(inner, k, span)]),
            Stream::Zip(a, b, _) => Binding::Parts(vec![self.nth(a, k, span), self.nth(b, k, span)]),
            Stream::Chain(a, b, first, _) => self.of_either(a, b, first, k, span),
            Stream::Rev(inner, _) | Stream::Skip(inner, ..) | Stream::StepBy(inner, ..) | Stream::Take(inner, _) => {
                let k = self.inner_number(stream, k, span);
                self.nth(inner, &k, span)
            }
            Stream::Map(inner, closure) => {
                let item = self.nth(inner, k, span);
                self.invoke(closure, vec![item])
            }
        }
    }

    /// The number of an item in the iterator that an adapter is made of.
    fn inner_number(&mut self, stream: &Stream, k: &Operand, span: Span) -> Operand {
        let index = self.tokens(k);
        let (code, other) = match stream {
            Stream::Rev(_, len) => {
                let n = self.tokens(len);
                (quote!(#n - 1 - #index), len)
            }
            Stream::Skip(_, n, _) => {
                let count = self.tokens(n);
                (quote!(#count + #index), n)
            }
            Stream::StepBy(_, n, _) => {
                let count = self.tokens(n);
                (quote!(#count * #index), n)
            }
            _ => return k.clone(),
        };
        self.counted(code, reads([other, k]), span)
    }

    /// A value instead of a reference to it.
    pub(super) fn copied(&mut self, item: Binding, span: Span) -> Binding {
        match item {
            Binding::Alias(place, _) => Binding::Value(self.load(place, &located(span))),
            item => item,
        }
    }

    fn part(&mut self, slices: &Slices, k: &Operand, span: Span) -> Binding {
        let Slices { step, width, total, .. } = slices;
        let (index, by, wide) = (self.tokens(k), self.tokens(step), self.tokens(width));
        let from = match step {
            Operand::Plain(one, _) if one.to_string() == "1" => k.clone(),
            step => self.counted(quote!(#index * #by), reads([step, k]), span),
        };
        let start = self.tokens(&from);
        let to = match total {
            None => self.counted(quote!(#start + #wide), reads([&from, width]), span),
            Some(total) => {
                let end = self.tokens(total);
                let cut = quote!(::core::cmp::Ord::min(#start + #wide, #end));
                self.counted(cut, reads([&from, width, total]), span)
            }
        };
        let bounds = Bounds { from: Some(from), to: Some(to), inclusive: false };
        Binding::Alias(slices.place.then(Projection::Range(bounds)), slices.mutable)
    }

    /// What exact chunks leave over.
    pub(super) fn left_over(&mut self, slices: &Slices, span: Span) -> Binding {
        let (n, by) = (self.tokens(&slices.len), self.tokens(&slices.step));
        let from = self.counted(quote!(#n * #by), reads([&slices.len, &slices.step]), span);
        let bounds = Bounds { from: Some(from), to: None, inclusive: false };
        Binding::Alias(slices.place.then(Projection::Range(bounds)), slices.mutable)
    }

    /// Item `k` of two iterators one after the other.
    fn of_either(&mut self, a: &Stream, b: &Stream, first: &Operand, k: &Operand, span: Span) -> Binding {
        if a.is_mutable() || b.is_mutable() {
            let help = "write two loops";
            let at = located(span);
            return Binding::Value(self.reject(&at, "`.chain()` of iterators that give `&mut` references", help));
        }
        let (index, n) = (self.tokens(k), self.tokens(first));
        let is_first = self.counted(quote!(#index < #n), reads([k, first]), span);
        self.set_kind(&is_first, Kind::Bool);
        let k = k.clone();
        let arms = vec![
            Body::Then(Box::new(|l| {
                let item = l.nth(a, &k, span);
                l.materialise(item, &located(span))
            })),
            Body::Then(Box::new(|l| {
                let rest = l.counted(quote!(#index - #n), reads([&k, first]), span);
                let item = l.nth(b, &rest, span);
                l.materialise(item, &located(span))
            })),
        ];
        Binding::Value(self.branch(is_first, Selector::Flag, arms, span))
    }

    fn set_kind(&mut self, operand: &Operand, kind: Kind) {
        if let Operand::Var(var) = operand {
            self.vars[var.0].kind = kind;
        }
    }

    /// The number of items, unless they never end.
    pub(super) fn length_of(&mut self, stream: &Stream, span: Span) -> Option<Operand> {
        match stream {
            Stream::Range(steps) => {
                steps.to.as_ref()?;
                let range = self.steps(steps);
                let size = quote!(::core::iter::Iterator::size_hint(&(#range)).0);
                Some(self.counted(size, steps.reads().collect(), span))
            }
            Stream::Elements { len, .. } | Stream::Rev(_, len) | Stream::Take(_, len) => Some(len.clone()),
            Stream::Slices(slices) => Some(slices.len.clone()),
            Stream::Same(_, len)
            | Stream::Zip(_, _, len)
            | Stream::Chain(_, _, _, len)
            | Stream::Skip(_, _, len)
            | Stream::StepBy(_, _, len) => len.clone(),
            Stream::Copied(inner) | Stream::Enumerate(inner) | Stream::Map(inner, _) => self.length_of(inner, span),
        }
    }

    /// A range as code.
    fn steps(&self, steps: &Steps) -> TokenStream {
        let (from, to) = (self.tokens(&steps.from), steps.to.as_ref().map(|to| self.tokens(to)));
        let range = if steps.inclusive { quote!(#from..=#to) } else { quote!(#from..#to) };
        match &steps.order {
            Order::Up => range,
            Order::Down => quote!((#range).rev()),
            Order::Steps { down, step } => {
                let (down, step) = (down.then(|| quote!(.rev())), self.tokens(step));
                quote!((#range) #down.step_by(#step))
            }
        }
    }

    /// An integer made of lengths and indices.
    pub(super) fn counted(&mut self, tokens: TokenStream, reads: Vec<Var>, span: Span) -> Operand {
        self.define(Kind::Int, Rvalue::Verbatim(Verbatim { tokens, reads, repeatable: true }), span)
    }

    /// The same for code at hand.
    pub(super) fn count(&mut self, tokens: TokenStream, reads: [Option<Var>; 2], at: &impl ToTokens) -> Operand {
        self.counted(tokens, reads.into_iter().flatten().collect(), at.to_token_stream().span())
    }
}

impl Steps {
    /// Whether it has an end and goes over every number.
    pub(super) fn is_plain(&self) -> bool {
        self.to.is_some() && !matches!(self.order, Order::Steps { .. })
    }

    fn reads(&self) -> impl Iterator<Item = Var> + '_ {
        let step = match &self.order {
            Order::Steps { step, .. } => step.var(),
            Order::Up | Order::Down => None,
        };
        self.from.var().into_iter().chain(self.to.as_ref().and_then(Operand::var)).chain(step)
    }
}

/// A word of emitted code at the user's token, for messages about it.
pub(super) fn located(span: Span) -> proc_macro2::Ident {
    proc_macro2::Ident::new("item", span)
}

pub(super) fn reads<const N: usize>(operands: [&Operand; N]) -> Vec<Var> {
    operands.into_iter().filter_map(Operand::var).collect()
}
