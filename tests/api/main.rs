//! The generated functions as DESIGN section 4 fixes them: shapes, accumulation, panics.
#![allow(
    clippy::float_cmp,
    clippy::cast_precision_loss,
    clippy::too_many_arguments,
    clippy::type_complexity,
    clippy::trivially_copy_pass_by_ref,
    clippy::many_single_char_names,
    clippy::uninlined_format_args,
    reason = "values are compared bit for bit, and signatures are what is tested"
)]
mod assert_grad;
mod by_hand;
mod explain;
mod options;
mod panics;
mod shapes;
mod sparse;
