//! Early returns of something simple: `if n == 0 { return x[0]; }`.
use super::super::Plan;
use crate::ir::{Exit, Operand, Program, Region, Selector, Stmt, Var};

/// The numbers of the statements that leave the function early, if each is of this kind and nothing before it has an
/// adjoint.
pub fn guards(program: &Program, plan: &Plan) -> Option<Vec<usize>> {
    let stmts = &program.body.stmts;
    let guards: Vec<usize> = (0..stmts.len()).filter(|at| stmts[*at].may_exit()).collect();
    let last = guards.last().map_or(0, |at| at + 1);
    let idle = |stmt: &Stmt| {
        let memory = stmt.defines().iter().any(|v| program.info(*v).memory);
        !plan.is_live(stmt) && !memory && stmt.changed_outside().is_empty()
    };
    let passes = |at: usize| if guards.contains(&at) { leaving(&stmts[at]).is_some() } else { idle(&stmts[at]) };
    (0..last).all(passes).then_some(guards)
}

/// The condition of such a branch, whether it is to be false, and the arm that leaves.
pub fn leaving(stmt: &Stmt) -> Option<(&Operand, bool, &Region)> {
    let Stmt::Branch { on, selector: Selector::Flag, arms, out } = stmt else { return None };
    let stays = |arm: &Region| arm.stmts.is_empty() && matches!(&arm.exit, Exit::Fall(ops) if ops.is_empty());
    let leaves = |arm: &Region| {
        let simple = |stmt: &Stmt| matches!(stmt, Stmt::Let(..) | Stmt::Effect(_));
        arm.stmts.iter().all(simple) && matches!(arm.exit, Exit::Return(_))
    };
    let [then, otherwise] = &arms[..] else { return None };
    let none: &[Var] = &[];
    match out == none {
        true if leaves(then) && stays(otherwise) => Some((on, false, then)),
        true if stays(then) && leaves(otherwise) => Some((on, true, otherwise)),
        _ => None,
    }
}
