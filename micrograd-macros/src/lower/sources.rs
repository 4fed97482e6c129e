//! Where the elements of a `for` loop come from.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use crate::ir::{Operand, Place, Projection, Var};
use crate::kinds::Kind;
use quote::ToTokens;
use syn::{Expr, ExprMethodCall, ExprRange, Pat};

/// Where a `for` loop's elements come from.
pub(super) enum Source {
    /// A range of integers.
    Range(ExprRange),
    /// The elements of a sequence, by reference.
    Elements(Place),
    /// The elements of a sequence, by value.
    Values(Place),
}

const USE_INDICES: &str = "iterate over a range of indices, `for i in 0..x.len()`, or over a slice, `for v in x`";

impl Lower<'_> {
    pub(super) fn source(&mut self, expr: &Expr) -> Option<Source> {
        match strip(expr) {
            Expr::Range(range) => Some(Source::Range(range.clone())),
            Expr::MethodCall(call) => self.method_source(call),
            Expr::Reference(r) if r.mutability.is_none() => Some(Source::Elements(self.place(&r.expr))),
            Expr::Reference(r) => {
                self.reject(r, "`&mut` iteration is not supported yet", "iterate over indices, and assign to `x[i]`");
                None
            }
            path @ Expr::Path(_) => {
                let by_ref = self.reference(path).is_some();
                let place = self.place(path);
                Some(if by_ref { Source::Elements(place) } else { Source::Values(place) })
            }
            place @ (Expr::Index(_) | Expr::Field(_)) => Some(Source::Values(self.place(place))),
            other => {
                self.reject(other, "the source of the iterator's elements is not visible", USE_INDICES);
                None
            }
        }
    }

    fn method_source(&mut self, call: &ExprMethodCall) -> Option<Source> {
        if call.method == "iter" && call.args.is_empty() && super::stmt::is_place(strip(&call.receiver)) {
            return Some(Source::Elements(self.place(&call.receiver)));
        }
        let message = format!("`.{}()` in the head of a loop is not supported yet", call.method);
        self.reject(&call.method, message, USE_INDICES);
        None
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
    pub(super) fn snapshot(&mut self, place: Place, at: &impl ToTokens) -> Place {
        if !self.vars[place.base.0].memory {
            return place;
        }
        let copy = self.load(place, at);
        copy.var().map_or_else(|| unreachable!("a load is a variable"), Place::whole)
    }

    /// What the pattern of a `for` loop is bound to.
    pub(super) fn element(&mut self, place: Option<Place>, index: Var, by_ref: bool, at: &Pat) -> Binding {
        let Some(mut place) = place else {
            return Binding::Value(Operand::Var(index));
        };
        place.projections.push(Projection::Index(Operand::Var(index)));
        let kind = self.place_kind(&place);
        let nested = matches!(kind, Kind::Seq(_) | Kind::Tup(_)) && by_ref && !matches!(at, Pat::Tuple(_));
        if nested { Binding::Alias(place) } else { Binding::Value(self.load(place, at)) }
    }
}
