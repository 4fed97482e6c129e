//! The operators of recorded values, between themselves and with plain numbers on either side.
use super::common;
use crate::{Constant, Scalar, Value, arithmetic::arithmetic, graph::Op, rules::for_each_rule};
use core::ops::{Add, Div, Mul, Neg, Rem, Sub};

arithmetic!(['g, S: Scalar] Value<'g, S>);

macro_rules! operators {
    (operators { $($tr:ident $op:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* } $($kind:ident $_:tt)*) => {
        $(operators!(@one $tr $op $args $y $d);)*
    };
    (@one $tr:ident $op:ident ($a:ident) $y:ident [$da:expr]) => {
        impl<S: Scalar> $tr for Value<'_, S> {
            type Output = Self;
            #[inline]
            fn $op(self) -> Self {
                Value::record(self.graph, Op::$op, $tr::$op(self.data), [self.edge(|| $da)])
            }
        }
    };
    (@one $tr:ident $op:ident ($a:ident, $b:ident) $y:ident [$da:expr, $db:expr]) => {
        impl<S: Scalar> $tr for Value<'_, S> {
            type Output = Self;
            #[inline]
            #[track_caller]
            fn $op(self, $b: Self) -> Self {
                let (va, vb) = (self, $b);
                let ($a, $b) = (va.data, vb.data);
                let $y = $tr::$op($a, $b);
                Value::record(common(va.graph, vb.graph), Op::$op, $y, [va.edge(|| $da), vb.edge(|| $db)])
            }
        }
        impl<S: Scalar, C: Constant> $tr<C> for Value<'_, S> {
            type Output = Self;
            #[inline]
            fn $op(self, b: C) -> Self {
                $tr::$op(self, b.to_scalar::<Self>())
            }
        }
        operators!(@left f64 $tr $op);
        operators!(@left i32 $tr $op);
    };
    (@left $c:ident $tr:ident $op:ident) => {
        impl<'g, S: Scalar> $tr<Value<'g, S>> for $c {
            type Output = Value<'g, S>;
            #[inline]
            fn $op(self, b: Value<'g, S>) -> Value<'g, S> {
                $tr::$op(self.to_scalar::<Value<'g, S>>(), b)
            }
        }
    };
}
for_each_rule!(operators);
