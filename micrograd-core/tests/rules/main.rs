//! Every row of the rule table, in every engine: values, first and second derivatives, conventions.
#![allow(clippy::float_cmp, reason = "exact values are expected")]
mod cases;
mod conventions;
mod partials;
mod precision;
mod second_order;
mod text;
mod values;
