//! Lists that every iteration of a loop overwrites before it reads them.
use super::Finder;
use crate::hash::HashMap;
use crate::ir::{Iter, Operand, Order, Place, Program, Projection, Region, Rvalue, Stmt, Var, Verbatim};

/// Lengths and bounds as text: two that are written alike are equal.
pub struct Bounds<'a> {
    program: &'a Program,
    /// What is computed from what does not change.
    codes: HashMap<Var, &'a Verbatim>,
}

impl<'a> Bounds<'a> {
    pub fn new(program: &'a Program) -> Self {
        let mut bounds = Bounds { program, codes: HashMap::default() };
        bounds.region(&program.body);
        bounds
    }

    fn region(&mut self, region: &'a Region) {
        for stmt in &region.stmts {
            if let Stmt::Let(v, Rvalue::Verbatim(code)) = stmt
                && code.repeatable
                && code.reads.iter().all(|v| !self.program.info(*v).memory)
            {
                self.codes.insert(*v, code);
            }
            stmt.regions(&mut |r| self.region(r));
        }
    }

    fn of(&self, op: &Operand) -> String {
        match op {
            Operand::Var(v) => match self.codes.get(v) {
                Some(code) => self.of_code(code),
                None => self.program.info(*v).name.to_string(),
            },
            Operand::Plain(tokens, _) => tokens.to_string(),
            _ => String::new(),
        }
    }

    fn of_code(&self, code: &Verbatim) -> String {
        let text = code.tokens.to_string();
        match code.reads[..] {
            [v] if self.program.info(v).name == text => self.of(&Operand::Var(v)),
            _ => text,
        }
    }
}

impl Finder<'_> {
    /// Whether every iteration overwrites all elements of a list before it reads any.
    pub(super) fn is_written_anew(&self, stmt: &Stmt, list: Var) -> bool {
        let Stmt::Loop { body, .. } = stmt else { return false };
        let Some(len) = self.length(list) else { return false };
        let elements = |stmt: &Stmt| only_elements(stmt, list);
        self.program.body.stmts.iter().all(elements) && is_covered(&self.bounds, body, list, &len)
    }

    /// The length that a list is made with, as written.
    fn length(&self, list: Var) -> Option<String> {
        let stmts = &self.program.body.stmts;
        let value = |v: Var| {
            stmts.iter().find_map(|stmt| match stmt {
                Stmt::Let(out, value) if *out == v => Some(value),
                _ => None,
            })
        };
        match value(list)? {
            Rvalue::VecRepeat(_, len) | Rvalue::Repeat(_, len) => Some(self.bounds.of_code(len)),
            Rvalue::Use(Operand::Var(v)) => match value(*v)? {
                Rvalue::VecRepeat(_, len) | Rvalue::Repeat(_, len) => Some(self.bounds.of_code(len)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether a statement mentions a variable, itself or in its regions.
pub fn mentions_anywhere(stmt: &Stmt, v: Var) -> bool {
    let mut found = stmt.reads().contains(&v) || stmt.changes().iter().any(|place| place.base == v);
    stmt.regions(&mut |r| {
        found |=
            r.exit.operands().iter().any(|op| op.var() == Some(v)) || r.stmts.iter().any(|s| mentions_anywhere(s, v));
    });
    found
}

/// Whether a statement changes no more of a list than the elements that it stores.
fn only_elements(stmt: &Stmt, list: Var) -> bool {
    let own = match stmt {
        Stmt::Store(place, _) => {
            let element = matches!(place.projections.last(), Some(Projection::Index(_)));
            let part = |step: &Projection| matches!(step, Projection::Index(_) | Projection::Range(_));
            place.base != list || element && place.projections.iter().all(part)
        }
        other => other.changes().iter().all(|place| place.base != list),
    };
    let mut all = own;
    stmt.regions(&mut |r| all &= r.stmts.iter().all(|s| only_elements(s, list)));
    all
}

/// Whether a region stores into all elements of a list of that length before it reads any.
fn is_covered(bounds: &Bounds<'_>, region: &Region, list: Var, len: &str) -> bool {
    for stmt in region.stmts.iter().filter(|stmt| mentions_anywhere(stmt, list)) {
        if covers(bounds, stmt, list, len) {
            return true;
        }
        match stmt {
            Stmt::Loop { body, checkpoint: None, iter: Iter::Range { .. }, .. }
                if stmt.is_counted() && is_covered(bounds, body, list, len) => {}
            _ => return false,
        }
    }
    true
}

/// Whether a loop goes through all elements of a list and stores into each before it reads it.
fn covers(bounds: &Bounds<'_>, stmt: &Stmt, list: Var, len: &str) -> bool {
    let Stmt::Loop { iter: Iter::Range { from, to, inclusive: false, order }, body, checkpoint: None, .. } = stmt
    else {
        return false;
    };
    let all =
        bounds.of(from) == "0" && bounds.of(to) == len && matches!(order, Order::Up | Order::Down) && stmt.is_counted();
    let own = |place: &Place| {
        place.base == list && matches!(&place.projections[..], [Projection::Index(op)] if op.var() == body.index)
    };
    let mut mentioned = body.stmts.iter().filter(|stmt| mentions_anywhere(stmt, list));
    let stored = matches!(mentioned.next(), Some(Stmt::Store(place, value)) if own(place) && value.var() != Some(list));
    let rest = mentioned.all(|stmt| match stmt {
        Stmt::Let(_, Rvalue::Load(place)) => own(place),
        Stmt::Store(place, value) => own(place) && value.var() != Some(list),
        _ => false,
    });
    all && stored && rest && !body.stmts.iter().any(Stmt::may_exit)
}
