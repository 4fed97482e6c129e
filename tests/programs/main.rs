//! Programs of real size, written as an engineer writes them, and checked against facts that know nothing of gradients.
#![allow(
    clippy::needless_range_loop,
    clippy::many_single_char_names,
    clippy::cast_precision_loss,
    clippy::too_many_arguments,
    clippy::float_cmp,
    reason = "numerical code is written like this"
)]
mod support;

mod bundle;
mod fft;
mod gmm;
mod lstm;
mod ode;
