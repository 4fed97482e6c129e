//! Names for variables: ordinary ones, and those that generated code might use too.

/// For reals and what holds them.
pub const REALS: &[&str] = &[
    "a", "b", "c", "d", "e", "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "acc", "sum", "total", "d_x",
    "d_y", "dy", "v0", "v1", "v2", "d_v1", "S", "f", "seed", "pullback", "tangent", "__st0", "__out", "r#type",
    "r#move", "tape", "state", "out", "grad", "d_s", "value",
];

/// For integers and flags.
pub const INTS: &[&str] =
    &["i", "j", "k", "l", "m", "n", "count", "at", "d_i", "v3", "r#loop", "len", "N", "__path", "index", "ix", "step"];

/// For labels of loops and blocks.
pub const LABELS: &[&str] = &["'a", "'b", "'outer", "'s", "'l", "'block"];
