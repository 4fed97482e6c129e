//! The table as data, for readers that run before types exist (the macro) or that go over all rows (the tests).
use super::{for_each_rule, kinks};
use crate::Scalar;
use alloc::vec::Vec;
use core::ops::{Add, Div, Mul, Neg, Rem, Sub};

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// The method's name, `add` for `+` and so on.
    pub name: &'static str,
    /// For an operator, its trait in `core::ops`.
    pub trait_name: Option<&'static str>,
    /// Names of the real operands, the receiver first.
    pub operands: &'static [&'static str],
    /// Names of the integer operands that follow; they have no partial.
    pub integers: &'static [&'static str],
    /// The name by which the partials call the result.
    pub result: &'static str,
    /// Source text of the partial by each real operand, to be read as tokens: it is spaced as `S :: ONE`.
    pub partials: &'static [&'static str],
    /// For each real operand an interval without singularities, to sample from in tests.
    pub domain: &'static [(f64, f64)],
}

/// The row of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

macro_rules! data {
    (operators { $($tr:ident $op:ident $args:tt -> $y:ident : $d:tt on $dom:tt;)* }
     $($kind:ident { $($f:ident $fargs:tt -> $fy:ident : $fd:tt on $fdom:tt;)* })*) => {
        $(data!(@partials $op $args $y $d);)*
        $($(data!(@partials $f $fargs $fy $fd);)*)*

        /// Every row, operators first.
        pub const RULES: &[Rule] = &[
            $(data!(@row (Some(stringify!($tr))) $op $args $y $d $dom),)*
            $($(data!(@row (None) $f $fargs $fy $fd $fdom),)*)*
        ];

        /// The function `name` at a point, and its partials there; `None` if there is no such row or `x` does not have
        /// an entry for every real operand. `n` is the integer operand of a row that has one.
        pub fn eval<S: Scalar>(name: &str, x: &[S], n: i32) -> Option<(S, Vec<S>)> {
            match name {
                $(stringify!($op) => data!(@eval x n ($tr::$op) $op $args),)*
                $($(stringify!($f) => data!(@eval x n (S::$f) $f $fargs),)*)*
                _ => None,
            }
        }
    };
    (@partials $f:ident ($($x:ident),+ $(; $n:ident: $int:ty)?) $y:ident [$($d:expr),+]) => {
        #[doc = concat!("The partials of `", stringify!($f), "` by `", stringify!($($x),+), "`: `[",
            stringify!($($d),+), "]`, where `", stringify!($y), "` is the result.")]
        #[inline]
        #[must_use]
        #[allow(unused_variables, reason = "a partial reads only some of the operands and the result")]
        pub fn $f<S: Scalar>($($x: S,)+ $($n: $int,)? $y: S) -> [S; [$(stringify!($x)),+].len()] {
            [$($d),+]
        }
    };
    (@row ($tr:expr) $f:ident ($($x:ident),+ $(; $n:ident: $int:ty)?) $y:ident [$($d:expr),+] [$($dom:expr),+]) => {
        Rule {
            name: stringify!($f),
            trait_name: $tr,
            operands: &[$(stringify!($x)),+],
            integers: &[$(stringify!($n))?],
            result: stringify!($y),
            partials: &[$(stringify!($d)),+],
            domain: &[$($dom),+],
        }
    };
    (@eval $v:ident $m:ident ($($path:tt)+) $f:ident ($($x:ident),+ $(; $n:ident: $int:ty)?)) => {{
        let &[$($x),+] = $v else { return None };
        $(let $n = $m;)?
        let y = $($path)+($($x,)+ $($n)?);
        Some((y, $f($($x,)+ $($n,)? y).to_vec()))
    }};
}
for_each_rule!(data);
