//! A crate as a user would write it: the dependency is renamed, every warning is an error, there is no `std`, and the
//! edition is not that of the macro.
#![no_std]
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::expect_used)]
#![deny(missing_debug_implementations, missing_copy_implementations, unreachable_pub, unused_qualifications)]
#![forbid(unsafe_code)]

use mg::{differentiable, Scalar};

/// The gravitational acceleration, in metres per second squared.
pub const G: f64 = 9.81;

/// The energy of a mass at a height, with a speed.
#[differentiable(crate = "mg")]
#[must_use]
#[inline]
pub fn energy(mass: f64, height: f64, speed: &[f64; 2]) -> f64 {
    let mut kinetic = 0.0;
    for v in speed {
        kinetic += 0.5 * mass * v * v;
    }
    kinetic + mass * G * height
}

/// The same over any scalar, without a library of elementary functions.
#[differentiable(crate = "mg")]
pub fn norm<S: Scalar>(x: &[S]) -> S {
    let mut sum = S::ZERO;
    for v in x {
        sum += *v * *v;
    }
    sum.sqrt()
}

/// A module of its own with functions that are not public.
pub mod inner {
    use mg::differentiable;

    #[differentiable(crate = "mg")]
    pub(crate) fn square(x: f64) -> f64 {
        x * x
    }

    #[cfg(target_pointer_width = "16")]
    #[differentiable(crate = "mg")]
    fn never_compiled(x: f64) -> f64 {
        x
    }

    /// Only one of the generated functions is used, and no warning comes of it.
    #[must_use]
    pub fn slope(x: f64) -> f64 {
        grad_square(x)
    }
}

/// Calls go through modules and renames.
#[differentiable(crate = "mg")]
#[must_use]
pub fn total(mass: f64, x: &[f64; 2]) -> f64 {
    use inner::square as second_power;
    energy(mass, second_power(x[0]), x) + norm(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradients() {
        let (mass, x) = (2.0, [0.6, 0.8]);
        let (value, (d_mass, d_x)) = value_and_grad_total(mass, &x);
        assert!((value - total(mass, &x)).abs() < 1e-15);
        assert!((d_mass - (0.5 + G * 0.36)).abs() < 1e-12);
        assert!((d_x[0] - (mass * x[0] + mass * G * 2.0 * x[0] + x[0])).abs() < 1e-12);
        assert!((d_x[1] - (mass * x[1] + x[1])).abs() < 1e-12);
        assert!((inner::slope(3.0) - 6.0).abs() < 1e-15);
    }
}
