//! Which values may be moved out of their variable: a `Vec` is copied only where it is mentioned again.
use crate::hash::{HashMap, HashSet};
use crate::ir::{Operand, Program, Region, Stmt, Var};

/// The variables with one mention, which stands in the region of their definition: no iteration repeats it.
pub fn moved(program: &Program) -> HashSet<Var> {
    let mut count = HashMap::default();
    let mut local = HashSet::default();
    walk(&program.body, &mut count, &mut local);
    local.into_iter().filter(|v| count.get(v) == Some(&1) && !program.info(*v).memory).collect()
}

fn walk(region: &Region, count: &mut HashMap<Var, usize>, local: &mut HashSet<Var>) {
    let defined: HashSet<Var> =
        region.args.iter().copied().chain(region.stmts.iter().flat_map(Stmt::defines)).collect();
    let leaving = region.exit.operands().iter().filter_map(Operand::var);
    for v in region.stmts.iter().flat_map(Stmt::reads).chain(leaving) {
        *count.entry(v).or_insert(0) += 1;
        if defined.contains(&v) {
            local.insert(v);
        }
    }
    for stmt in &region.stmts {
        stmt.regions(&mut |inner| walk(inner, count, local));
    }
}
