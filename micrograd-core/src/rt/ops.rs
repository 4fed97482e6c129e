//! The operators of a type whose operators are not known to the macro: numbers have them here, and a type of the
//! user's has them from `#[differentiable]` on its `impl Mul`. The receiver goes by reference, as in every method.
#![allow(clippy::type_complexity, reason = "a pullback has no other name than what it takes and gives")]
use crate::{Differentiable, NoTan, Scalar, rules};

macro_rules! binary {
    ($($Op:ident $name:ident $primal:ident $fwd:ident $op:tt;)*) => {$(
        #[doc = concat!("The operator `", stringify!($op), "` with its pullback.")]
        pub trait $Op<R: Differentiable>: Differentiable {
            /// The result.
            type Output: Differentiable;
            /// The value.
            fn $primal(&self, right: R) -> Self::Output;
            /// The value and the pullback.
            fn $fwd<'s>(
                &self,
                right: R,
            ) -> (
                Self::Output,
                impl Fn(&Self, <Self::Output as Differentiable>::Tangent, Option<&mut Self::Tangent>) -> R::Tangent
                + use<'s, Self, R>,
            )
            where
                Self: 's,
                R: 's;
        }

        impl<S: Scalar> $Op<S> for S {
            type Output = S;
            #[inline]
            fn $primal(&self, right: S) -> S {
                *self $op right
            }
            #[inline]
            fn $fwd<'s>(&self, right: S) -> (S, impl Fn(&S, S, Option<&mut S>) -> S + use<'s, S>)
            where
                S: 's,
            {
                let y = *self $op right;
                let [by_left, by_right] = rules::$name(*self, right, y);
                let pullback = move |_: &S, d: S, slot: Option<&mut S>| {
                    if let Some(slot) = slot {
                        *slot += d * by_left;
                    }
                    d * by_right
                };
                (y, pullback)
            }
        }
    )*};
}
binary! {
    Add add primal_add fwd_add +;
    Sub sub primal_sub fwd_sub -;
    Mul mul primal_mul fwd_mul *;
    Div div primal_div fwd_div /;
    Rem rem primal_rem fwd_rem %;
}

macro_rules! assigning {
    ($($Op:ident $name:ident $primal:ident $fwd:ident $op:tt;)*) => {$(
        #[doc = concat!("The operator `", stringify!($op), "` with its pullback, which restores what it changed.")]
        pub trait $Op<R: Differentiable>: Differentiable {
            /// Changes the value.
            fn $primal(&mut self, right: R);
            /// Changes the value; the pullback.
            fn $fwd<'s>(
                &mut self,
                right: R,
            ) -> ((), impl Fn(&mut Self, (), Option<&mut Self::Tangent>) -> R::Tangent + use<'s, Self, R>)
            where
                Self: 's,
                R: 's;
        }

        impl<S: Scalar> $Op<S> for S {
            #[inline]
            fn $primal(&mut self, right: S) {
                *self $op right;
            }
            #[inline]
            fn $fwd<'s>(&mut self, right: S) -> ((), impl Fn(&mut S, (), Option<&mut S>) -> S + use<'s, S>)
            where
                S: 's,
            {
                let before = *self;
                *self $op right;
                let [by_left, by_right] = rules::$name(before, right, *self);
                let pullback = move |state: &mut S, (): (), slot: Option<&mut S>| {
                    *state = before;
                    let Some(slot) = slot else { return S::ZERO };
                    let d = *slot;
                    *slot = d * by_left;
                    d * by_right
                };
                ((), pullback)
            }
        }
    )*};
}
assigning! {
    AddAssign add primal_add_assign fwd_add_assign +=;
    SubAssign sub primal_sub_assign fwd_sub_assign -=;
    MulAssign mul primal_mul_assign fwd_mul_assign *=;
    DivAssign div primal_div_assign fwd_div_assign /=;
    RemAssign rem primal_rem_assign fwd_rem_assign %=;
}

/// The sign with its pullback.
pub trait Neg: Differentiable {
    /// The result.
    type Output: Differentiable;
    /// The value.
    fn primal_neg(&self) -> Self::Output;
    /// The value and the pullback.
    fn fwd_neg<'s>(
        &self,
    ) -> (
        Self::Output,
        impl Fn(&Self, <Self::Output as Differentiable>::Tangent, Option<&mut Self::Tangent>) + use<'s, Self>,
    )
    where
        Self: 's;
}

impl<S: Scalar> Neg for S {
    type Output = S;
    #[inline]
    fn primal_neg(&self) -> S {
        -*self
    }
    #[inline]
    fn fwd_neg<'s>(&self) -> (S, impl Fn(&S, S, Option<&mut S>) + use<'s, S>)
    where
        S: 's,
    {
        let y = -*self;
        let [slope] = rules::neg(*self, y);
        let pullback = move |_: &S, d: S, slot: Option<&mut S>| {
            if let Some(slot) = slot {
                *slot += d * slope;
            }
        };
        (y, pullback)
    }
}

macro_rules! integers {
    ($([$Op:ident $primal:ident $fwd:ident $op:tt] $($t:ty)*;)*) => {$($(
        impl $Op<$t> for $t {
            type Output = $t;
            #[inline]
            fn $primal(&self, right: $t) -> $t {
                *self $op right
            }
            #[inline]
            fn $fwd<'s>(&self, right: $t) -> ($t, impl Fn(&$t, NoTan, Option<&mut NoTan>) -> NoTan + use<'s>) {
                (*self $op right, |_: &$t, _: NoTan, _: Option<&mut NoTan>| NoTan)
            }
        }
    )*)*};
}
macro_rules! assigning_integers {
    ($([$Op:ident $primal:ident $fwd:ident $op:tt] $($t:ty)*;)*) => {$($(
        impl $Op<$t> for $t {
            #[inline]
            fn $primal(&mut self, right: $t) {
                *self $op right;
            }
            #[inline]
            fn $fwd<'s>(&mut self, right: $t) -> ((), impl Fn(&mut $t, (), Option<&mut NoTan>) -> NoTan + use<'s>) {
                let before = *self;
                *self $op right;
                ((), move |state: &mut $t, (): (), _: Option<&mut NoTan>| {
                    *state = before;
                    NoTan
                })
            }
        }
    )*)*};
}
assigning_integers! {
    [AddAssign primal_add_assign fwd_add_assign +=] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    [SubAssign primal_sub_assign fwd_sub_assign -=] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    [MulAssign primal_mul_assign fwd_mul_assign *=] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    [DivAssign primal_div_assign fwd_div_assign /=] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    [RemAssign primal_rem_assign fwd_rem_assign %=] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
}
integers! {
    [Add primal_add fwd_add +] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    [Sub primal_sub fwd_sub -] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    [Mul primal_mul fwd_mul *] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    [Div primal_div fwd_div /] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
    [Rem primal_rem fwd_rem %] u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize;
}
