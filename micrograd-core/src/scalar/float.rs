//! `f64` and `f32` as scalars: the standard library's own methods, so nothing changes for a plain program.
//!
//! Without `std` the methods of `num_traits::Float` take their place, which call `libm`.
use crate::{
    Scalar,
    precision::{Rounded, Widened},
    rt::Custom,
    rules::for_each_rule,
};

/// A float type's own method.
#[cfg(feature = "std")]
macro_rules! own {
    ($t:ident $f:ident($($x:expr),*)) => { $t::$f($($x),*) };
}
#[cfg(not(feature = "std"))]
macro_rules! own {
    ($t:ident rem_euclid($a:expr, $b:expr)) => { num_traits::Euclid::rem_euclid(&$a, &$b) };
    ($t:ident $f:ident($($x:expr),*)) => { num_traits::Float::$f($($x),*) };
}

macro_rules! float {
    ($t:ident { $($beside:tt)* }) => {
        impl Scalar for $t {
            const ZERO: $t = 0.0;
            const ONE: $t = 1.0;
            for_each_rule!($t);
            $($beside)*

            #[allow(clippy::cast_possible_truncation, reason = "an f32 program rounds its constants to f32")]
            #[inline]
            fn from_f64(v: f64) -> $t {
                v as $t
            }
            #[inline]
            fn to_f64(self) -> f64 {
                f64::from(self)
            }
            #[inline]
            fn is_exact_zero(self) -> bool {
                self == 0.0
            }
            #[inline]
            fn with_value(self, v: f64) -> $t {
                Self::from_f64(v)
            }
            const ORDER: u32 = 0;
            #[inline]
            fn by_rule<R: Custom<N>, const N: usize>(rule: &R, args: [$t; N]) -> $t {
                Self::from_f64(rule.value(args.map(Scalar::to_f64)))
            }
            #[inline]
            fn sin_cos(self) -> ($t, $t) {
                own!($t sin_cos(self))
            }
            // NaN fails the comparison and is passed on
            #[inline]
            fn relu(self) -> $t {
                if self <= 0.0 { 0.0 } else { self }
            }
            // the exponential of a number <= 0 does not overflow
            #[inline]
            fn sigmoid(self) -> $t {
                let e = own!($t exp(-$t::abs(self)));
                (if self < 0.0 { e } else { 1.0 }) / (1.0 + e)
            }
            // ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|)
            #[inline]
            fn softplus(self) -> $t {
                $t::max(self, 0.0) + own!($t ln_1p(own!($t exp(-$t::abs(self)))))
            }
        }
    };
}

/// The methods of the table that the float type `$t` has by itself.
macro_rules! inherent {
    ($t:ident { $($f:ident ($a:ident $(, $x:ident)* $(; $n:ident: $int:ty)?) -> $y:ident : $d:tt on $dom:tt;)* }) => {
        $(#[inline] fn $f(self $(, $x: $t)* $(, $n: $int)?) -> $t { own!($t $f(self $(, $x)* $(, $n)?)) })*
    };
}
// `for_each_rule!` takes the name of a macro and no more, so each type has a macro of its name
macro_rules! f64 {
    (operators $_:tt functions $rows:tt activations $__:tt) => { inherent!(f64 $rows); };
}
macro_rules! f32 {
    (operators $_:tt functions $rows:tt activations $__:tt) => { inherent!(f32 $rows); };
}
float!(f64 {
    type Single = f32;
    type Double = Widened<f64>;
    const SINGLE: bool = false;
    #[allow(clippy::cast_possible_truncation, reason = "as the cast in the user's function")]
    #[inline]
    fn to_single(self) -> f32 {
        self as f32
    }
    #[inline]
    fn to_double(self) -> Widened<f64> {
        Widened::new(self)
    }
});
float!(f32 {
    type Single = Rounded<f32>;
    type Double = f64;
    const SINGLE: bool = true;
    #[inline]
    fn to_single(self) -> Rounded<f32> {
        Rounded::new(self)
    }
    #[inline]
    fn to_double(self) -> f64 {
        f64::from(self)
    }
});
