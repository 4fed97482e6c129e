//! The loop of a sum whose adjoint is known beforehand: `for x in .. { total += f(x) } 2.0 * total`. Each of its iterations
//! can be undone as soon as it ran, without a tape.
use super::super::Keep;
use super::super::cost::{DEAR, weight};
use super::anew::mentions_anywhere;
use super::chain::Link;
use super::{Finder, Given};
use crate::hash::HashSet;
use crate::ir::{Exit, Iter, Rvalue, Stmt, Var, changes, segments};

/// Such a loop of the function's body.
pub struct Fused {
    /// The number of the statement.
    pub at: usize,
    /// For each active variable that it carries, the way from what it leaves to the result.
    pub seeds: Vec<Option<Vec<Link>>>,
    /// The calls in it that are given the adjoints of their results.
    pub calls: Vec<Given>,
}

impl Finder<'_> {
    /// The loop of that number, if it is one.
    pub(super) fn sum(&self, at: usize) -> Option<Fused> {
        let stmt = &self.program.body.stmts[at];
        let Stmt::Loop { id, body, out, .. } = stmt else { return None };
        let simple = self.is_straight(stmt) && segments(body).len() == 1 && matches!(body.exit, Exit::Fall(_));
        let live = self.plan.is_live(stmt) && self.plan.unused.guard(stmt).is_none();
        if !simple || !live || !self.leaves(stmt) || !self.plan.sums.is_all_of(*id) || !self.keeps_to_itself(at) {
            return None;
        }
        let known = self.before(at);
        let way = |v: Var| self.chain(&self.program.body.stmts, at, (v, self.result), &known);
        let seed = |v: &Var| if self.plan.is_active(*v) { way(*v).map(Some) } else { Some(None) };
        let seeds = out.iter().map(seed).collect::<Option<Vec<_>>>()?;
        let calls = self.given_in(at, body);
        seeds.iter().any(Option::is_some).then_some(Fused { at, seeds, calls })
    }

    /// Whether every iteration runs to its end, and what tells whether there is another looks at nothing that an
    /// iteration changes.
    fn is_straight(&self, stmt: &Stmt) -> bool {
        match stmt {
            Stmt::Loop { iter: Iter::Range { .. }, .. } => stmt.is_counted(),
            Stmt::Loop { id, iter: Iter::While(condition), body, .. } => {
                let changed = stmt.changed_outside();
                let simple = |stmt: &Stmt| match stmt {
                    Stmt::Let(out, _) => !self.plan.is_active(*out) && !self.program.info(*out).memory,
                    _ => false,
                };
                let apart = |stmt: &Stmt| !changed.iter().any(|v| mentions_anywhere(stmt, *v));
                let head = condition.stmts.iter().all(|stmt| simple(stmt) && apart(stmt));
                head && body.breaks(*id).is_empty() && !stmt.may_exit()
            }
            _ => false,
        }
    }

    /// Whether it would leave anything on a tape, or have slopes that cost as much as values.
    fn leaves(&self, stmt: &Stmt) -> bool {
        if let Stmt::Let(v, Rvalue::Prim(rule, _)) = stmt
            && self.plan.is_active(*v)
            && weight(rule) == DEAR
        {
            return true;
        }
        let saved = |v: Var| self.plan.keep(v) == Some(Keep::Save);
        let mut leaves = false;
        stmt.regions(&mut |r| {
            let entering = r.args.iter().any(|v| saved(*v));
            let defined = r.stmts.iter().flat_map(Stmt::defines).any(saved);
            let changed = r.stmts.iter().flat_map(Stmt::changes).any(|place| self.plan.restores(place.base));
            leaves |= entering || defined || changed || r.stmts.iter().any(|s| self.leaves(s));
        });
        leaves
    }

    /// Whether nothing that the loop changes outside lives on from one iteration to the next or behind the loop, and
    /// nothing behind it changes what it reads.
    fn keeps_to_itself(&self, at: usize) -> bool {
        let stmts = &self.program.body.stmts;
        let (stmt, later) = (&stmts[at], &stmts[at + 1..]);
        let mut after = HashSet::default();
        for stmt in later {
            changes(stmt, &mut after);
        }
        let own = stmt.changed_outside();
        let read = stmt.free();
        if read.iter().chain(&own).any(|v| after.contains(v)) {
            return false;
        }
        own.into_iter().all(|v| {
            let (active, restored) = (self.plan.is_active(v), self.plan.restores(v));
            !later.iter().any(|stmt| mentions_anywhere(stmt, v))
                && (!(active || restored) || self.is_written_anew(stmt, v))
        })
    }
}
