//! What can be undone as it runs, because its adjoint is known beforehand: the iterations of a loop that adds up, and calls
//! whose result reaches the function's by factors that are known before them. Neither leaves anything on a tape.
mod anew;
mod chain;
mod given;
mod guards;
mod sum;

use super::Plan;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Exit, Program, Stmt, Var};
pub use chain::Link;
pub use given::Given;
pub use guards::leaving;
pub use sum::Fused;

/// All of a function.
pub struct AtOnce {
    /// The numbers of the branches that leave the function early with something simple, before anything is active.
    pub guards: Vec<usize>,
    /// The calls of the function's body that are given the adjoints of their results.
    pub calls: Vec<Given>,
    /// The first loop of the function's body whose iterations can be undone as they run.
    pub sum: Option<Fused>,
}

impl AtOnce {
    /// The call with this result, if it is given its adjoint.
    pub fn given(&self, out: Var) -> Option<&Given> {
        self.calls().find(|given| given.out == out)
    }

    /// The results of all calls that are given their adjoints.
    pub fn all_given(&self) -> HashSet<Var> {
        self.calls().map(|given| given.out).collect()
    }

    fn calls(&self) -> impl Iterator<Item = &Given> {
        self.calls.iter().chain(self.sum.iter().flat_map(|sum| &sum.calls))
    }
}

/// Finds it; nothing if all has to wait for the end.
pub fn at_once(program: &Program, plan: &Plan) -> Option<AtOnce> {
    let Exit::Return(result) = &program.body.exit else { return None };
    let result = result.var().filter(|v| program.info(*v).kind.is_real())?;
    let stmts = &program.body.stmts;
    if program.params.iter().any(|v| program.info(*v).memory) || stmts.iter().any(contains_checkpoint) {
        return None;
    }
    let guards = guards::guards(program, plan)?;
    let finder = Finder { program, plan, result, uses: super::sums::uses(program), bounds: anew::Bounds::new(program) };
    let from = guards.last().map_or(0, |at| at + 1);
    let sum = (from..stmts.len()).find_map(|at| finder.sum(at));
    let calls: Vec<Given> = (from..stmts.len()).filter_map(|at| finder.given(at)).collect();
    (sum.is_some() || !calls.is_empty()).then_some(AtOnce { guards, calls, sum })
}

fn contains_checkpoint(stmt: &Stmt) -> bool {
    let mut found = stmt.has_checkpoint();
    stmt.regions(&mut |r| found |= r.stmts.iter().any(contains_checkpoint));
    found
}

/// What the search reads.
struct Finder<'a> {
    program: &'a Program,
    plan: &'a Plan,
    /// The function's result.
    result: Var,
    /// How often each variable is read.
    uses: HashMap<Var, usize>,
    bounds: anew::Bounds<'a>,
}

impl Finder<'_> {
    /// What is there before a statement of the function's body.
    fn before(&self, at: usize) -> HashSet<Var> {
        let defined = self.program.body.stmts[..at].iter().flat_map(Stmt::defines);
        self.program.params.iter().copied().chain(defined).collect()
    }
}
