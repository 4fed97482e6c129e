//! Which values may be moved out of their variable: a `Vec` is copied only where it is mentioned again.
use crate::ir::{Operand, Program, Region, Rvalue, Stmt, Var};

/// The values of a function that may leave their variable in its primal.
#[derive(Default)]
pub struct Moves {
    /// Whether a variable's only mention may take its value.
    once: Vec<bool>,
    /// Whether a value is what memory held at its last mention.
    last: Vec<bool>,
}

impl Moves {
    /// Whether the only mention of a value may take it away.
    pub fn is_moved(&self, v: Var) -> bool {
        self.once[v.0]
    }

    /// Whether a value may be taken out of the memory that it is read from.
    pub fn is_last(&self, v: Var) -> bool {
        self.last[v.0]
    }
}

/// What may be moved in a function.
pub fn moves(program: &Program) -> Moves {
    Moves { once: moved(program), last: last(program) }
}

/// Whether a value is all that a variable of the body holds at the end.
fn last(program: &Program) -> Vec<bool> {
    let mut last = vec![false; program.vars.len()];
    let stmts = &program.body.stmts;
    let own = |v: Var| stmts.iter().any(|stmt| stmt.defines().contains(&v)) && !program.info(v).is_ref;
    for (k, stmt) in stmts.iter().enumerate() {
        if let Stmt::Let(out, Rvalue::Load(place)) = stmt
            && place.projections.is_empty()
            && own(place.base)
            && !program.body.exit.operands().iter().any(|op| op.var() == Some(place.base))
            && !stmts[k + 1..].iter().any(|stmt| mentions(stmt, place.base))
        {
            last[out.0] = true;
        }
    }
    last
}

/// Whether a statement has to do with a variable, in itself or anywhere in it.
fn mentions(stmt: &Stmt, v: Var) -> bool {
    stmt.reads().contains(&v) || stmt.free().contains(&v) || stmt.changed_outside().contains(&v)
}

/// Whether a variable has one mention, which stands in the region of its definition or in an arm of it: no iteration
/// repeats it.
fn moved(program: &Program) -> Vec<bool> {
    let mut mentions = Mentions { of: vec![Mention::default(); program.vars.len()], regions: 0 };
    mentions.region(&program.body, Vec::new());
    let once = mentions.of.iter().zip(&program.vars).map(|(own, info)| own.count == 1 && own.local && !info.memory);
    once.collect()
}

/// What is found of a variable.
#[derive(Clone, Default)]
struct Mention {
    /// The number of the region of its definition; a parameter has none.
    home: Option<usize>,
    count: usize,
    /// Whether one of the mentions stands there.
    local: bool,
}

struct Mentions {
    of: Vec<Mention>,
    /// How many regions were seen.
    regions: usize,
}

impl Mentions {
    /// `around` are the regions that this one is an arm of.
    fn region(&mut self, region: &Region, mut around: Vec<usize>) {
        let own = self.regions;
        around.push(own);
        self.regions += 1;
        for v in region.args.iter().copied().chain(region.stmts.iter().flat_map(Stmt::defines)) {
            self.of[v.0].home = Some(own);
        }
        for stmt in &region.stmts {
            stmt.reads().into_iter().for_each(|v| self.mention(v, &around));
        }
        region.exit.operands().iter().filter_map(Operand::var).for_each(|v| self.mention(v, &around));
        for stmt in &region.stmts {
            let around = if matches!(stmt, Stmt::Branch { .. }) { around.clone() } else { Vec::new() };
            stmt.regions(&mut |inner| self.region(inner, around.clone()));
        }
    }

    fn mention(&mut self, v: Var, regions: &[usize]) {
        let own = &mut self.of[v.0];
        own.count += 1;
        own.local |= own.home.is_some_and(|home| regions.contains(&home));
    }
}
