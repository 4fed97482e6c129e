//! Where iterators come from: ranges, sequences, their parts.
use super::super::Lower;
use super::super::place::strip;
use super::super::scope::Binding;
use super::super::stmt::is_place;
use super::{By, Slices, Steps, Stream, USE_INDICES, reads};
use crate::ir::{Operand, Order, Place, Stmt, Verbatim};
use crate::kinds::Kind;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall, ExprRange};

/// Methods that make an iterator over what they are called on.
pub(in super::super) const SOURCES: &[&str] =
    &["iter", "iter_mut", "into_iter", "windows", "chunks", "chunks_exact", "chunks_mut", "chunks_exact_mut"];

impl Lower<'_> {
    /// The iterator over what an expression is.
    pub(in super::super) fn source(&mut self, expr: &Expr) -> Option<Stream> {
        match strip(expr) {
            Expr::Range(range) => {
                let steps = self.range_steps(range)?;
                Some(Stream::Range(steps))
            }
            Expr::MethodCall(call) if SOURCES.iter().any(|name| call.method == name) => self.source_method(call),
            Expr::MethodCall(call) if self.iterates_plain(call) => self.plain_source(call),
            Expr::Call(call) if source_function(call).is_some() => self.source_call(call),
            Expr::Reference(r) => {
                let by = if r.mutability.is_some() { By::Mutable } else { By::Shared };
                let place = self.place(&r.expr);
                self.elements(place, by, expr)
            }
            other => {
                let (place, by) = match self.view(other) {
                    Some(Binding::Alias(place, mutable)) => (place, if mutable { By::Mutable } else { By::Shared }),
                    _ => (self.value_to_iterate(other)?, By::Value),
                };
                self.elements(place, by, expr)
            }
        }
    }

    /// Iterating by value goes over a copy: the body may change the original.
    fn value_to_iterate(&mut self, expr: &Expr) -> Option<Place> {
        if !is_place(expr) && !matches!(expr, Expr::Call(_) | Expr::MethodCall(_) | Expr::Array(_) | Expr::Macro(_)) {
            self.reject(expr, "the source of the iterator's elements is not visible", USE_INDICES);
            return None;
        }
        let place = self.place(expr);
        if !self.vars[place.base.0].memory {
            return Some(place);
        }
        let copy = self.load(place, expr);
        copy.var().map(Place::whole)
    }

    fn elements(&mut self, place: Place, by: By, at: &Expr) -> Option<Stream> {
        let (kind, item) = (self.place_kind(&place), self.kinds.unknown());
        match kind {
            Kind::Poison => return None,
            Kind::Seq(_) | Kind::Unknown(_) => self.unify(&kind, &Kind::seq(item), at),
            Kind::Inert if by != By::Mutable => return Some(self.listed(&place, at)),
            Kind::Opt(_) => {
                self.reject(at, "an `Option` as an iterator", "take it apart: `if let Some(v) = ..`");
                return None;
            }
            _ => {
                self.reject(at, "the source of the iterator's elements is not visible", USE_INDICES);
                return None;
            }
        };
        if by == By::Mutable && !self.is_memory_place(&place, at) {
            return None;
        }
        let len = match kind {
            Kind::Seq(_) => self.length(&place, at),
            _ => self.guessed_length(&place, at),
        };
        Some(Stream::Elements { place, by, len })
    }

    /// The length of what was taken for a sequence: only of those whose items are read by index it compiles.
    pub(in super::super) fn guessed_length(&mut self, place: &Place, at: &impl ToTokens) -> Operand {
        let (root, tokens, span) = (&self.input.root, self.place_tokens(place), at.to_token_stream().span());
        let length = proc_macro2::Ident::new("length", span);
        self.counted(quote!(#root::rt::#length(&#tokens)), place.vars().collect(), span)
    }

    fn source_method(&mut self, call: &ExprMethodCall) -> Option<Stream> {
        let name = call.method.to_string();
        match (name.as_str(), call.args.len()) {
            ("iter", 0) => {
                let place = self.iterated_place(&call.receiver);
                self.elements(place, By::Shared, &call.receiver)
            }
            ("iter_mut", 0) => {
                let place = self.iterated_place(&call.receiver);
                self.elements(place, By::Mutable, &call.receiver)
            }
            ("into_iter", 0) => self.source(&call.receiver),
            (_, 1) => self.slices(&name, call),
            _ => {
                self.reject(&call.method, "this call is not that of a slice", "see the standard library");
                None
            }
        }
    }

    fn iterated_place(&mut self, receiver: &Expr) -> Place {
        match self.view(receiver) {
            Some(Binding::Alias(place, _)) => place,
            _ => self.place(receiver),
        }
    }

    /// `x.windows(n)`, `x.chunks(n)`, ..
    fn slices(&mut self, name: &str, call: &ExprMethodCall) -> Option<Stream> {
        let place = self.iterated_place(&call.receiver);
        let mutable = name.ends_with("_mut");
        let by = if mutable { By::Mutable } else { By::Shared };
        let Stream::Elements { place, len: total, .. } = self.elements(place, by, &call.receiver)? else {
            return None;
        };
        let width = self.expr(&call.args[0]);
        self.expect(&width, &Kind::Int, &call.args[0]);
        let (n, w) = (self.tokens(&total), self.tokens(&width));
        let what = if name == "windows" { "window" } else { "chunk" };
        let check = quote!(if #w == 0 { ::core::panic!("{} size must be non-zero", #what) });
        self.push(Stmt::Effect(Verbatim { tokens: check, reads: reads([&width]), repeatable: false }));
        let (step, len, cut) = match name.trim_end_matches("_mut") {
            "windows" => (
                Operand::plain(quote!(1), Kind::Int),
                quote!(::core::primitive::usize::saturating_sub(#n, #w - 1)),
                None,
            ),
            "chunks" => (width.clone(), quote!(::core::primitive::usize::div_ceil(#n, #w)), Some(total.clone())),
            _ => (width.clone(), quote!(#n / #w), None),
        };
        let len = self.counted(len, reads([&total, &width]), call.span());
        let total = cut;
        Some(Stream::Slices(Slices { place, step, width, total, mutable, len }))
    }

    /// `a..b`
    pub(in super::super) fn range_steps(&mut self, range: &ExprRange) -> Option<Steps> {
        let Some(from) = &range.start else {
            self.reject(range, "a range without a start is no iterator", "write where it starts");
            return None;
        };
        let start = self.bound_of_range(from);
        let to = range.end.as_ref().map(|to| self.bound_of_range(to));
        let inclusive = matches!(range.limits, syn::RangeLimits::Closed(_));
        Some(Steps { from: start, to, inclusive, order: Order::Up })
    }

    fn bound_of_range(&mut self, expr: &Expr) -> Operand {
        let value = self.expr(expr);
        self.expect(&value, &Kind::Int, expr);
        value
    }

    /// `iter::repeat(v)`, `iter::once(v)`, `iter::zip(a, b)`
    fn source_call(&mut self, call: &ExprCall) -> Option<Stream> {
        match (source_function(call)?.as_str(), call.args.len()) {
            ("repeat", 1) => {
                let item = self.initial(&call.args[0], None);
                Some(Stream::Same(Box::new(item), None))
            }
            ("once", 1) => {
                let item = self.initial(&call.args[0], None);
                Some(Stream::Same(Box::new(item), Some(Operand::plain(quote!(1), Kind::Int))))
            }
            ("repeat_n", 2) => {
                let item = self.initial(&call.args[0], None);
                let n = self.bound_of_range(&call.args[1]);
                Some(Stream::Same(Box::new(item), Some(n)))
            }
            (name, _) => {
                let message = format!("`iter::{name}` is not understood");
                self.reject(&call.func, message, "write a loop");
                None
            }
        }
    }
}

/// The name of a function of `std::iter` that is called.
pub(in super::super) fn source_function(call: &ExprCall) -> Option<String> {
    let Expr::Path(path) = strip(&call.func) else { return None };
    let segments: Vec<_> = path.path.segments.iter().collect();
    let [.., owner, name] = &segments[..] else { return None };
    (owner.ident == "iter").then(|| name.ident.to_string())
}
