//! The trait that a differentiable program is generic over, and the plain floats as its first two instances.
use crate::{Coordinates, Differentiable, Dual, Jet, Tangent, rt::Custom, rules::for_each_rule};
use core::{
    fmt::{Debug, Display},
    iter::{Product, Sum},
    ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign},
};

mod float;

/// A real number: `f64`, `f32`, [`Dual`], [`Value`](crate::Value), and nestings of these.
///
/// The methods are those of `f64` under the same names, plus the three activations. In every implementation the value
/// is bit-identical to the plain float's; comparisons look at the value only, so branches go as in the plain program.
pub trait Scalar:
    Copy
    + Debug
    + Display
    + PartialOrd
    + Default
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Rem<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + RemAssign
    + Sum
    + Product
    + Tangent
    + Jet<Dual = Dual<Self>>
    + Coordinates<Self>
    + Differentiable<Tangent = Self, Dual = Dual<Self>>
{
    /// The constant zero; also the `Default`.
    const ZERO: Self;
    /// The constant one.
    const ONE: Self;
    /// The same numbers in `f32`, beside this one as the `f64`.
    type Single: Scalar<Double = Self>;
    /// The same numbers in `f64`, beside this one as the `f32`.
    type Double: Scalar<Single = Self>;
    /// Whether a literal is rounded to `f32` at once.
    #[doc(hidden)]
    const SINGLE: bool;

    /// A constant: all its derivatives are zero.
    #[must_use]
    fn from_f64(v: f64) -> Self;
    /// The value, without derivatives.
    fn to_f64(self) -> f64;
    /// Whether the value and every derivative are zero, so that anything finite times it can be skipped.
    fn is_exact_zero(self) -> bool;
    /// The same derivatives at another value: what is left of a number when it is rounded with slope one.
    #[must_use]
    fn with_value(self, v: f64) -> Self;
    /// `self as f32`, where this is the `f64`; the derivatives pass.
    fn to_single(self) -> Self::Single;
    /// `self as f64`, where this is the `f32`; the derivatives pass.
    fn to_double(self) -> Self::Double;

    /// How many derivatives a number carries along, one inside the other.
    #[doc(hidden)]
    const ORDER: u32;

    /// A function of plain numbers whose partials are given.
    #[doc(hidden)]
    #[must_use]
    fn by_rule<R: Custom<N>, const N: usize>(rule: &R, args: [Self; N]) -> Self;

    for_each_rule!(methods);

    /// Sine and cosine together.
    #[inline]
    #[must_use]
    fn sin_cos(self) -> (Self, Self) {
        (self.sin(), self.cos())
    }
    /// Whether the value is NaN.
    #[inline]
    fn is_nan(self) -> bool {
        self.to_f64().is_nan()
    }
    /// Whether the value is neither infinite nor NaN.
    #[inline]
    fn is_finite(self) -> bool {
        self.to_f64().is_finite()
    }
    /// Whether the value is infinite.
    #[inline]
    fn is_infinite(self) -> bool {
        self.to_f64().is_infinite()
    }
    /// Whether the value has a minus sign, `-0.0` included.
    #[inline]
    fn is_sign_negative(self) -> bool {
        self.to_f64().is_sign_negative()
    }
    /// Whether the value has a plus sign, `+0.0` included.
    #[inline]
    fn is_sign_positive(self) -> bool {
        self.to_f64().is_sign_positive()
    }
}

/// The methods of the table, as declarations.
macro_rules! methods {
    (operators $_:tt
     functions { $($f:ident $fargs:tt -> $fy:ident : $fd:tt on $fdom:tt;)* }
     activations { $($g:ident $gargs:tt -> $gy:ident : $gd:tt on $gdom:tt;)* }) => {
        $(methods!(@one (concat!("As [`f64::", stringify!($f), "`]")) $f $fargs $fy $fd);)*
        $(methods!(@one (concat!("The activation function `", stringify!($g), "`")) $g $gargs $gy $gd);)*
    };
    (@one ($doc:expr) $f:ident ($a:ident $(, $x:ident)* $(; $n:ident: $int:ty)?) $y:ident $d:tt) => {
        #[doc = concat!($doc, "; with operands `", stringify!($a $(, $x)* $(, $n)?), "` and result `", stringify!($y),
            "` the partials are `", stringify!($d), "`, see [`rules`](crate::rules).")]
        #[must_use]
        fn $f(self $(, $x: Self)* $(, $n: $int)?) -> Self;
    };
}
use methods;

/// The methods of the table in an engine's `impl Scalar`, which call its inherent methods of the same names. Those are
/// inherent so that they win where a user has both `Scalar` and `num_traits::Float` in scope.
macro_rules! forward {
    (operators $_:tt $($kind:ident { $($f:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* })*) => {
        $($(forward!(@one $f $args);)*)*
    };
    (@one $f:ident ($a:ident $(, $x:ident)* $(; $n:ident: $int:ty)?)) => {
        #[inline]
        fn $f(self $(, $x: Self)* $(, $n: $int)?) -> Self {
            Self::$f(self $(, $x)* $(, $n)?)
        }
    };
}
pub(crate) use forward;
