//! Forward mode: a number that carries its derivative along one direction.
use crate::{
    Scalar,
    rules::{for_each_rule, kinks},
    scalar::forward,
};
use core::{cmp::Ordering, fmt};

mod float;
mod operators;

/// A value and its tangent: `f(Dual::variable(x)).tangent` is `f'(x)`.
///
/// Nests: `Dual<Dual<f64>>` has second derivatives. Comparisons and `Display` see the value only, so that a program
/// branches and prints as it does with plain floats; `Debug` shows the tangent too. In a function, an operand whose
/// tangent is exactly zero contributes exactly zero, and the partial by it is not evaluated.
///
/// ```
/// use micrograd_core::Dual;
/// let x = Dual::variable(3.0);
/// let y = (2.0 * x).powi(2) + 1;
/// assert_eq!((y.value, y.tangent), (37.0, 24.0));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Dual<S = f64> {
    /// The value that the plain program computes.
    pub value: S,
    /// Its derivative along the direction in which the variables were seeded.
    pub tangent: S,
}

impl<S: Scalar> Dual<S> {
    /// A value with a tangent.
    #[inline]
    pub const fn new(value: S, tangent: S) -> Self {
        Dual { value, tangent }
    }
    /// The variable that the derivative is taken by: tangent one.
    #[inline]
    pub const fn variable(value: S) -> Self {
        Dual { value, tangent: S::ONE }
    }
    /// A number that does not depend on the variable: tangent zero.
    #[inline]
    pub const fn constant(value: S) -> Self {
        Dual { value, tangent: S::ZERO }
    }
}

/// What an operand passes on: nothing at all if its tangent is zero, even where its partial is infinite or NaN.
#[inline]
fn flow<S: Scalar>(tangent: S, partial: impl FnOnce() -> S) -> S {
    if tangent.is_exact_zero() { S::ZERO } else { partial() * tangent }
}

/// The functions of the table.
macro_rules! functions {
    (operators $_:tt $($kind:ident { $($f:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* })*) => {
        /// The functions of the rule table.
        impl<S: Scalar> Dual<S> {
            $($(functions!(@one $f $args $y $d);)*)*
        }
    };
    (@one $f:ident ($a:ident) $y:ident [S::ZERO]) => {
        functions!(@method $f self () { Dual::constant(self.value.$f()) });
    };
    (@one $f:ident ($a:ident $(; $n:ident: $int:ty)?) $y:ident [$da:expr]) => {
        functions!(@method $f self ($(, $n: $int)?) {
            let $a = self.value;
            let $y = $a.$f($($n)?);
            Dual { value: $y, tangent: flow(self.tangent, || $da) }
        });
    };
    (@one $f:ident ($a:ident, $b:ident) $y:ident [$da:expr, $db:expr]) => {
        functions!(@method $f self (, $b: Self) {
            let (ta, tb) = (self.tangent, $b.tangent);
            let ($a, $b) = (self.value, $b.value);
            let $y = $a.$f($b);
            Dual { value: $y, tangent: flow(ta, || $da) + flow(tb, || $db) }
        });
    };
    (@one $f:ident ($a:ident, $b:ident, $c:ident) $y:ident [$da:expr, $db:expr, $dc:expr]) => {
        functions!(@method $f self (, $b: Self, $c: Self) {
            let (ta, tb, tc) = (self.tangent, $b.tangent, $c.tangent);
            let ($a, $b, $c) = (self.value, $b.value, $c.value);
            let $y = $a.$f($b, $c);
            Dual { value: $y, tangent: flow(ta, || $da) + flow(tb, || $db) + flow(tc, || $dc) }
        });
    };
    (@method $f:ident $self:ident ($(, $x:ident: $t:ty)*) $body:block) => {
        #[doc = concat!("See [`Scalar::", stringify!($f), "`].")]
        #[inline]
        #[must_use]
        pub fn $f($self $(, $x: $t)*) -> Self $body
    };
}
for_each_rule!(functions);

impl<S: Scalar> Scalar for Dual<S> {
    const ZERO: Self = Dual::constant(S::ZERO);
    const ONE: Self = Dual::constant(S::ONE);
    type Single = Dual<S::Single>;
    type Double = Dual<S::Double>;
    const SINGLE: bool = S::SINGLE;
    for_each_rule!(forward);

    #[inline]
    fn from_f64(v: f64) -> Self {
        Dual::constant(S::from_f64(v))
    }
    #[inline]
    fn to_f64(self) -> f64 {
        self.value.to_f64()
    }
    #[inline]
    fn is_exact_zero(self) -> bool {
        self.value.is_exact_zero() && self.tangent.is_exact_zero()
    }
    #[inline]
    fn with_value(self, v: f64) -> Self {
        Dual { value: self.value.with_value(v), tangent: self.tangent }
    }
    #[inline]
    fn to_single(self) -> Dual<S::Single> {
        Dual { value: self.value.to_single(), tangent: self.tangent.to_single() }
    }
    #[inline]
    fn to_double(self) -> Dual<S::Double> {
        Dual { value: self.value.to_double(), tangent: self.tangent.to_double() }
    }
}

impl<S: PartialEq> PartialEq for Dual<S> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl<S: PartialOrd> PartialOrd for Dual<S> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}
impl<S: fmt::Display> fmt::Display for Dual<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
