//! Forward mode: a number that carries its derivative along one direction.
use crate::{
    Scalar,
    rt::Custom,
    rules::{for_each_rule, kinks},
    scalar::forward,
};
use core::{cmp::Ordering, fmt};

mod float;
mod lanes;
mod operators;

pub use lanes::{Along, Lanes, lanes};

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
///
/// With [`Lanes`] for its tangent a number carries the derivatives along several directions at once: one run of a
/// function gives `N` columns of its Jacobian.
///
/// ```
/// use micrograd_core::{Dual, dual::Lanes};
/// let (x, y) = (Dual::along(3.0, Lanes([1.0, 0.0])), Dual::along(2.0, Lanes([0.0, 1.0])));
/// assert_eq!((x * y.sin()).tangent, Lanes([2.0_f64.sin(), 3.0 * 2.0_f64.cos()]));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Dual<S = f64, T = S> {
    /// The value that the plain program computes.
    pub value: S,
    /// Its derivative along the direction in which the variables were seeded, or along each of several.
    pub tangent: T,
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

impl<S: Scalar, T: Along<S>> Dual<S, T> {
    /// A value with a tangent of any kind.
    #[inline]
    pub const fn along(value: S, tangent: T) -> Self {
        Dual { value, tangent }
    }
    /// A number without a derivative.
    #[inline]
    const fn fixed(value: S) -> Self {
        Dual { value, tangent: T::NONE }
    }
}

/// What an operand passes on: nothing at all if its tangent is zero, even where its partial is infinite or NaN.
#[inline]
fn flow<S: Scalar, T: Along<S>>(tangent: T, partial: impl FnOnce() -> S) -> T {
    if tangent.is_zero() { T::NONE } else { tangent.passed(partial()) }
}

/// The functions of the table.
macro_rules! functions {
    (operators $_:tt $($kind:ident { $($f:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* })*) => {
        /// The functions of the rule table.
        impl<S: Scalar, T: Along<S>> Dual<S, T> {
            $($(functions!(@one $f $args $y $d);)*)*
        }
    };
    (@one $f:ident ($a:ident) $y:ident [S::ZERO]) => {
        functions!(@method $f self () { Dual::fixed(self.value.$f()) });
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

impl<S: Scalar, T: Along<S>> Scalar for Dual<S, T> {
    const ZERO: Self = Dual::fixed(S::ZERO);
    const ONE: Self = Dual::fixed(S::ONE);
    type Single = Dual<S::Single, T::Single>;
    type Double = Dual<S::Double, T::Double>;
    const SINGLE: bool = S::SINGLE;
    for_each_rule!(forward);

    const ORDER: u32 = S::ORDER + 1;
    #[inline]
    fn by_rule<R: Custom<N>, const N: usize>(rule: &R, args: [Self; N]) -> Self {
        let values = args.map(|arg| arg.value);
        let value = S::by_rule(rule, values);
        if args.iter().all(|arg| arg.tangent.is_zero()) {
            return Dual::fixed(value);
        }
        let partials = rule.partials(values, value);
        let flows = args.iter().zip(partials).map(|(arg, partial)| flow(arg.tangent, || partial));
        Dual { value, tangent: flows.reduce(|a, b| a + b).unwrap_or(T::NONE) }
    }
    #[inline]
    fn from_f64(v: f64) -> Self {
        Dual::fixed(S::from_f64(v))
    }
    #[inline]
    fn to_f64(self) -> f64 {
        self.value.to_f64()
    }
    #[inline]
    fn is_exact_zero(self) -> bool {
        self.value.is_exact_zero() && self.tangent.is_zero()
    }
    #[inline]
    fn with_value(self, v: f64) -> Self {
        Dual { value: self.value.with_value(v), tangent: self.tangent }
    }
    #[inline]
    fn to_single(self) -> Dual<S::Single, T::Single> {
        Dual { value: self.value.to_single(), tangent: self.tangent.single() }
    }
    #[inline]
    fn to_double(self) -> Dual<S::Double, T::Double> {
        Dual { value: self.value.to_double(), tangent: self.tangent.double() }
    }
}

impl<S: PartialEq, T> PartialEq for Dual<S, T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}
impl<S: PartialOrd, T> PartialOrd for Dual<S, T> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.value.partial_cmp(&other.value)
    }
}
impl<S: fmt::Display, T> fmt::Display for Dual<S, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
