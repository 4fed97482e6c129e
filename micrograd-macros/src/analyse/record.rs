//! What the backward sweep needs of the forward sweep, and how it comes by it.
//!
//! A value is needed where an adjoint statement mentions it: in a partial of the rule table, in an index, as what a
//! branch was taken on, as the shape of an adjoint. It is evaluated again if that costs a load from something that
//! changes no more, or integer arithmetic; anything else is saved.
use super::activity::Activity;
use super::is_live;
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

/// Decides for every variable that is needed.
pub fn record(program: &Program, activity: &Activity, memory: &Memory) -> HashMap<Var, Keep> {
    let mut record = Record { program, activity, memory, needed: HashSet::default(), origins: HashMap::default() };
    record.region(&program.body);
    for &param in &program.params {
        record.origins.insert(param, Origin::Given);
        record.adjoint(param);
    }
    let mut keep = HashMap::default();
    let mut open: Vec<Var> = record.needed.iter().copied().collect();
    while let Some(v) = open.pop() {
        if keep.contains_key(&v) {
            continue;
        }
        let how = record.how(v);
        if let (Keep::Again, Some(Origin::Let(value))) = (how, record.origins.get(&v)) {
            open.extend(value.vars());
        }
        keep.insert(v, how);
    }
    keep
}

/// Where a variable comes from.
enum Origin<'a> {
    Given,
    Let(&'a Rvalue),
}

struct Record<'a> {
    program: &'a Program,
    activity: &'a Activity,
    memory: &'a Memory,
    needed: HashSet<Var>,
    origins: HashMap<Var, Origin<'a>>,
}

impl<'a> Record<'a> {
    fn need(&mut self, op: &Operand) {
        self.needed.extend(op.var());
    }

    fn need_place(&mut self, place: &Place) {
        place.indices().for_each(|op| self.need(op));
    }

    /// A change of memory that is undone.
    fn change(&mut self, place: &Place) {
        self.need_place(place);
        if self.memory.restored.contains(&place.base) {
            self.needed.insert(place.base);
        }
    }

    /// An adjoint that is no scalar takes its shape from its primal.
    fn adjoint(&mut self, v: Var) {
        if self.activity.active[v.0] && !self.program.info(v).kind.is_shaped() {
            self.needed.insert(v);
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
                    self.needed.insert(*out);
                }
            }
            Stmt::Effect(_) => {}
            Stmt::Branch { on, .. } => self.need(on),
            Stmt::Loop { checkpoint: Some(_), iter: Iter::Range { from, to, order, .. }, .. } => {
                // it runs again
                self.needed.extend(stmt.free());
                self.need(from);
                self.need(to);
                if let Order::Steps { step, .. } = order {
                    self.need(step);
                }
            }
            Stmt::Loop { iter, .. } => {
                if let Iter::Range { from, to, .. } = iter
                    && stmt.is_counted()
                {
                    self.need(from);
                    self.need(to);
                }
            }
            Stmt::Call { out, pullback, args, .. } if super::is_recorded(*out, args, self.activity) => {
                self.needed.insert(*pullback);
                if !self.activity.active[out.0] {
                    // a zero cotangent takes its shape
                    self.needed.insert(*out);
                }
                for place in args.iter().filter_map(Arg::place) {
                    self.need_place(place);
                    self.needed.insert(place.base);
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
                self.need(op);
            }
        }
        if mentions(rule.partials[k], rule.result) {
            self.needed.insert(out);
        }
    }

    fn how(&self, v: Var) -> Keep {
        match self.origins.get(&v) {
            Some(Origin::Given) => Keep::Given,
            Some(Origin::Let(value)) if !self.program.info(v).memory && self.is_cheap(v, value) => Keep::Again,
            _ => Keep::Save,
        }
    }

    /// Whether evaluating again gives the same value at no great cost.
    fn is_cheap(&self, out: Var, value: &Rvalue) -> bool {
        let immutable = |v: Var| !self.program.info(v).memory;
        match value {
            Rvalue::Use(op) => op.var().is_none_or(|v| immutable(v) && self.program.info(v).kind.is_scalar()),
            Rvalue::Load(place) => immutable(place.base) || self.memory.settled.contains(&out),
            Rvalue::Verbatim(code) => code.repeatable && code.reads.iter().all(|v| immutable(*v)),
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
