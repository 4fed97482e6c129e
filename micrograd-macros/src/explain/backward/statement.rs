//! Definitions and stores of the backward sweep.
use super::{Backward, adjoint};
use crate::emit::is_factor;
use crate::explain::expr::{Expr, Name};
use crate::explain::forward::phrase;
use crate::explain::script::{Line, What};
use crate::ir::{Operand, Place, Rvalue, Var};
use micrograd_core::rules::Rule;

impl Backward<'_> {
    pub(super) fn definition(&mut self, out: Var, value: &Rvalue) -> Vec<Line> {
        if !self.is_active(out) || !self.scopes.is_declared(out) {
            return Vec::new();
        }
        let d = adjoint(out);
        match value {
            Rvalue::Use(op) | Rvalue::Convert(op, _) => self.contribute(op, false, d).into_iter().collect(),
            Rvalue::Prim(rule, ops) => self.primitive(out, rule, ops),
            Rvalue::Load(place) => self.load(place, out).into_iter().collect(),
            Rvalue::Array(ops) | Rvalue::VecOf(ops) => self.items(ops, |k| format!("[{k}]"), out),
            Rvalue::Tuple(ops) => self.items(ops, |k| format!(".{k}"), out),
            Rvalue::Repeat(op, _) | Rvalue::VecRepeat(op, _) => {
                self.contribute(op, false, Expr::call("sum", vec![d])).into_iter().collect()
            }
            Rvalue::Some(op) => self.contribute(op, false, part(out, ".Some.0")).into_iter().collect(),
            Rvalue::Struct(literal) => self.literal(literal, out),
            // in these nothing is active
            Rvalue::None
            | Rvalue::Unit(_)
            | Rvalue::Native(..)
            | Rvalue::Not(_)
            | Rvalue::Query(..)
            | Rvalue::Cut(..)
            | Rvalue::Stop(_)
            | Rvalue::ToReal(..)
            | Rvalue::VecWithRoom(_)
            | Rvalue::Verbatim(_) => Vec::new(),
        }
    }

    fn primitive(&mut self, out: Var, rule: &Rule, ops: &[Operand]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (k, partial) in rule.partials.iter().enumerate() {
            let partial = &partial.replace(' ', "");
            if partial != "S::ZERO" && ops[k].var().is_some_and(|v| self.is_active(v)) {
                let (minus, amount) = self.product(partial, rule, ops, out);
                lines.extend(self.contribute(&ops[k], minus, amount));
            }
        }
        lines
    }

    /// The adjoint of a result times a partial, without a multiplication by one; the flag is the sign.
    fn product(&self, partial: &str, rule: &Rule, ops: &[Operand], out: Var) -> (bool, Expr) {
        let (minus, text) = match partial.strip_prefix('-') {
            Some(rest) if is_factor(rest) => (true, rest),
            _ => (false, partial),
        };
        if text == "S::ONE" {
            return (minus, adjoint(out));
        }
        let factor = self.reader.partial(text, rule, ops, out);
        (minus, Expr::binary("*", adjoint(out), factor))
    }

    fn load(&mut self, place: &Place, out: Var) -> Option<Line> {
        if !self.is_active(place.base) {
            return None;
        }
        if place.projections.is_empty() && self.is_scalar(place.base) {
            return self.contribute(&Operand::Var(place.base), false, adjoint(out));
        }
        Some(Line::set(self.reader.adjoint(place), "+=", adjoint(out)))
    }

    fn items(&mut self, ops: &[Operand], item: impl Fn(usize) -> String, out: Var) -> Vec<Line> {
        let each = ops.iter().enumerate().map(|(k, op)| self.contribute(op, false, part(out, item(k))));
        each.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    pub(super) fn store(&mut self, place: &Place, value: &Operand) -> Vec<Line> {
        let mut lines: Vec<Line> = self.restored(place).into_iter().collect();
        if !self.is_active(place.base) {
            return lines;
        }
        let at = self.reader.adjoint(place);
        lines.extend(self.contribute(value, false, at.clone()));
        let note =
            phrase([Expr::text("the old "), self.reader.place(place), Expr::text(" had no part in what follows it")]);
        lines.push(Line::set(at, "=", Expr::text("0")).with([note]));
        lines
    }

    /// What a change overwrote stands there again, if it was saved.
    pub(super) fn restored(&self, place: &Place) -> Option<Line> {
        let restore = || {
            let code = phrase([Expr::text("restore the old "), self.reader.place(place)]);
            Line::new(What::Do(code, vec![Name::Value(place.base)]))
        };
        self.reader.plan.restores(place.base).then(restore)
    }
}

/// Part of an adjoint.
pub fn part(v: Var, step: impl Into<String>) -> Expr {
    Expr::Code(vec![adjoint(v), Expr::text(step)], true)
}
