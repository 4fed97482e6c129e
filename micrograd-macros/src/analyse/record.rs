//! What the backward sweep needs of the forward sweep, and how it comes by it.
//!
//! A value is needed where an adjoint statement mentions it: in a partial of the rule table, in an index, as what a
//! branch was taken on, as the shape of an adjoint. It is evaluated again if that costs no more than a few additions,
//! loads from something that changes no more, or integer arithmetic; anything else is saved.
use super::Strategy;
use super::activity::Activity;
use super::cost::Costs;
use super::is_live;
use super::lengths::Lengths;
use super::memory::Memory;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Arg, Iter, Operand, Order, Place, Program, Region, Rvalue, Stmt, Var};
use micrograd_core::rules::Rule;

/// How the backward sweep comes by a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It is a parameter or the variable of a counted loop: it is there.
    Given,
    /// It is left on the tape of its site.
    Save,
    /// It is evaluated again.
    Again,
}

/// What in the backward sweep needs a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The definition of this variable: its partial by the operand of this number.
    Partial(Var, usize),
    /// It selects a part of an adjoint.
    Index,
    /// A branch was taken on it.
    Path,
    /// It bounds a loop.
    Bound,
    /// Its adjoint has its shape.
    Shape,
    /// What changed it is undone step by step.
    Undone,
    /// A pullback is given it again.
    Reference,
    /// It is a pullback.
    Pullback,
    /// A loop with checkpoints runs again.
    Repeated,
    /// This variable is evaluated again from it.
    Again(Var),
}

/// Decides for every variable that is needed, and says what needs it. The calls with the results `given` are undone as
/// they run.
pub fn record(
    program: &Program,
    activity: &Activity,
    memory: &Memory,
    strategy: Strategy,
    given: &HashSet<Var>,
) -> (HashMap<Var, Keep>, Vec<(Var, Why)>) {
    let mut record = Record { program, activity, memory, given, needed: Vec::new(), origins: HashMap::default() };
    record.region(&program.body);
    for &param in &program.params {
        record.origins.insert(param, Origin::Given);
        record.adjoint(param);
    }
    let Record { mut needed, origins, .. } = record;
    let planned = strategy == Strategy::Planned;
    let lengths = if planned { Lengths::new(program, activity) } else { Lengths::default() };
    let mut again = Again { program, memory, origins: &origins, lengths: &lengths, costs: None };
    if planned {
        again.costs = Some(Costs::new(program, activity, memory, &lengths, &origins));
    }
    let keep = again.decide(&mut needed);
    (keep, needed)
}

/// Where a variable comes from.
pub enum Origin<'a> {
    /// A parameter, or the variable of a counted loop.
    Given,
    /// A definition.
    Let(&'a Rvalue),
}

struct Record<'a> {
    program: &'a Program,
    activity: &'a Activity,
    memory: &'a Memory,
    given: &'a HashSet<Var>,
    needed: Vec<(Var, Why)>,
    origins: HashMap<Var, Origin<'a>>,
}

impl<'a> Record<'a> {
    fn need(&mut self, op: &Operand, why: Why) {
        self.needed.extend(op.var().map(|v| (v, why)));
    }

    fn need_place(&mut self, place: &Place) {
        place.indices().for_each(|op| self.need(op, Why::Index));
    }

    /// A change of memory that is undone.
    fn change(&mut self, place: &Place) {
        self.need_place(place);
        if self.memory.restored.contains(&place.base) {
            self.needed.push((place.base, Why::Undone));
        }
    }

    /// An adjoint that is no scalar takes its shape from its primal.
    fn adjoint(&mut self, v: Var) {
        if self.activity.active[v.0] && !self.program.info(v).kind.is_shaped() {
            self.needed.push((v, Why::Shape));
        }
    }

    fn region(&mut self, region: &'a Region) {
        region.args.iter().for_each(|v| self.adjoint(*v));
        for stmt in &region.stmts {
            if let Stmt::Let(out, value) = stmt {
                self.origins.insert(*out, Origin::Let(value));
            }
            if let Stmt::Loop { body: Region { index: Some(index), .. }, .. } = stmt
                && stmt.is_counted()
            {
                self.origins.insert(*index, Origin::Given);
            }
            if is_live(stmt, self.activity, self.memory) {
                self.stmt(stmt);
            }
            stmt.regions(&mut |r| self.region(r));
            stmt.defines().into_iter().for_each(|v| self.adjoint(v));
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Let(out, value) => self.rvalue(*out, value),
            Stmt::Store(place, _) => self.change(place),
            Stmt::Swap(..) | Stmt::Push(..) | Stmt::Pop(..) => {
                stmt.changes().into_iter().for_each(|place| self.change(place));
                if let Stmt::Pop(out, _) = stmt {
                    // whether there was an element
                    self.needed.push((*out, Why::Path));
                }
            }
            Stmt::Effect(_) => {}
            Stmt::Branch { on, .. } => self.need(on, Why::Path),
            Stmt::Loop { checkpoint: Some(_), iter: Iter::Range { from, to, order, .. }, .. } => {
                // it runs again
                self.needed.extend(stmt.free().into_iter().map(|v| (v, Why::Repeated)));
                self.need(from, Why::Bound);
                self.need(to, Why::Bound);
                if let Order::Steps { step, .. } = order {
                    self.need(step, Why::Bound);
                }
            }
            Stmt::Loop { iter, .. } => {
                if let Iter::Range { from, to, .. } = iter
                    && stmt.is_counted()
                {
                    self.need(from, Why::Bound);
                    self.need(to, Why::Bound);
                }
            }
            Stmt::Call { out, pullback, .. } if self.given.contains(out) => {
                // what would be its pullback is the tangents
                self.needed.push((*pullback, Why::Pullback));
            }
            Stmt::Call { out, pullback, args, .. } if super::is_recorded(*out, args, self.activity) => {
                self.needed.push((*pullback, Why::Pullback));
                if !self.activity.active[out.0] {
                    // a zero cotangent takes its shape
                    self.needed.push((*out, Why::Shape));
                }
                for place in args.iter().filter_map(Arg::place) {
                    self.need_place(place);
                    self.needed.push((place.base, Why::Reference));
                }
            }
            Stmt::Call { args, .. } => args.iter().filter_map(Arg::changed).for_each(|place| self.change(place)),
        }
    }

    fn rvalue(&mut self, out: Var, value: &Rvalue) {
        match value {
            Rvalue::Prim(rule, ops) => {
                for k in 0..rule.operands.len() {
                    if ops[k].var().is_some_and(|v| self.activity.active[v.0]) {
                        self.partial(rule, k, ops, out);
                    }
                }
            }
            Rvalue::Load(place) => self.need_place(place),
            _ => {}
        }
    }

    /// The values that the partial by operand `k` mentions.
    fn partial(&mut self, rule: &Rule, k: usize, ops: &[Operand], out: Var) {
        let names = rule.operands.iter().chain(rule.integers);
        for (name, op) in names.zip(ops) {
            if mentions(rule.partials[k], name) {
                self.need(op, Why::Partial(out, k));
            }
        }
        if mentions(rule.partials[k], rule.result) {
            self.needed.push((out, Why::Partial(out, k)));
        }
    }
}

/// Decides how the backward sweep comes by values.
struct Again<'a> {
    program: &'a Program,
    memory: &'a Memory,
    origins: &'a HashMap<Var, Origin<'a>>,
    /// The reference strategy knows of none.
    lengths: &'a Lengths<'a>,
    /// The reference strategy counts no costs.
    costs: Option<Costs<'a>>,
}

impl Again<'_> {
    /// What adjoint statements mention is decided in the order of the program: what is saved is there for what is
    /// evaluated from it.
    fn decide(&mut self, needed: &mut Vec<(Var, Why)>) -> HashMap<Var, Keep> {
        let mut keep = HashMap::default();
        let mut open: Vec<Var> = needed.iter().map(|(v, _)| *v).collect();
        open.sort_unstable_by(|a, b| b.cmp(a));
        while let Some(v) = open.pop() {
            if keep.contains_key(&v) {
                continue;
            }
            let how = self.how(v);
            if let (Keep::Again, Some(Origin::Let(value))) = (how, self.origins.get(&v)) {
                let from = value.vars();
                needed.extend(from.iter().map(|from| (*from, Why::Again(v))));
                open.extend(from);
            }
            if let (Keep::Save, Some(costs)) = (how, &mut self.costs) {
                costs.is_saved(v);
            }
            keep.insert(v, how);
        }
        keep
    }

    fn how(&self, v: Var) -> Keep {
        match self.origins.get(&v) {
            Some(Origin::Given) => Keep::Given,
            Some(Origin::Let(value)) if !self.program.info(v).memory && self.is_cheap(v, value) => Keep::Again,
            Some(_) if self.costs.as_ref().and_then(|costs| costs.of(v)).is_some() => Keep::Again,
            _ => Keep::Save,
        }
    }

    /// Whether evaluating again gives the same value at no great cost.
    fn is_cheap(&self, out: Var, value: &Rvalue) -> bool {
        let immutable = |v: Var| !self.program.info(v).memory;
        match value {
            Rvalue::Use(op) => op.var().is_none_or(|v| immutable(v) && self.program.info(v).kind.is_scalar()),
            Rvalue::Load(place) => immutable(place.base) || self.memory.settled.contains(&out),
            Rvalue::Verbatim(code) => {
                code.repeatable && code.reads.iter().all(|v| immutable(*v) || self.lengths.is_one(code, *v))
            }
            _ => false,
        }
    }
}

/// Whether a partial's text mentions a name.
pub fn mentions(partial: &str, name: &str) -> bool {
    let in_word = |byte: &u8| *byte == b'_' || byte.is_ascii_alphanumeric();
    partial.match_indices(name).any(|(at, _)| {
        let (before, behind) = (&partial.as_bytes()[..at], &partial.as_bytes()[at + name.len()..]);
        !before.last().is_some_and(in_word) && !behind.first().is_some_and(in_word)
    })
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn a_name_is_a_whole_word() {
        assert!(mentions("b * a . powf (b - S :: ONE)", "b") && mentions("a.cos()", "a"));
        assert!(!mentions("aa * b2", "b") && !mentions("kinks::above(x)", "a"));
    }
}
