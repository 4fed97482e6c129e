//! A crate as a user would write it: the dependency is renamed, every warning is an error, there is no `std`, and the
//! edition is not that of the macro.
#![no_std]
#![deny(warnings, missing_docs, clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::expect_used)]
#![deny(missing_debug_implementations, missing_copy_implementations, unreachable_pub, unused_qualifications)]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod types;

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

    #[differentiable(crate = "mg", modes(jvp))]
    fn cube(x: f64) -> f64 {
        x * x * x
    }

    #[differentiable(crate = "mg", modes(generic))]
    fn fourth(x: f64) -> f64 {
        x * x * x * x
    }

    /// Where one function alone is made, the user's own is used by it.
    #[must_use]
    pub fn slopes(x: f64) -> [f64; 2] {
        [jvp_cube(x, 1.0).1, generic_fourth(mg::Dual::variable(x)).tangent]
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
        assert!(inner::slopes(2.0).iter().zip([12.0, 32.0]).all(|(slope, known)| (slope - known).abs() < 1e-12));
    }
    #[test]
    #[allow(clippy::float_cmp, reason = "the values are exact")]
    fn tangents_of_types() {
        use mg::{Differentiable, Dual, Tangent};
        let shown = types::Shown::new(1.0);
        let mut d = shown.zero_tangent();
        (d.a, d.b[0]) = (1.0, 2.0);
        let at: types::ShownAt<Dual> = shown.seed(&d);
        assert_eq!((at.a.tangent, at.b[0].tangent, shown.sum()), (1.0, 2.0, 6.0));
        let mut d: types::ScaledTangent<f64, 2> = types::Scaled::new([1.0, 2.0]).zero_tangent();
        d.accumulate(&d.clone());
        d.x[1] = 3.0;
        let at: types::Scaled<Dual, 2> = types::Scaled::new([1.0, 2.0]).seed(&d);
        assert_eq!((at.x[1].tangent, at.hidden().tangent), (3.0, 0.0));
        let d: types::OverTangent<f64> = types::Over(1.0, [1, 2]).zero_tangent();
        assert_eq!(types::Over(2.0, [1, 2]).seed(&d).0, Dual::constant(2.0));
        assert!(matches!(types::Choice::Three.zero_tangent(), types::ChoiceTangent::Three));
        assert_eq!([types::used(true), types::used(false)], [1.0, -1.0]);
    }
}
