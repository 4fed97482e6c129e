//! The program as a person would have written it for its derivatives: the same values in fewer reads. What is read
//! once is saved once, and what is known where it is stored needs no read at all.
//!
//! Nothing here changes a value or the order of an addition. The reference strategy does without.
mod forward;
mod hoist;

use crate::ir::Program;
use crate::names::Names;

/// Rewrites a lowered program; `names` are those that are taken in it.
pub fn improve(program: &mut Program, names: &Names) {
    forward::forward(program);
    hoist::hoist(program, names.clone());
}
