//! Random programs. Every seed and number gives one, always the same.
//!
//! Each construct is a line in a table (`REALS`, `INTS`, `CONDITIONS`, `LETS`, `STATEMENTS`, `VECS`) with a weight and a
//! function that writes it where it fits. What is written is valid Rust that neither panics nor runs away: indices stay
//! below the least length of their sequence, integers below [`INT`], reals go through bounded functions before they
//! are stored, and a variable that is borrowed is not touched.
mod branches;
mod callee;
mod calls;
mod chains;
mod checkpoints;
mod derivatives;
mod dress;
mod entry;
mod enums;
mod expr;
mod functions;
mod ints;
mod loops;
mod maker;
mod methods;
mod names;
mod options;
mod places;
mod preferences;
mod reals;
mod references;
mod rules;
mod scope;
mod sequences;
mod statements;
mod streams;
mod swarm;
mod sweeps;
mod types;
mod values;
mod views;

pub use checkpoints::CHECKPOINTS;
pub use entry::program;
pub use preferences::Preference;

use crate::random::Random;

/// No stored integer is larger.
pub const INT: usize = 9;

/// Real constants of every program.
pub const CONSTANTS: &[&str] = &["RATE", "SHIFT", "TURN"];

/// How large the programs are.
#[derive(Clone, Copy, Debug)]
pub struct Knobs {
    /// The most statements in a function.
    pub statements: usize,
    /// How deep expressions nest.
    pub depth: usize,
    /// How deep blocks nest.
    pub blocks: usize,
    /// How deep loops nest.
    pub loops: usize,
    /// The most callees.
    pub callees: usize,
    /// What is preferred.
    pub prefers: Option<Preference>,
}

impl Knobs {
    /// Knobs of a program that is at most so large: small programs are quick to compile, and each is a new one.
    fn drawn(self, random: &mut Random) -> Self {
        Knobs {
            statements: random.between(self.statements.min(2), self.statements),
            depth: random.between(self.depth.min(2), self.depth),
            callees: random.between(0, self.callees),
            ..self
        }
    }
}

impl Default for Knobs {
    fn default() -> Self {
        Knobs { statements: 10, depth: 4, blocks: 3, loops: 2, callees: 3, prefers: None }
    }
}
