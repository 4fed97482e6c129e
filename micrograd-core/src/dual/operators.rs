//! The operators of dual numbers, between themselves and with plain numbers on either side.
//!
//! Unlike the functions these have no test for zero tangents: a branch would cost more than the arithmetic and keep
//! loops from running in lanes. A plain number has no tangent, so nothing is computed for it.
use super::Along;
use crate::{Constant, Dual, Scalar, arithmetic::arithmetic, rules::for_each_rule};
use core::ops::{Add, Div, Mul, Neg, Rem, Sub};

arithmetic!([S: Scalar, T: Along<S>] Dual<S, T>);

/// A sum of partials times tangents; a partial of one costs no multiplication, which counts when duals are nested.
macro_rules! tangent {
    ([-S::ONE] $ta:ident) => {
        -$ta
    };
    ([S::ONE $(, $db:expr)?] $ta:ident) => {
        $ta
    };
    ([$da:expr $(, $db:expr)?] $ta:ident) => {
        $ta.scaled($da)
    };
    ([$da:expr, S::ONE] _ $tb:ident) => {
        $tb
    };
    ([$da:expr, -S::ONE] _ $tb:ident) => {
        -$tb
    };
    ([$da:expr, $db:expr] _ $tb:ident) => {
        $tb.scaled($db)
    };
    ([S::ONE, S::ONE] $ta:ident $tb:ident) => {
        $ta + $tb
    };
    ([S::ONE, -S::ONE] $ta:ident $tb:ident) => {
        $ta - $tb
    };
    ([S::ONE, $db:expr] $ta:ident $tb:ident) => {
        $ta + $tb.scaled($db)
    };
    ([$da:expr, $db:expr] $ta:ident $tb:ident) => {
        $ta.scaled($da) + $tb.scaled($db)
    };
}

macro_rules! operators {
    (operators { $($tr:ident $op:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* } $($kind:ident $_:tt)*) => {
        $(operators!(@one $tr $op $args $y $d);)*
    };
    (@one $tr:ident $op:ident ($a:ident) $y:ident $d:tt) => {
        #[allow(clippy::suspicious_arithmetic_impl, reason = "tangents multiply in every rule")]
        impl<S: Scalar, T: Along<S>> $tr for Dual<S, T> {
            type Output = Self;
            #[inline]
            fn $op(self) -> Self {
                let ($a, ta) = (self.value, self.tangent);
                Dual { value: $tr::$op($a), tangent: tangent!($d ta) }
            }
        }
    };
    (@one $tr:ident $op:ident ($a:ident, $b:ident) $y:ident $d:tt) => {
        #[allow(clippy::suspicious_arithmetic_impl, reason = "tangents multiply in every rule")]
        impl<S: Scalar, T: Along<S>> $tr for Dual<S, T> {
            type Output = Self;
            #[inline]
            fn $op(self, $b: Self) -> Self {
                let (ta, tb) = (self.tangent, $b.tangent);
                let ($a, $b) = (self.value, $b.value);
                let $y = $tr::$op($a, $b);
                Dual { value: $y, tangent: tangent!($d ta tb) }
            }
        }
        #[allow(clippy::suspicious_arithmetic_impl, reason = "tangents multiply in every rule")]
        impl<S: Scalar, T: Along<S>, C: Constant> $tr<C> for Dual<S, T> {
            type Output = Self;
            #[inline]
            fn $op(self, $b: C) -> Self {
                let ($a, ta, $b) = (self.value, self.tangent, $b.to_scalar::<S>());
                let $y = $tr::$op($a, $b);
                Dual { value: $y, tangent: tangent!($d ta) }
            }
        }
        operators!(@left f64 $tr $op ($a, $b) $y $d);
        operators!(@left i32 $tr $op ($a, $b) $y $d);
    };
    (@left $c:ident $tr:ident $op:ident ($a:ident, $b:ident) $y:ident $d:tt) => {
        #[allow(clippy::suspicious_arithmetic_impl, reason = "tangents multiply in every rule")]
        impl<S: Scalar, T: Along<S>> $tr<Dual<S, T>> for $c {
            type Output = Dual<S, T>;
            #[inline]
            fn $op(self, $b: Dual<S, T>) -> Dual<S, T> {
                let ($a, $b, tb) = (self.to_scalar::<S>(), $b.value, $b.tangent);
                let $y = $tr::$op($a, $b);
                Dual { value: $y, tangent: tangent!($d _ tb) }
            }
        }
    };
}
for_each_rule!(operators);
