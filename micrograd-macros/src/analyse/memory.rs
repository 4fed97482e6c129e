//! Memory: which of it the backward sweep restores, and which reads find their value there again.
use super::Strategy;
use super::activity::Activity;
use crate::hash::HashSet;
use crate::ir::{Arg, Operand, Place, Program, Region, Rvalue, Stmt, Var};

/// Facts about memory variables and reads of them.
pub struct Memory {
    /// Variables whose stores leave the old value on a tape. A pullback that is given a reference again must find
    /// there what its call found; nothing else reads memory in the backward sweep but settled reads.
    pub restored: HashSet<Var>,
    /// Reads after which nothing stores into their variable any more: its last state still holds the value.
    pub settled: HashSet<Var>,
}

/// Finds both. The reference strategy restores everything that is active and trusts no read. The calls with the results
/// `given` are undone as they run.
pub fn memory(program: &Program, activity: &Activity, strategy: Strategy, given: &HashSet<Var>) -> Memory {
    let mut memory = Memory { restored: HashSet::default(), settled: HashSet::default() };
    memory.restored.extend(program.params.iter().filter(|v| program.is_mut_param(**v)));
    let pulled = |out: Var, args: &[Arg]| super::is_recorded(out, args, activity) && !given.contains(&out);
    restored(&program.body, program, activity, strategy, &pulled, &mut memory.restored);
    let mut swaps = Vec::new();
    swapped(&program.body, &mut swaps);
    loop {
        let known = memory.restored.len();
        while let Some((a, b)) = swaps.iter().find(|(a, b)| memory.restored.contains(a) != memory.restored.contains(b))
        {
            memory.restored.extend([*a, *b]);
        }
        run_again(program, activity, strategy, &mut memory);
        if memory.restored.len() == known {
            break;
        }
    }
    if strategy == Strategy::Planned {
        backwards(&program.body, &mut HashSet::default(), &mut |stmt, later| {
            if let Stmt::Let(out, Rvalue::Load(Place { base, .. })) = stmt
                && !later.contains(base)
            {
                memory.settled.insert(*out);
            }
        });
    }
    memory
}

/// `pulled` tells whether the backward sweep calls the pullback of a call.
fn restored(
    region: &Region,
    program: &Program,
    activity: &Activity,
    strategy: Strategy,
    pulled: &dyn Fn(Var, &[Arg]) -> bool,
    found: &mut HashSet<Var>,
) {
    for stmt in &region.stmts {
        match stmt {
            Stmt::Call { out, args, .. } if pulled(*out, args) => {
                let referenced = args.iter().filter_map(Arg::place).map(|place| place.base);
                found.extend(referenced.filter(|v| program.info(*v).memory));
            }
            // the adjoint of what is overwritten takes its shape
            Stmt::Store(place, value) if activity.active[place.base.0] && !is_real(value, program) => {
                found.insert(place.base);
            }
            _ if strategy == Strategy::Always => {
                let changed = stmt.changes().into_iter().map(|place| place.base);
                found.extend(changed.filter(|v| activity.active[v.0]));
            }
            _ => {}
        }
        stmt.regions(&mut |r| restored(r, program, activity, strategy, pulled, found));
    }
}

/// A loop that is undone from snapshots runs again in the backward sweep, where it must find all that it mentions as it was.
/// What nothing stores into any more is so, and what the loop changes itself a snapshot restores.
fn run_again(program: &Program, activity: &Activity, strategy: Strategy, memory: &mut Memory) {
    let mut found = Vec::new();
    backwards(&program.body, &mut HashSet::default(), &mut |stmt, later| {
        if stmt.has_checkpoint() && super::is_live(stmt, activity, memory) {
            let mentioned = stmt.free().into_iter().filter(|v| program.info(*v).memory);
            found.extend(mentioned.filter(|v| strategy == Strategy::Always || later.contains(v)));
        }
    });
    memory.restored.extend(found);
}

fn is_real(value: &Operand, program: &Program) -> bool {
    value.var().is_none_or(|v| program.info(v).kind.is_real())
}

/// The variables that exchange what they hold.
fn swapped(region: &Region, found: &mut Vec<(Var, Var)>) {
    for stmt in &region.stmts {
        if let Stmt::Swap(a, b) = stmt {
            found.push((a.base, b.base));
        }
        stmt.regions(&mut |r| swapped(r, found));
    }
}

/// Walks backwards, and calls `visit` with every statement and the variables that are stored into after it, in any
/// iteration.
fn backwards<'a>(region: &'a Region, later: &mut HashSet<Var>, visit: &mut dyn FnMut(&'a Stmt, &HashSet<Var>)) {
    for stmt in region.stmts.iter().rev() {
        visit(stmt, later);
        if stmt.is_repeated() {
            // an iteration is followed by others, each with its own variables of the body
            let (mut stored, mut declared) = (HashSet::default(), HashSet::default());
            effects(stmt, &mut stored, &mut declared);
            later.extend(stored.difference(&declared));
        }
        let mut within = HashSet::default();
        stmt.regions(&mut |r| {
            let mut inner = later.clone();
            backwards(r, &mut inner, visit);
            within.extend(inner);
        });
        later.extend(within);
        later.extend(changed(stmt));
    }
}

/// The variables that a statement itself stores into.
fn changed(stmt: &Stmt) -> impl Iterator<Item = Var> {
    let changes = stmt.changes().into_iter();
    #[cfg(feature = "sabotage")]
    let changes = changes.filter(|_| !crate::sabotage::overlooks(stmt));
    changes.map(|place| place.base)
}

/// The variables that a statement stores into, and those that it declares.
fn effects(stmt: &Stmt, stored: &mut HashSet<Var>, declared: &mut HashSet<Var>) {
    stored.extend(changed(stmt));
    stmt.regions(&mut |r| {
        for inner in &r.stmts {
            declared.extend(inner.defines());
            effects(inner, stored, declared);
        }
    });
}
