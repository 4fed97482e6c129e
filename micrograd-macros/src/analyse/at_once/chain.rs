//! The way of a value to a result: the adjoint of the one is that of the other times the factors on it.
use super::super::record::mentions;
use super::Finder;
use crate::hash::HashSet;
use crate::ir::{Operand, Rvalue, Stmt, Var};

/// A value that depends on the one before.
#[derive(Clone, Copy)]
pub struct Link {
    /// The number of its definition among the statements.
    pub at: usize,
    /// By which operand.
    pub operand: usize,
}

impl Finder<'_> {
    /// The way from a variable that statement number `at` defines to another, if each value on it is used once, by a
    /// factor among those `known`.
    pub(super) fn chain(
        &self,
        stmts: &[Stmt],
        at: usize,
        (from, to): (Var, Var),
        known: &HashSet<Var>,
    ) -> Option<Vec<Link>> {
        let (mut of, mut chain) = (from, Vec::new());
        while of != to {
            (self.uses.get(&of) == Some(&1)).then_some(())?;
            let user = (at + 1..stmts.len()).find(|k| stmts[*k].reads().contains(&of))?;
            let Stmt::Let(out, Rvalue::Prim(rule, ops)) = &stmts[user] else { return None };
            let operand = ops.iter().position(|op| op.var() == Some(of))?;
            let partial = rule.partials.get(operand)?;
            let mut names = rule.operands.iter().chain(rule.integers).zip(ops);
            let is_known = |op: &Operand| op.var().is_none_or(|v| known.contains(&v));
            let early = names.all(|(name, op)| !mentions(partial, name) || is_known(op));
            (early && !mentions(partial, rule.result)).then_some(())?;
            chain.push(Link { at: user, operand });
            of = *out;
        }
        (self.uses.get(&of) == Some(&1)).then_some(chain)
    }
}
