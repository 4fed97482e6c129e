//! What the benchmarks share: derivatives written by hand, the inputs of GradBench's evals, and the tables.
pub mod hand;
pub mod inputs;
pub mod report;
