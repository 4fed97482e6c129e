//! The generated functions as DESIGN section 4 fixes them: shapes, accumulation, panics.
mod panics;
mod shapes;
