//! The conversation with a driver, and every objective through every engine of micrograd.
#![allow(clippy::cast_precision_loss, reason = "all counts are small")]
mod conversation;
mod derivatives;
