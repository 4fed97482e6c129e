//! The adjoints of GradBench's objectives as a person writes them: the yardstick for the generated ones. Each is the reverse
//! of the operations of its objective in `examples/gradbench`, in one pass where the seed is known, with buffers that are
//! reused, results of `exp`, `tanh` and their kin kept, and no use made of algebra that the objective does not make.
#![allow(clippy::needless_range_loop, reason = "components are numbered, as in the formulas")]
pub mod ba;
pub mod det;
pub mod gmm;
pub mod ht;
pub mod kmeans;
pub mod llsq;
pub mod lse;
pub mod lstm;
pub mod ode;
pub mod recurrence;
