//! Dual numbers as a user meets them: mixed arithmetic, generic code over `Float` and `Scalar`, and the laws.
#![allow(clippy::float_cmp, reason = "exact values are expected")]
use micrograd_core::{Dual, Scalar};
use num_traits::{Float, FloatConst, FromPrimitive, NumAssign, Signed, Zero};
use proptest::prelude::*;

#[test]
fn plain_numbers_mix_on_either_side() {
    let x = Dual::variable(3.0);
    let parts = |y: Dual| (y.value, y.tangent);
    assert_eq!(parts(2.0 * x), (6.0, 2.0));
    assert_eq!(parts(x * 2), (6.0, 2.0));
    assert_eq!(parts(1 - x), (-2.0, -1.0));
    assert_eq!(parts(x + 1.5_f32), (4.5, 1.0));
    assert_eq!(parts(6.0 / x), (2.0, -6.0 * (1.0 / 3.0) / 3.0));
    assert_eq!(parts(x / 2.0), (1.5, 0.5));
    assert_eq!(parts(x % 2), (1.0, 1.0));
    assert_eq!(parts(7.0 % x), (1.0, -2.0));
    assert_eq!(parts(2.0 * (x * 0.5 + 1).powi(2)), (12.5, 5.0));
}

#[test]
fn assignments_sums_and_products() {
    let mut x = Dual::variable(3.0);
    x += 0.5;
    x *= 2;
    x -= Dual::constant(1.0);
    x /= 3.0_f32;
    assert_eq!((x.value, x.tangent), (2.0, 2.0 / 3.0));
    x %= 1.5;
    assert_eq!(x.value, 0.5);
    let all = [Dual::variable(2.0), Dual::variable(5.0)];
    assert_eq!((all.iter().sum::<Dual>().tangent, all.into_iter().product::<Dual>().tangent), (2.0, 7.0));
}

#[test]
fn other_scalars_mix_too() {
    let single = Dual::variable(3.0_f32);
    assert_eq!((2.0 * single * 0.5_f32 + 1).value, 4.0_f32);
    let second = Dual::variable(Dual::variable(3.0));
    assert_eq!((2.0 * second * second - 1).tangent.tangent, 4.0);
}

#[test]
fn literals_of_plain_numbers_are_still_inferred() {
    let x: f64 = 3.0;
    let scaled: Vec<f64> = [1.0, 2.0].iter().map(|v| 2.0 * v * x).collect();
    assert_eq!((2.0 * x).sqrt() + scaled[0] + 1.0 / x.recip(), 6.0_f64.sqrt() + 6.0 + 3.0);
}

#[test]
fn comparisons_and_display_see_the_value() {
    let x = Dual::new(2.0, 7.0);
    assert!(x == Dual::constant(2.0) && x < Dual::constant(3.0) && x > 1.0 && x == 2.0);
    assert_eq!(format!("{x:.2} {x:?}"), "2.00 Dual { value: 2.0, tangent: 7.0 }");
    assert!(Scalar::is_sign_negative(-x) && x.is_finite() && (x / 0.0).is_infinite());
    assert!(!Dual::new(0.0, 1.0).is_exact_zero() && Dual::<f64>::ZERO.is_exact_zero());
    assert_eq!(Dual::<f64>::default(), Dual::ZERO);
}

#[test]
fn all_operators_skip_a_plain_number() {
    let x = Dual::new(1.0, 1.0);
    assert_eq!((x * f64::INFINITY).tangent, f64::INFINITY);
    assert_eq!((x + f64::INFINITY).tangent, 1.0, "infinity times a zero tangent would be NaN");
    assert_eq!((x / f64::INFINITY).tangent, 0.0);
}

/// Someone else's code, which knows nothing of this crate.
fn gaussian<T: Float + FloatConst + FromPrimitive>(x: T, width: T) -> T {
    let two = T::from_f64(2.0).unwrap();
    (-(x / width).powi(2) / two).exp() / (width * (two * T::PI()).sqrt())
}

fn horner<T: Float + NumAssign>(coefficients: &[T], x: T) -> T {
    let mut sum = T::zero();
    for &c in coefficients {
        sum = sum.mul_add(x, c);
    }
    sum
}

#[test]
fn code_generic_over_float_is_differentiated() {
    let y: Dual = gaussian(Dual::variable(0.4), Dual::constant(1.3));
    assert!((y.tangent + 0.4 / (1.3 * 1.3) * y.value).abs() < 1e-15);
    assert_eq!(y.value, gaussian(0.4, 1.3));
    let c = [2.0, -1.0, 0.5].map(Dual::constant);
    let second = horner(&c.map(Dual::constant), Dual::variable(Dual::variable(3.0)));
    assert_eq!(second.tangent.tangent, 4.0);
    assert_eq!(horner(&c, Dual::variable(3.0)).tangent, 11.0);
}

#[test]
fn the_rest_of_num_traits() {
    let x = Dual::new(-2.5, 1.0);
    assert_eq!(Signed::abs(&x).tangent, -1.0);
    assert!(Signed::is_negative(&x) && !x.is_zero() && Dual::<f64>::zero().is_zero());
    assert_eq!(<Dual as num_traits::Num>::from_str_radix("2.5", 10).unwrap().value, 2.5);
    assert_eq!(<Dual as num_traits::NumCast>::from(3_u8).unwrap().value, 3.0);
    assert_eq!(num_traits::cast::<Dual, i32>(x), Some(-2));
    assert_eq!(x.abs_sub(Dual::constant(-3.0)).tangent, 1.0);
    assert!(Float::is_nan(Dual::<f64>::nan()) && <Dual as Float>::max_value().value == f64::MAX);
    assert_eq!(Float::sin_cos(x).0.tangent, (-2.5_f64).cos());
    assert_eq!(Float::clamp(x, Dual::constant(-1.0), Dual::constant(1.0)).tangent, 0.0);
}

/// A smooth function that uses a bit of everything.
fn f<S: Scalar>(x: S) -> S {
    (x.sin() * x.exp() + x.hypot(S::ONE).ln()) / (S::ONE + x * x) - x.tanh().powi(3)
}
fn g<S: Scalar>(x: S) -> S {
    x.atan() + (x * S::from_f64(0.5)).cos()
}
fn slope(f: impl Fn(Dual) -> Dual, x: f64) -> f64 {
    f(Dual::variable(x)).tangent
}
fn close(a: f64, b: f64) -> bool {
    micrograd_core::check::relative_error(a, b) < 1e-12
}

proptest! {
    #[test]
    fn derivatives_are_linear(x in -3.0..3.0, a in -5.0..5.0, b in -5.0..5.0) {
        prop_assert!(close(slope(|x| a * f(x) + b * g(x), x), a * slope(f, x) + b * slope(g, x)));
    }

    #[test]
    fn products_follow_leibniz(x in -3.0..3.0) {
        prop_assert!(close(slope(|x| f(x) * g(x), x), slope(f, x) * g(x) + f(x) * slope(g, x)));
    }

    #[test]
    fn compositions_follow_the_chain_rule(x in -3.0..3.0) {
        prop_assert!(close(slope(|x| f(g(x)), x), slope(f, g(x)) * slope(g, x)));
    }

    #[test]
    fn tangents_scale(x in -3.0..3.0, t in -5.0..5.0) {
        prop_assert!(close(f(Dual::new(x, t)).tangent, t * slope(f, x)));
    }

    #[test]
    fn inverses_cancel(x in 0.1..3.0) {
        prop_assert!(close(slope(|x| x.ln().exp(), x), 1.0));
        prop_assert!(close(slope(|x| x.sinh().asinh(), x), 1.0));
        prop_assert!(close(slope(|x| x.cbrt().powi(3), x), 1.0));
    }

    #[test]
    fn second_derivatives_do_not_depend_on_the_order(x in -2.0..2.0, y in 0.1..2.0) {
        let h = |x: Dual<Dual>, y: Dual<Dual>| (x * y).sin() / y.powf(x) + x.atan2(y);
        let xy = h(Dual::new(Dual::variable(x), 0.0.into()), Dual::new(Dual::constant(y), 1.0.into()));
        let yx = h(Dual::new(Dual::constant(x), 1.0.into()), Dual::new(Dual::variable(y), 0.0.into()));
        prop_assert!(micrograd_core::check::relative_error(xy.tangent.tangent, yx.tangent.tangent) < 1e-10);
    }
}
