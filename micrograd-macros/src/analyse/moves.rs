//! Which values may be moved out of their variable: a `Vec` is copied only where it is mentioned again.
use crate::ir::{Operand, Program, Region, Stmt, Var};

/// Whether a variable has one mention, which stands in the region of its definition: no iteration repeats it.
pub fn moved(program: &Program) -> Vec<bool> {
    let mut mentions = Mentions { of: vec![Mention::default(); program.vars.len()], regions: 0 };
    mentions.region(&program.body);
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
    fn region(&mut self, region: &Region) {
        let own = self.regions;
        self.regions += 1;
        for v in region.args.iter().copied().chain(region.stmts.iter().flat_map(Stmt::defines)) {
            self.of[v.0].home = Some(own);
        }
        for stmt in &region.stmts {
            stmt.reads().into_iter().for_each(|v| self.mention(v, own));
        }
        region.exit.operands().iter().filter_map(Operand::var).for_each(|v| self.mention(v, own));
        for stmt in &region.stmts {
            stmt.regions(&mut |inner| self.region(inner));
        }
    }

    fn mention(&mut self, v: Var, region: usize) {
        let own = &mut self.of[v.0];
        own.count += 1;
        own.local |= own.home == Some(region);
    }
}
