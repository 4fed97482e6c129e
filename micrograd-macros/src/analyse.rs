//! Facts about the program that emission relies on. Nothing is rewritten here.
mod activity;
mod record;

use crate::ir::{Arg, Operand, Program, Region, Stmt, Var};
use activity::Activity;
pub use record::Keep;
use std::collections::HashMap;

/// What the emitter needs to know.
pub struct Plan {
    activity: Activity,
    keep: HashMap<Var, Keep>,
}

/// Analyses a lowered function.
pub fn analyse(program: &Program) -> Plan {
    let activity = activity::activity(program);
    let keep = record::record(program, &activity);
    Plan { activity, keep }
}

impl Plan {
    /// Whether the variable has an adjoint: it depends on the parameters, and the result depends on it.
    pub fn is_active(&self, v: Var) -> bool {
        self.activity.active[v.0]
    }

    /// Whether a call goes to a differentiable function: where no real is passed by reference and no argument varies,
    /// any function will do.
    pub fn is_differentiated(&self, program: &Program, args: &[Arg]) -> bool {
        args.iter().any(|arg| match arg {
            Arg::Value(op) => op.var().is_some_and(|v| self.activity.varies[v.0]),
            Arg::Ref(place) => !program.info(place.base).kind.is_inactive(),
        })
    }

    /// How the backward sweep comes by the variable's value; `None` if it does not need it.
    pub fn keep(&self, v: Var) -> Option<Keep> {
        self.keep.get(&v).copied()
    }

    /// Whether the backward sweep has anything to do for the statement.
    pub fn is_live(&self, stmt: &Stmt) -> bool {
        is_live(stmt, &self.activity)
    }

    /// Whether it has anything to do for the region.
    pub fn is_live_region(&self, region: &Region) -> bool {
        is_live_region(region, &self.activity)
    }
}

fn is_live(stmt: &Stmt, activity: &Activity) -> bool {
    let active = |v: Var| activity.active[v.0];
    match stmt {
        Stmt::Let(out, _) | Stmt::Call { out, .. } => active(*out),
        Stmt::Store(place, _) => active(place.base) || activity.restored.contains(&place.base),
        Stmt::Effect(_) => false,
        Stmt::Branch { out, .. } | Stmt::Loop { out, .. } => {
            let mut live = out.iter().any(|v| active(*v));
            stmt.regions(&mut |r| live |= is_live_region(r, activity));
            live
        }
    }
}

fn is_live_region(region: &Region, activity: &Activity) -> bool {
    let mut leaving = region.exit.operands().iter().filter_map(Operand::var);
    leaving.any(|v| activity.active[v.0]) || region.stmts.iter().any(|s| is_live(s, activity))
}
