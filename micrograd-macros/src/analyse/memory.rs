//! Memory: which of it the backward sweep restores, and which reads find their value there again.
use super::Strategy;
use super::activity::Activity;
use crate::ir::{Arg, Place, Program, Region, Rvalue, Stmt, Var};
use std::collections::HashSet;

/// Facts about memory variables and reads of them.
pub struct Memory {
    /// Variables whose stores leave the old value on a tape. A pullback that is given a reference again must find
    /// there what its call found; nothing else reads memory in the backward sweep but settled reads.
    pub restored: HashSet<Var>,
    /// Reads after which nothing stores into their variable any more: its last state still holds the value.
    pub settled: HashSet<Var>,
}

/// Finds both. The reference strategy restores everything that is active and trusts no read.
pub fn memory(program: &Program, activity: &Activity, strategy: Strategy) -> Memory {
    let mut memory = Memory { restored: HashSet::new(), settled: HashSet::new() };
    restored(&program.body, program, activity, strategy, &mut memory.restored);
    if strategy == Strategy::Planned {
        settle(&program.body, &mut HashSet::new(), &mut memory.settled);
    }
    memory
}

fn restored(region: &Region, program: &Program, activity: &Activity, strategy: Strategy, found: &mut HashSet<Var>) {
    for stmt in &region.stmts {
        match stmt {
            Stmt::Call { out, args, .. } if activity.active[out.0] => {
                found.extend(args.iter().filter_map(referenced).filter(|v| program.info(*v).memory));
            }
            Stmt::Store(place, _) if strategy == Strategy::Always && activity.active[place.base.0] => {
                found.insert(place.base);
            }
            _ => {}
        }
        stmt.regions(&mut |r| restored(r, program, activity, strategy, found));
    }
}

fn referenced(arg: &Arg) -> Option<Var> {
    match arg {
        Arg::Ref(place) => Some(place.base),
        Arg::Value(_) => None,
    }
}

/// Walks backwards; `later` holds the variables that are stored into after the point, in any iteration.
fn settle(region: &Region, later: &mut HashSet<Var>, settled: &mut HashSet<Var>) {
    for stmt in region.stmts.iter().rev() {
        if let Stmt::Let(out, Rvalue::Load(Place { base, .. })) = stmt
            && !later.contains(base)
        {
            settled.insert(*out);
        }
        if matches!(stmt, Stmt::Loop { .. }) {
            // an iteration is followed by others, each with its own variables of the body
            let (mut stored, mut declared) = (HashSet::new(), HashSet::new());
            effects(stmt, &mut stored, &mut declared);
            later.extend(stored.difference(&declared));
        }
        let mut within = HashSet::new();
        stmt.regions(&mut |r| {
            let mut inner = later.clone();
            settle(r, &mut inner, settled);
            within.extend(inner);
        });
        later.extend(within);
        if let Stmt::Store(place, _) = stmt {
            later.insert(place.base);
        }
    }
}

/// The variables that a statement stores into, and those that it declares.
fn effects(stmt: &Stmt, stored: &mut HashSet<Var>, declared: &mut HashSet<Var>) {
    if let Stmt::Store(place, _) = stmt {
        stored.insert(place.base);
    }
    stmt.regions(&mut |r| {
        for inner in &r.stmts {
            declared.extend(inner.defines());
            effects(inner, stored, declared);
        }
    });
}
