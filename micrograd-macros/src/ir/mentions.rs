//! What a loop has to do with the code around it.
use super::{Region, Stmt, Var};
use crate::hash::HashSet;

impl Stmt {
    /// Every variable from outside that the regions of the statement mention, in the order of their definition.
    pub fn free(&self) -> Vec<Var> {
        let mut found = Found::default();
        self.regions(&mut |region| found.region(region));
        sorted(found.read.difference(&found.defined))
    }

    /// Every variable from outside that the statement changes, in the order of their definition.
    pub fn changed_outside(&self) -> Vec<Var> {
        let mut found = Found::default();
        found.stmt(self);
        sorted(found.changed.difference(&found.defined))
    }

    /// Whether it is undone from snapshots.
    pub fn has_checkpoint(&self) -> bool {
        matches!(self, Stmt::Loop { checkpoint: Some(_), .. })
    }
}

/// Adds every variable that a statement changes, itself or in its regions.
pub fn changes(stmt: &Stmt, found: &mut HashSet<Var>) {
    found.extend(stmt.changes().into_iter().map(|place| place.base));
    stmt.regions(&mut |r| r.stmts.iter().for_each(|s| changes(s, found)));
}

fn sorted<'a>(vars: impl Iterator<Item = &'a Var>) -> Vec<Var> {
    let mut vars: Vec<Var> = vars.copied().collect();
    vars.sort_unstable();
    vars
}

#[derive(Default)]
struct Found {
    read: HashSet<Var>,
    changed: HashSet<Var>,
    defined: HashSet<Var>,
}

impl Found {
    fn stmt(&mut self, stmt: &Stmt) {
        self.read.extend(stmt.reads());
        self.changed.extend(stmt.changes().into_iter().map(|place| place.base));
        stmt.regions(&mut |region| self.region(region));
    }

    fn region(&mut self, region: &Region) {
        self.defined.extend(region.index.iter().chain(&region.args));
        self.read.extend(region.exit.operands().iter().filter_map(super::Operand::var));
        for stmt in &region.stmts {
            self.defined.extend(stmt.defines());
            self.stmt(stmt);
        }
    }
}
