//! The precisions of a function that mixes `f32` and `f64`: every scalar has one in single and one in double precision
//! beside it, [`Scalar::Single`] and [`Scalar::Double`], each the other's counterpart.
//!
//! For plain floats they are `f32` and `f64`, for [`Dual`](crate::Dual) the duals of these. The numbers of a graph are
//! all of one type, and a plain float has only one neighbour: there the two types of this module stand in.
use crate::{Scalar, rt::Custom, rules::for_each_rule};
use core::{
    fmt,
    iter::{Product, Sum},
    ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign},
};

/// A number of `S` that stands for an `f32`: every result has the bits that `f32` gives it.
///
/// ```
/// use micrograd_core::{Graph, Scalar};
/// let g = Graph::new();
/// let x = g.value(0.1);
/// let y = (x.to_single() * x.to_single()).to_double();
/// y.backward();
/// assert_eq!(y.data(), f64::from(0.1_f32 * 0.1_f32));
/// assert_eq!(x.grad(), 2.0 * f64::from(0.1_f32));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Rounded<S>(S);

/// A number of `S` that stands for an `f64` beside an `f32` that is an `S`. It is no more precise than `S`.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Widened<S>(S);

impl<S: Scalar> Rounded<S> {
    /// A number, rounded to `f32` with slope one.
    #[inline]
    pub fn new(v: S) -> Self {
        Self::result(v, || nearest(v.to_f64()))
    }
    /// The result that `f32` itself has, with the derivatives that `S` has.
    #[inline]
    fn result(of: S, plain: impl FnOnce() -> f32) -> Self {
        Rounded(of.with_value(f64::from(plain())))
    }
}

impl<S: Scalar> Widened<S> {
    /// The number as it is.
    #[inline]
    pub const fn new(v: S) -> Self {
        Widened(v)
    }
    #[inline]
    fn result(of: S, _: impl FnOnce() -> f32) -> Self {
        Widened(of)
    }
}

/// The nearest `f32`.
#[allow(clippy::cast_possible_truncation, reason = "to round is the purpose")]
#[inline]
fn nearest(v: f64) -> f32 {
    v as f32
}

macro_rules! operators {
    (operators { $($tr:ident $op:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* } $($kind:ident $_:tt)*) => {
        $(operators!(@one $tr $op $args Rounded); operators!(@one $tr $op $args Widened);)*
    };
    (@one $tr:ident $op:ident ($a:ident) $Type:ident) => {
        impl<S: Scalar> $tr for $Type<S> {
            type Output = Self;
            #[inline]
            fn $op(self) -> Self {
                $Type::result($tr::$op(self.0), || $tr::$op(nearest(self.0.to_f64())))
            }
        }
    };
    (@one $tr:ident $op:ident ($a:ident, $b:ident) $Type:ident) => {
        impl<S: Scalar> $tr for $Type<S> {
            type Output = Self;
            #[inline]
            fn $op(self, b: Self) -> Self {
                let plain = || $tr::$op(nearest(self.0.to_f64()), nearest(b.0.to_f64()));
                $Type::result($tr::$op(self.0, b.0), plain)
            }
        }
    };
}
for_each_rule!(operators);

/// The functions of the table in an `impl Scalar`. `for_each_rule!` takes the name of a macro and no more.
macro_rules! rounded {
    (operators $_:tt $($kind:ident $rows:tt)*) => { $(functions!(Rounded $rows);)* };
}
macro_rules! widened {
    (operators $_:tt $($kind:ident $rows:tt)*) => { $(functions!(Widened $rows);)* };
}
macro_rules! functions {
    ($Type:ident { $($f:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* }) => { $(functions!(@one $Type $f $args);)* };
    (@one $Type:ident $f:ident ($a:ident $(, $x:ident)* $(; $n:ident: $int:ty)?)) => {
        #[inline]
        fn $f(self $(, $x: Self)* $(, $n: $int)?) -> Self {
            let plain = || Scalar::$f(nearest(self.0.to_f64()) $(, nearest($x.0.to_f64()))* $(, $n)?);
            $Type::result(self.0.$f($($x.0,)* $($n)?), plain)
        }
    };
}

/// What is alike in both.
macro_rules! inside {
    ($Type:ident $beside:ident { $($item:tt)* } $functions:ident) => {
        impl<S: Scalar<$beside = $Type<S>>> Scalar for $Type<S> {
            const ZERO: Self = $Type(S::ZERO);
            const ONE: Self = $Type(S::ONE);
            for_each_rule!($functions);
            $($item)*

            const ORDER: u32 = S::ORDER;
            #[inline]
            fn by_rule<R: Custom<N>, const N: usize>(rule: &R, args: [Self; N]) -> Self {
                Self::new(S::by_rule(rule, args.map(|arg| arg.0)))
            }
            #[inline]
            fn to_f64(self) -> f64 {
                self.0.to_f64()
            }
            #[inline]
            fn is_exact_zero(self) -> bool {
                self.0.is_exact_zero()
            }
        }
        impl<S: fmt::Display> fmt::Display for $Type<S> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        inside!(@assign $Type AddAssign add_assign +);
        inside!(@assign $Type SubAssign sub_assign -);
        inside!(@assign $Type MulAssign mul_assign *);
        inside!(@assign $Type DivAssign div_assign /);
        inside!(@assign $Type RemAssign rem_assign %);
        inside!(@reduce $Type $beside Sum sum +);
        inside!(@reduce $Type $beside Product product *);
    };
    (@assign $Type:ident $tr:ident $f:ident $op:tt) => {
        impl<S: Scalar> $tr for $Type<S> {
            #[inline]
            fn $f(&mut self, b: Self) {
                *self = *self $op b;
            }
        }
    };
    (@reduce $Type:ident $beside:ident $tr:ident $f:ident $op:tt) => {
        impl<S: Scalar<$beside = $Type<S>>> $tr for $Type<S> {
            #[inline]
            fn $f<I: Iterator<Item = Self>>(items: I) -> Self {
                let empty: f64 = core::iter::empty::<f64>().$f();
                items.reduce(|a, b| a $op b).unwrap_or_else(|| Self::from_f64(empty))
            }
        }
    };
}

inside! {
    Rounded Single {
        type Single = Rounded<Self>;
        type Double = S;
        const SINGLE: bool = true;
        #[inline]
        fn from_f64(v: f64) -> Self {
            Rounded(S::from_f64(f64::from(nearest(v))))
        }
        #[inline]
        fn with_value(self, v: f64) -> Self {
            Rounded(self.0.with_value(f64::from(nearest(v))))
        }
        #[inline]
        fn to_single(self) -> Rounded<Self> {
            Rounded(self)
        }
        #[inline]
        fn to_double(self) -> S {
            self.0
        }
    } rounded
}
inside! {
    Widened Double {
        type Single = S;
        type Double = Widened<Self>;
        const SINGLE: bool = false;
        #[inline]
        fn from_f64(v: f64) -> Self {
            Widened(S::from_f64(v))
        }
        #[inline]
        fn with_value(self, v: f64) -> Self {
            Widened(self.0.with_value(v))
        }
        #[inline]
        fn to_single(self) -> S {
            self.0
        }
        #[inline]
        fn to_double(self) -> Widened<Self> {
            Widened(self)
        }
    } widened
}
