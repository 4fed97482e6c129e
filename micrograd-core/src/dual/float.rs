//! Dual numbers where a program asks for `num_traits::Float`, so that existing generic code can be differentiated.
use super::Along;
use crate::{Dual, Scalar};
use core::num::FpCategory;
use num_traits::{Float, FloatConst, FromPrimitive, Num, NumCast, One, Signed, ToPrimitive, Zero};

/// Methods that both [`Scalar`] and the traits of `num_traits` have: inherent, so that a call is never ambiguous.
impl<S: Scalar, T: Along<S>> Dual<S, T> {
    /// A constant; see [`Scalar::from_f64`].
    #[inline]
    #[must_use]
    pub fn from_f64(v: f64) -> Self {
        Scalar::from_f64(v)
    }
    /// The value; see [`Scalar::to_f64`].
    #[inline]
    pub fn to_f64(self) -> f64 {
        Scalar::to_f64(self)
    }
    /// Sine and cosine together.
    #[inline]
    #[must_use]
    pub fn sin_cos(self) -> (Self, Self) {
        Scalar::sin_cos(self)
    }
    /// Whether the value is NaN.
    #[inline]
    pub fn is_nan(self) -> bool {
        Scalar::is_nan(self)
    }
    /// Whether the value is neither infinite nor NaN.
    #[inline]
    pub fn is_finite(self) -> bool {
        Scalar::is_finite(self)
    }
    /// Whether the value is infinite.
    #[inline]
    pub fn is_infinite(self) -> bool {
        Scalar::is_infinite(self)
    }
    /// Whether the value has a minus sign, `-0.0` included.
    #[inline]
    pub fn is_sign_negative(self) -> bool {
        Scalar::is_sign_negative(self)
    }
    /// Whether the value has a plus sign, `+0.0` included.
    #[inline]
    pub fn is_sign_positive(self) -> bool {
        Scalar::is_sign_positive(self)
    }
}

impl<S: Scalar, T: Along<S>> Zero for Dual<S, T> {
    #[inline]
    fn zero() -> Self {
        Self::ZERO
    }
    // like every comparison: the value decides
    #[inline]
    fn is_zero(&self) -> bool {
        *self == Self::ZERO
    }
}
impl<S: Scalar, T: Along<S>> One for Dual<S, T> {
    #[inline]
    fn one() -> Self {
        Self::ONE
    }
}
impl<S: Scalar + Num, T: Along<S>> Num for Dual<S, T> {
    type FromStrRadixErr = S::FromStrRadixErr;
    fn from_str_radix(text: &str, radix: u32) -> Result<Self, Self::FromStrRadixErr> {
        S::from_str_radix(text, radix).map(Dual::fixed)
    }
}
impl<S: Scalar + ToPrimitive, T: Along<S>> ToPrimitive for Dual<S, T> {
    fn to_i64(&self) -> Option<i64> {
        self.value.to_i64()
    }
    fn to_u64(&self) -> Option<u64> {
        self.value.to_u64()
    }
    fn to_i128(&self) -> Option<i128> {
        self.value.to_i128()
    }
    fn to_u128(&self) -> Option<u128> {
        self.value.to_u128()
    }
    fn to_f64(&self) -> Option<f64> {
        Some(Scalar::to_f64(*self))
    }
}
impl<S: Scalar + NumCast, T: Along<S>> NumCast for Dual<S, T> {
    fn from<N: ToPrimitive>(n: N) -> Option<Self> {
        <S as NumCast>::from(n).map(Dual::fixed)
    }
}
impl<S: Scalar + FromPrimitive, T: Along<S>> FromPrimitive for Dual<S, T> {
    fn from_i64(n: i64) -> Option<Self> {
        S::from_i64(n).map(Dual::fixed)
    }
    fn from_u64(n: u64) -> Option<Self> {
        S::from_u64(n).map(Dual::fixed)
    }
    fn from_f32(n: f32) -> Option<Self> {
        Some(Dual::from_f64(n.into()))
    }
    fn from_f64(n: f64) -> Option<Self> {
        Some(Dual::from_f64(n))
    }
}
impl<S: Scalar + Num, T: Along<S>> Signed for Dual<S, T> {
    fn abs(&self) -> Self {
        Dual::abs(*self)
    }
    fn abs_sub(&self, other: &Self) -> Self {
        if self <= other { Self::ZERO } else { *self - *other }
    }
    fn signum(&self) -> Self {
        Dual::signum(*self)
    }
    fn is_positive(&self) -> bool {
        self.is_sign_positive()
    }
    fn is_negative(&self) -> bool {
        self.is_sign_negative()
    }
}

/// The part of `Float` that repeats the table's functions.
macro_rules! forward {
    ($($f:ident ($($x:ident: $t:ty),*);)*) => {$(
        #[inline]
        fn $f(self $(, $x: $t)*) -> Self {
            Dual::$f(self $(, $x)*)
        }
    )*};
}

/// The part of `Float` that only the value decides.
macro_rules! of_value {
    ($($f:ident -> $t:ty;)*) => {$(
        #[inline]
        fn $f(self) -> $t {
            Float::$f(self.value)
        }
    )*};
}

/// Constants of the type.
macro_rules! constants {
    ($($f:ident)*) => {$(
        #[inline]
        fn $f() -> Self {
            Dual::fixed(S::$f())
        }
    )*};
}

impl<S: Scalar + FloatConst, T: Along<S>> FloatConst for Dual<S, T> {
    constants! {
        E FRAC_1_PI FRAC_1_SQRT_2 FRAC_2_PI FRAC_2_SQRT_PI FRAC_PI_2 FRAC_PI_3 FRAC_PI_4 FRAC_PI_6 FRAC_PI_8
        LN_10 LN_2 LOG10_E LOG2_E PI SQRT_2
    }
}

impl<S: Scalar + Float, T: Along<S>> Float for Dual<S, T> {
    constants! { nan infinity neg_infinity neg_zero min_value min_positive_value epsilon max_value }
    of_value! {
        is_nan -> bool; is_infinite -> bool; is_finite -> bool; is_normal -> bool; is_subnormal -> bool;
        is_sign_positive -> bool; is_sign_negative -> bool; classify -> FpCategory; integer_decode -> (u64, i16, i8);
    }
    forward! {
        floor(); ceil(); round(); trunc(); fract(); abs(); signum(); copysign(b: Self);
        max(b: Self); min(b: Self); clamp(b: Self, c: Self); mul_add(b: Self, c: Self); recip(); sqrt(); cbrt();
        hypot(b: Self); powi(n: i32); powf(b: Self); exp(); exp2(); exp_m1(); ln(); ln_1p(); log2(); log10();
        log(b: Self); sin(); cos(); tan(); asin(); acos(); atan(); atan2(b: Self); sinh(); cosh(); tanh(); asinh(); acosh(); atanh();
        to_degrees(); to_radians();
    }
    #[inline]
    fn sin_cos(self) -> (Self, Self) {
        Dual::sin_cos(self)
    }
    #[inline]
    fn abs_sub(self, other: Self) -> Self {
        Signed::abs_sub(&self, &other)
    }
}
