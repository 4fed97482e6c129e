//! The program as a person would have written it for its derivatives: the same values in fewer reads. What is read
//! once is saved once, what is known where it is stored needs no read at all, and of a search only what was found counts.
//!
//! Nothing here changes a value or the order of an addition. The reference strategy does without.
mod forward;
mod hoist;
mod select;

use crate::ir::Program;
use crate::names::Names;

/// Rewrites a lowered program; `names` are those that are taken in it.
pub fn improve(program: &mut Program, names: &Names) {
    select::select(program, names.clone());
    forward::forward(program);
    hoist::hoist(program, names.clone());
}
