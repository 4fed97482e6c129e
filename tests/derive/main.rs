//! `#[derive(Differentiable)]`: images over other scalars, tangents, and what they do.
#![allow(clippy::float_cmp, reason = "values are compared bit for bit")]
mod enums;
mod holding;
mod laws;
mod names;
mod parameters;
mod second_order;
mod structs;
