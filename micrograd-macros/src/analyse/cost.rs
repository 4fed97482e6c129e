//! What it costs to evaluate a value again in the backward sweep.
use super::activity::Activity;
use super::lengths::Lengths;
use super::memory::Memory;
use super::record::Origin;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Operand, Place, Program, Region, Rvalue, Stmt, Var};
use crate::kinds::Kind;
use micrograd_core::rules::Rule;

/// What costs more is saved. An addition or a load costs 1.
const LIMIT: u32 = 8;

/// Rows of the rule table that cost less than a transcendental function.
const CHEAP: &[(u32, &[&str])] = &[(1, &["add", "sub", "mul", "neg", "abs"]), (4, &["div", "recip", "sqrt"])];

/// Those whose slope is the other of a pair: where it is evaluated, both cost little more than one.
const PAIRED: (u32, &[&str]) = (4, &["sin", "cos"]);

/// What any other costs.
pub const DEAR: u32 = 20;

/// The costs of values. Nothing is counted for what is there in any case: parameters, indices of loops, and what is
/// defined outside of all loops and branches, which is saved once.
pub struct Costs<'a> {
    origins: &'a HashMap<Var, Origin<'a>>,
    memory: &'a Memory,
    activity: &'a Activity,
    lengths: &'a Lengths<'a>,
    program: &'a Program,
    /// What is defined outside of all loops and branches.
    outside: HashSet<Var>,
    /// What costs nothing: that, and what is saved in any case.
    there: HashSet<Var>,
    /// For each definition the number of the loop that it stands in: what stands around a loop is evaluated once for it.
    homes: HashMap<Var, usize>,
}

impl<'a> Costs<'a> {
    /// The costs in a program whose variables come from `origins`.
    pub fn new(
        program: &'a Program,
        activity: &'a Activity,
        memory: &'a Memory,
        lengths: &'a Lengths<'a>,
        origins: &'a HashMap<Var, Origin<'a>>,
    ) -> Self {
        let outside: HashSet<Var> = program.params.iter().copied().chain(defined(&program.body)).collect();
        let mut homes = HashMap::default();
        settle(&program.body, 0, &mut 0, &mut homes);
        Costs { origins, memory, activity, lengths, program, there: outside.clone(), outside, homes }
    }

    /// What it costs to have the value, if it can be evaluated from what is there and costs no more than the limit.
    pub fn of(&self, v: Var) -> Option<u32> {
        let Some(Origin::Let(value)) = self.origins.get(&v) else { return None };
        // the pullback captures it
        let captured = self.outside.contains(&v) && !self.program.has_early_exit();
        let info = self.program.info(v);
        if captured || info.memory || !info.kind.is_scalar() { None } else { self.rvalue(v, value, LIMIT) }
    }

    /// Notes that a value is saved.
    pub fn is_saved(&mut self, v: Var) {
        self.there.insert(v);
    }

    /// The same as long as it costs no more than `limit`.
    fn within(&self, v: Var, limit: u32) -> Option<u32> {
        let info = self.program.info(v);
        if info.memory {
            return None;
        }
        if self.there.contains(&v) && info.kind.is_scalar() {
            return Some(0);
        }
        match self.origins.get(&v)? {
            Origin::Given => Some(0),
            Origin::Let(value) => self.rvalue(v, value, limit),
        }
    }

    fn rvalue(&self, out: Var, value: &Rvalue, limit: u32) -> Option<u32> {
        match value {
            Rvalue::Use(op) | Rvalue::Stop(op) => self.operands(out, 0, [op], limit),
            Rvalue::ToReal(op, _) | Rvalue::Convert(op, _) | Rvalue::Not(op) => self.operands(out, 1, [op], limit),
            Rvalue::Prim(rule, ops) => self.operands(out, self.weight(out, rule), ops, limit),
            Rvalue::Native(_, a, b) => self.operands(out, 1, [a, b], limit),
            Rvalue::Load(place) if self.is_there(out, place) => self.operands(out, 1, place.indices(), limit),
            Rvalue::Verbatim(code) if code.repeatable => {
                let read = code.reads.iter().copied().filter(|v| !self.lengths.is_one(code, *v));
                self.variables(out, 1, read, limit)
            }
            _ => None,
        }
    }

    fn weight(&self, out: Var, rule: &Rule) -> u32 {
        match self.program.info(out).kind {
            Kind::Int => 1,
            _ if PAIRED.1.contains(&rule.name) && self.activity.active[out.0] => PAIRED.0,
            _ => weight(rule),
        }
    }

    /// Whether a read finds its value in what is there.
    fn is_there(&self, out: Var, place: &Place) -> bool {
        let unchanged = !self.program.info(place.base).memory || self.memory.settled.contains(&out);
        unchanged && self.outside.contains(&place.base)
    }

    fn operands<'o>(&self, out: Var, own: u32, ops: impl IntoIterator<Item = &'o Operand>, limit: u32) -> Option<u32> {
        self.variables(out, own, ops.into_iter().filter_map(Operand::var), limit)
    }

    /// What a definition costs by itself, and what it is evaluated from.
    fn variables(&self, out: Var, own: u32, of: impl Iterator<Item = Var>, limit: u32) -> Option<u32> {
        let mut cost = own;
        for v in of {
            if self.homes.get(&v) == self.homes.get(&out) {
                cost += self.within(v, limit.checked_sub(cost)?)?;
            } else {
                self.within(v, LIMIT)?;
            }
        }
        (cost <= limit).then_some(cost)
    }
}

/// Gives every definition the number of its loop.
fn settle(region: &Region, home: usize, last: &mut usize, homes: &mut HashMap<Var, usize>) {
    homes.extend(region.index.iter().chain(&region.args).map(|v| (*v, home)));
    for stmt in &region.stmts {
        homes.extend(stmt.defines().into_iter().map(|v| (v, home)));
        let mut inner = home;
        if matches!(stmt, Stmt::Loop { .. }) {
            *last += 1;
            inner = *last;
        }
        stmt.regions(&mut |r| settle(r, inner, last, homes));
    }
}

/// What a row of the rule table costs on reals.
pub fn weight(rule: &Rule) -> u32 {
    CHEAP.iter().find(|(_, names)| names.contains(&rule.name)).map_or(DEAR, |(cost, _)| *cost)
}

/// What the statements of a region define, not those within them.
fn defined(region: &Region) -> impl Iterator<Item = Var> {
    region.stmts.iter().flat_map(Stmt::defines)
}
