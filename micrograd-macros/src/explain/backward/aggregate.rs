//! Literals of structs and enums, and what moves whole elements.
use super::statement::part;
use super::{Backward, adjoint};
use crate::emit::First;
use crate::explain::expr::{Expr, Name};
use crate::explain::forward::phrase;
use crate::explain::script::{Frame, Line, What};
use crate::ir::{Literal, Operand, Place, Var};
use quote::ToTokens;

impl Backward<'_> {
    pub(super) fn literal(&mut self, literal: &Literal, out: Var) -> Vec<Line> {
        let mut lines = Vec::new();
        for (member, op) in &literal.fields {
            let variant = literal.variant.as_ref().map(|name| format!(".{name}")).unwrap_or_default();
            let step = format!("{variant}.{}", member.to_token_stream());
            lines.extend(self.contribute(op, false, part(out, step)));
        }
        if let Some(rest) = &literal.rest {
            let named: Vec<String> = literal.fields.iter().map(|(m, _)| m.to_token_stream().to_string()).collect();
            let amount = phrase([adjoint(out), Expr::text(format!(" without {}", named.join(", ")))]);
            lines.extend(self.contribute(rest, false, amount));
        }
        lines
    }

    pub(super) fn swap(&mut self, a: &Place, b: &Place) -> Vec<Line> {
        let mut lines = Vec::new();
        let swapped = |a: Expr, b: Expr, changed: Vec<Name>| {
            Line::new(What::Do(phrase([Expr::text("swap "), a, Expr::text(" and "), b]), changed))
        };
        if self.reader.plan.restores(a.base) {
            let changed = vec![Name::Value(a.base), Name::Value(b.base)];
            lines.push(swapped(self.reader.place(a), self.reader.place(b), changed));
        }
        if self.is_active(a.base) && self.is_active(b.base) {
            lines.extend([a, b].iter().filter_map(|place| self.ensured(place.base)));
            let changed = vec![Name::Adjoint(a.base), Name::Adjoint(b.base)];
            lines.push(swapped(self.reader.adjoint(a), self.reader.adjoint(b), changed));
        }
        lines
    }

    /// The adjoint of a scalar is there, if only as zero.
    pub(super) fn ensured(&mut self, v: Var) -> Option<Line> {
        let here = self.is_scalar(v) && self.add(v) == First::Here;
        here.then(|| Line::set(adjoint(v), "=", Expr::text("0")))
    }

    pub(super) fn push(&mut self, place: &Place, value: &Operand) -> Vec<Line> {
        let mut lines = Vec::new();
        if self.reader.plan.restores(place.base) {
            let code = phrase([self.reader.place(place), Expr::text(".pop()")]);
            lines.push(Line::new(What::Do(code, vec![Name::Value(place.base)])));
        }
        if self.is_active(place.base) {
            let popped = phrase([self.reader.adjoint(place), Expr::text(".pop()")]);
            let add = self.contribute(value, false, popped.clone());
            let changed = Name::Adjoint(place.base);
            let shown = if add.is_some() { Expr::text("") } else { popped };
            lines.extend(add);
            lines.push(Line::new(What::Do(shown, vec![changed])));
        }
        lines
    }

    pub(super) fn pop_back(&mut self, out: Var, place: &Place) -> Vec<Line> {
        let mut inner = Vec::new();
        let item = part_of(out);
        if self.is_active(place.base) {
            let known = self.is_active(out) && self.scopes.is_declared(out);
            let d = if known { part(out, ".Some.0") } else { Expr::text("0") };
            let code = phrase([self.reader.adjoint(place), Expr::call(".push", vec![d])]);
            inner.push(Line::new(What::Do(code, vec![Name::Adjoint(place.base)])));
        }
        if self.reader.plan.restores(place.base) {
            let code = phrase([self.reader.place(place), Expr::call(".push", vec![item])]);
            inner.push(Line::new(What::Do(code, vec![Name::Value(place.base)])));
        }
        if inner.is_empty() {
            return inner;
        }
        let head = phrase([Expr::text("if "), Expr::value(out), Expr::text(" is Some")]);
        self.block(head, inner, Frame::Branch, None)
    }
}

fn part_of(v: Var) -> Expr {
    Expr::Code(vec![Expr::value(v), Expr::text(".Some.0")], true)
}
