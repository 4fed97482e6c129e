//! The backward sweep as lines: the same walk as that of the emitter, which writes code.
mod aggregate;
mod call;
mod control;
mod statement;

use super::expr::{Expr, Name};
use super::forward::phrase;
use super::reader::Reader;
use super::script::{Frame, Line, What};
use crate::analyse::Keep;
use crate::emit::{First, Scopes};
use crate::hash::HashSet;
use crate::ir::{LoopId, Operand, Region, Rvalue, Segment, Stmt, Var};
use crate::kinds::Kind;

/// Writes the backward sweep.
pub struct Backward<'a> {
    reader: &'a Reader<'a>,
    scopes: Scopes,
    /// The values that may stay unused, as far as that is not decided.
    flags: HashSet<Var>,
    loops: Vec<Around>,
}

/// A loop around the statement being undone.
#[derive(Clone)]
struct Around {
    id: LoopId,
    /// The active carried variables, at the head of an iteration.
    carries: Vec<Option<Var>>,
    /// What only a `break` gives.
    given: Vec<Var>,
}

/// Where the values go that leave a region at its end.
#[derive(Clone, Copy)]
enum Fall<'a> {
    /// To what a branch defines.
    Out(&'a [Var]),
    /// To the next iteration.
    Loop(LoopId),
}

fn adjoint(v: Var) -> Expr {
    Expr::Name(Name::Adjoint(v))
}

fn carry(arg: Var) -> Expr {
    Expr::Name(Name::Carry(arg))
}

impl<'a> Backward<'a> {
    /// A sweep of which nothing is written yet.
    pub fn new(reader: &'a Reader<'a>) -> Self {
        let vars = (0..reader.program.vars.len()).map(Var);
        let flags = vars.filter(|v| reader.plan.unused.is_flagged(*v)).collect();
        Backward { reader, scopes: Scopes::default(), flags, loops: Vec::new() }
    }

    /// The lines of the whole sweep.
    pub fn body(&mut self) -> Vec<Line> {
        let program = self.reader.program;
        self.scopes.enter(program.params.iter().copied());
        let mut lines = Vec::new();
        for &param in &program.params {
            let slot = program.info(param).is_ref;
            if slot {
                self.scopes.declare(param);
            } else {
                lines.extend(self.shaped(param));
            }
            lines.extend(self.cloned(param));
        }
        let sweep = self.region(&program.body, Fall::Out(&[]));
        lines.extend(self.before());
        lines.extend(sweep);
        self.scopes.leave();
        lines
    }

    fn is_active(&self, v: Var) -> bool {
        self.reader.plan.is_active(v)
    }

    /// Whether the adjoint is a plain scalar, which its first contribution sets.
    fn is_scalar(&self, v: Var) -> bool {
        let info = self.reader.program.info(v);
        info.kind.is_real() && !info.memory && !info.is_ref
    }

    /// The zero adjoint of what is no plain scalar.
    fn shaped(&mut self, v: Var) -> Option<Line> {
        if !self.is_active(v) || self.is_scalar(v) {
            return None;
        }
        self.scopes.declare(v);
        Some(Line::set(adjoint(v), "=", self.zero(v)))
    }

    fn zero(&self, v: Var) -> Expr {
        match &self.reader.program.info(v).kind {
            kind if kind.is_real() => Expr::text("0"),
            Kind::Tup(items) if items.iter().all(Kind::is_shaped) => Expr::text("zeros"),
            _ => phrase([Expr::text("zeros in the shape of "), self.reader.value(v)]),
        }
    }

    /// A memory variable is restored step by step: backward works on a copy of its last state.
    fn cloned(&self, v: Var) -> Option<Line> {
        let info = self.reader.program.info(v);
        if !info.memory || info.is_ref || self.reader.plan.keep(v).is_none() {
            return None;
        }
        let code = phrase([Expr::text("take "), Expr::value(v), Expr::text(" as it was left")]);
        Some(Line::new(What::Do(code, vec![Name::Value(v)])))
    }

    /// Whether the pullback captured all that the region defines.
    fn is_captured(&self, region: &Region) -> bool {
        std::ptr::eq(region, &raw const self.reader.program.body) && !self.reader.program.has_early_exit()
    }

    /// The values of a segment that the statements before and behind it mention.
    fn bind(&mut self, region: &Region, segment: &Segment<'_>) -> Vec<Line> {
        let captured = self.is_captured(region);
        let (program, plan) = (self.reader.program, self.reader.plan);
        let mut lines = Vec::new();
        let defined = segment.defines();
        let is_saved = |v: &&Var| plan.keep(**v) == Some(Keep::Save) && !program.info(**v).memory;
        let saved: Vec<Var> = defined.iter().filter(is_saved).copied().collect();
        if !captured && !saved.is_empty() {
            lines.push(take(&saved));
        }
        for v in &defined {
            lines.extend(self.cloned(*v));
        }
        for stmt in segment.stmts.iter().filter(|_| !captured) {
            if let Stmt::Let(out, value) = stmt
                && plan.keep(*out) == Some(Keep::Again)
                && self.reader.written(*out).is_none()
            {
                lines.push(self.again(*out, value));
            }
        }
        lines.extend(defined.into_iter().filter_map(|v| self.shaped(v)));
        lines
    }

    fn again(&self, out: Var, value: &Rvalue) -> Line {
        let note = if matches!(value, Rvalue::Load(_)) { "read again" } else { "evaluated again" };
        Line::set(Expr::value(out), "=", self.reader.rvalue(value)).with([Expr::text(note)])
    }

    /// The zeros that a block needs in front of it.
    fn before(&mut self) -> Vec<Line> {
        let demanded = self.scopes.demanded();
        demanded.into_iter().map(|v| Line::set(adjoint(v), "=", Expr::text("0"))).collect()
    }

    /// Adds to the adjoint of an operand, or takes away from it.
    fn contribute(&mut self, op: &Operand, minus: bool, amount: Expr) -> Option<Line> {
        let v = op.var().filter(|v| self.is_active(*v))?;
        let first = if self.is_scalar(v) { self.add(v) } else { First::No };
        Some(match (first, minus) {
            (First::Here, false) => Line::set(adjoint(v), "=", amount),
            (First::Here, true) => Line::set(adjoint(v), "=", Expr::Neg(Box::new(amount))),
            (First::No, false) => Line::set(adjoint(v), "+=", amount),
            (First::No, true) => Line::set(adjoint(v), "-=", amount),
        })
    }

    /// Notes a contribution to the adjoint of a scalar.
    fn add(&mut self, v: Var) -> First {
        let first = self.scopes.add(v);
        if first == First::Here {
            self.flags.remove(&v);
        }
        first
    }

    /// A block in front of which its zeros stand.
    fn block(&mut self, head: Expr, lines: Vec<Line>, of: Frame, notes: impl IntoIterator<Item = Expr>) -> Vec<Line> {
        let mut all = self.before();
        all.push(Line::block(head, lines, of).with(notes));
        all
    }
}

fn take(saved: &[Var]) -> Line {
    let mut pieces = vec![Expr::text("take ")];
    for (k, v) in saved.iter().enumerate() {
        pieces.extend((k > 0).then(|| Expr::text(", ")));
        pieces.push(Expr::value(*v));
    }
    Line::new(What::Do(Expr::Code(pieces, true), saved.iter().map(|v| Name::Value(*v)).collect()))
}
