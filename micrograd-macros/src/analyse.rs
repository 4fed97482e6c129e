//! Facts about the program that emission relies on. Nothing is rewritten here.
mod activity;
mod at_once;
mod cost;
mod lengths;
mod memory;
mod moves;
mod record;
mod sums;
mod tight;
mod unused;

use crate::hash::{HashMap, HashSet};
use crate::ir::{Arg, LoopId, Operand, Program, Region, Stmt, Var};
use activity::Activity;
pub use at_once::{AtOnce, Fused, Given, Link, leaving};
use memory::Memory;
pub use record::{Keep, Why};
use sums::Sums;
pub use tight::{Tight, View};
use unused::Unused;

/// What the emitter needs to know.
pub struct Plan {
    activity: Activity,
    memory: Memory,
    keep: HashMap<Var, Keep>,
    why: Vec<(Var, Why)>,
    moves: moves::Moves,
    /// What is undone only where it was used.
    pub unused: Unused,
    tight: HashMap<LoopId, Tight>,
    /// What hands its adjoint on as it is.
    pub sums: Sums,
    /// What can be undone as it runs, if the adjoint of the result is known beforehand.
    pub at_once: Option<AtOnce>,
    /// The plan of the function that is given this adjoint, where it is another.
    joint: Option<Box<Plan>>,
}

/// How far the plan goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// Restore every place that was overwritten, save every value that is mentioned: always right, the reference.
    Always,
    /// Leave out what the analyses prove to be needless.
    Planned,
}

/// Analyses a lowered function.
pub fn analyse(program: &Program, strategy: Strategy) -> Plan {
    let mut plan = Plan::new(program, strategy, &HashSet::default());
    if strategy == Strategy::Planned {
        plan.at_once = at_once::at_once(program, &plan);
        let given = plan.at_once.as_ref().map(AtOnce::all_given).filter(|given| !given.is_empty());
        plan.joint = given.map(|given| Box::new(Plan::new(program, strategy, &given)));
    }
    plan
}

impl Plan {
    /// The plan of a program; the calls with the results `given` are undone as they run.
    fn new(program: &Program, strategy: Strategy, given: &HashSet<Var>) -> Plan {
        let activity = activity::activity(program);
        let memory = memory::memory(program, &activity, strategy, given);
        let (keep, why) = record::record(program, &activity, &memory, strategy, given);
        let unused = unused::unused(program, &activity, &memory, &keep);
        let (mut tight, mut sums) = (HashMap::default(), Sums::default());
        if strategy == Strategy::Planned {
            (tight, sums) = (tight::tight(program), sums::sums(program, &activity));
        }
        let moves = moves::moves(program);
        Plan { activity, memory, keep, why, moves, unused, tight, sums, at_once: None, joint: None }
    }

    /// The plan of the function that is given the adjoint of its result.
    pub fn joint(&self) -> &Plan {
        self.joint.as_deref().unwrap_or(self)
    }

    /// Whether the variable has an adjoint: it depends on the parameters, and the result depends on it.
    pub fn is_active(&self, v: Var) -> bool {
        self.activity.active[v.0]
    }

    /// Whether a call goes to a differentiable function: where no real is passed by reference and no argument varies,
    /// any function will do.
    pub fn is_differentiated(&self, program: &Program, args: &[Arg]) -> bool {
        args.iter().any(|arg| match arg {
            Arg::Value(op) => op.var().is_some_and(|v| self.activity.varies[v.0]),
            Arg::Ref(place) | Arg::Mut(place) => !program.info(place.base).kind.is_inactive(),
        })
    }

    /// Whether a call leaves a pullback: something that it gives or changes has an adjoint.
    pub fn is_recorded(&self, out: Var, args: &[Arg]) -> bool {
        is_recorded(out, args, &self.activity)
    }

    /// Whether the only mention of a value may take it away: nothing mentions it afterwards, and no backward sweep.
    pub fn is_moved(&self, v: Var, recorded: bool) -> bool {
        self.moves.is_moved(v) && !(recorded && self.keep.contains_key(&v))
    }

    /// Whether a value may be taken out of the memory that it is read from, where no backward sweep follows.
    pub fn is_last(&self, v: Var) -> bool {
        self.moves.is_last(v)
    }

    /// How the backward sweep comes by the variable's value; `None` if it does not need it.
    pub fn keep(&self, v: Var) -> Option<Keep> {
        self.keep.get(&v).copied()
    }

    /// What in the backward sweep needs the variable's value, in the order of the program.
    pub fn why(&self, v: Var) -> impl Iterator<Item = Why> {
        self.why.iter().filter(move |(of, _)| *of == v).map(|(_, why)| *why)
    }

    /// Whether a parameter's derivative reaches the variable.
    pub fn varies(&self, v: Var) -> bool {
        self.activity.varies[v.0]
    }

    /// Whether stores into the variable leave what they overwrite.
    pub fn restores(&self, v: Var) -> bool {
        self.memory.restored.contains(&v)
    }

    /// What a loop goes through element by element.
    pub fn tight(&self, id: LoopId) -> Option<&Tight> {
        self.tight.get(&id)
    }

    /// Whether the backward sweep has anything to do for the statement.
    pub fn is_live(&self, stmt: &Stmt) -> bool {
        is_live(stmt, &self.activity, &self.memory)
    }

    /// Whether it has anything to do for the region.
    pub fn is_live_region(&self, region: &Region) -> bool {
        is_live_region(region, &self.activity, &self.memory)
    }
}

fn is_recorded(out: Var, args: &[Arg], activity: &Activity) -> bool {
    activity.active[out.0] || args.iter().filter_map(Arg::changed).any(|place| activity.active[place.base.0])
}

fn is_live(stmt: &Stmt, activity: &Activity, memory: &Memory) -> bool {
    let active = |v: Var| activity.active[v.0];
    match stmt {
        Stmt::Let(out, _) => active(*out),
        Stmt::Call { out, .. } | Stmt::Pop(out, _) if active(*out) => true,
        Stmt::Store(..) | Stmt::Push(..) | Stmt::Pop(..) | Stmt::Swap(..) | Stmt::Call { .. } => {
            stmt.changes().iter().any(|place| active(place.base) || memory.restored.contains(&place.base))
        }
        Stmt::Effect(_) => false,
        Stmt::Branch { out, .. } | Stmt::Loop { out, .. } => {
            let mut live = out.iter().any(|v| active(*v));
            stmt.regions(&mut |r| live |= is_live_region(r, activity, memory));
            live
        }
    }
}

fn is_live_region(region: &Region, activity: &Activity, memory: &Memory) -> bool {
    let mut leaving = region.exit.operands().iter().filter_map(Operand::var);
    activity.passes(&region.exit)
        || leaving.any(|v| activity.active[v.0])
        || region.stmts.iter().any(|s| is_live(s, activity, memory))
}
