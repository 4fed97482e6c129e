//! Values that control may never come to use: `let r = s.sqrt(); if s < tiny { return 0.0; } r * k`.
//!
//! The adjoint of such a value is zero where it was not used, and must then have no effect, even if the slope of its
//! definition is infinite there. A zero adjoint alone is no proof (it may have met a zero slope further on), so the
//! backward sweep raises a flag wherever it contributes to such an adjoint, and undoes the definition only under the flag.
//! What is contributed to under one flag only needs no flag of its own.
//!
//! The program is walked as the backward sweep goes, to tell contributions that always happen from others.
mod slopes;
mod walk;

use super::activity::Activity;
use super::memory::Memory;
use super::record::Keep;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Program, Stmt, Var};

/// What is undone under flags.
#[derive(Default)]
pub struct Unused {
    /// The values with a flag.
    flagged: HashSet<Var>,
    /// The statements that are undone under the flag of a value, by their address: the program does not move.
    guards: HashMap<usize, Var>,
    /// The same for a single value that a branch leaves.
    outs: HashMap<Var, Var>,
}

impl Unused {
    /// Whether the value has a flag.
    pub fn is_flagged(&self, v: Var) -> bool {
        self.flagged.contains(&v)
    }

    /// The value under whose flag the whole statement is undone.
    pub fn guard(&self, stmt: &Stmt) -> Option<Var> {
        self.guards.get(&address(stmt)).copied()
    }

    /// The value under whose flag the values that became `out` take their adjoints.
    pub fn guard_of_out(&self, out: Var) -> Option<Var> {
        self.outs.get(&out).copied()
    }
}

fn address(stmt: &Stmt) -> usize {
    std::ptr::from_ref(stmt) as usize
}

/// Finds the values that may stay unused.
pub fn unused(program: &Program, activity: &Activity, memory: &Memory, keep: &HashMap<Var, Keep>) -> Unused {
    walk::walk(program, activity, memory, keep, slopes::steep(program))
}
