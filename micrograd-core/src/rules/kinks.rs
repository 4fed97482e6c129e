//! The partials that need a case distinction. Each is differentiable in turn, away from its own kink.
use crate::Scalar;

/// A call of each of these functions, and what it is, for people to read.
pub const MEANINGS: &[(&str, &str)] = &[
    ("powi_slope(x, n)", "n x^(n-1), and 0 for n = 0"),
    ("powf_slope(x, y)", "y x^(y-1), and 0 for y = 0"),
    ("ln_or_zero(x)", "ln x, and 0 at x = 0"),
    ("over_square_norm(x, o)", "x / (x^2 + o^2)"),
    ("ratio_or_zero(x, y)", "x / y, and 0 for y = 0"),
    ("sign(x)", "-1, 0 or 1"),
    ("step(x)", "0 up to and including x = 0, then 1"),
    ("max_share(x, o)", "1 where max takes x, 0 where it takes o, one half at a tie"),
    ("min_share(x, o)", "1 where min takes x, 0 where it takes o, one half at a tie"),
    ("within(x, lo, hi)", "1 for lo <= x <= hi, else 0"),
    ("above(x, o)", "1 for x > o, else 0"),
];

/// NaN with zero derivatives.
fn nan<S: Scalar>() -> S {
    S::from_f64(f64::NAN)
}

/// One half: what each operand of `max` and `min` has at a tie.
fn half<S: Scalar>() -> S {
    S::from_f64(0.5)
}

/// `n x^(n-1)`, the slope of `powi`: 0 for `n = 0`, even at `x = 0`, where the formula is `0 * inf`.
#[inline]
pub fn powi_slope<S: Scalar>(x: S, n: i32) -> S {
    match n.checked_sub(1) {
        _ if n == 0 => S::ZERO,
        Some(less) => S::from_f64(f64::from(n)) * x.powi(less),
        None => S::from_f64(f64::from(n)) * (x.powi(n) / x),
    }
}

/// `y x^(y-1)`, the slope of `powf` by its base: 0 for a constant `y = 0`, and at `x = y = 0`.
#[inline]
pub fn powf_slope<S: Scalar>(x: S, y: S) -> S {
    if y.is_exact_zero() || (x == S::ZERO && y == S::ZERO) { S::ZERO } else { y * x.powf(y - S::ONE) }
}

/// `ln x`, but 0 at `x = 0`: the factor in the slope of `powf` by its exponent, where `x^y ln x` tends to 0.
#[inline]
pub fn ln_or_zero<S: Scalar>(x: S) -> S {
    if x == S::ZERO { S::ZERO } else { x.ln() }
}

/// `x / (x^2 + o^2)`, divided through by the larger of the two so that the squares do not overflow.
#[inline]
pub fn over_square_norm<S: Scalar>(x: S, o: S) -> S {
    if x.to_f64().abs() >= o.to_f64().abs() {
        let r = o / x;
        (x * (S::ONE + r * r)).recip()
    } else {
        let r = x / o;
        r / (o * (S::ONE + r * r))
    }
}

/// `x / y`, but 0 for `y = 0`: the slope of `hypot`.
#[inline]
pub fn ratio_or_zero<S: Scalar>(x: S, y: S) -> S {
    if y == S::ZERO { S::ZERO } else { x / y }
}

/// -1, 0 or 1: the slope of `abs`.
#[inline]
pub fn sign<S: Scalar>(x: S) -> S {
    if x > S::ZERO {
        S::ONE
    } else if x < S::ZERO {
        -S::ONE
    } else if x.is_nan() {
        nan()
    } else {
        S::ZERO
    }
}

/// 0 up to and including 0, then 1: the slope of `relu`.
#[inline]
pub fn step<S: Scalar>(x: S) -> S {
    if x > S::ZERO {
        S::ONE
    } else if x.is_nan() {
        nan()
    } else {
        S::ZERO
    }
}

/// The share of `x` in `x.max(o)`. A NaN loses against a number, as in `f64::max`.
#[inline]
pub fn max_share<S: Scalar>(x: S, o: S) -> S {
    if x > o || (o.is_nan() && !x.is_nan()) {
        S::ONE
    } else if x < o || x.is_nan() != o.is_nan() {
        S::ZERO
    } else {
        half()
    }
}

/// The share of `x` in `x.min(o)`. A NaN loses against a number, as in `f64::min`.
#[inline]
pub fn min_share<S: Scalar>(x: S, o: S) -> S {
    if x < o || (o.is_nan() && !x.is_nan()) {
        S::ONE
    } else if x > o || x.is_nan() != o.is_nan() {
        S::ZERO
    } else {
        half()
    }
}

/// 0 for an `x` outside `lo..=hi`, else 1 (also for NaN, which `clamp` passes on): the slope of `clamp` by its operand.
#[inline]
pub fn within<S: Scalar>(x: S, lo: S, hi: S) -> S {
    if x < lo || x > hi { S::ZERO } else { S::ONE }
}

/// 1 for `x > o`, else 0: the slope of `clamp` by a bound that its operand is beyond.
#[inline]
pub fn above<S: Scalar>(x: S, o: S) -> S {
    if x > o { S::ONE } else { S::ZERO }
}
