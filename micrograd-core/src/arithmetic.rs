//! What follows from the operators of an engine's number, the same for `Dual` and `Value`.

/// Assignments, sums, products, and the meeting with plain numbers, for a type with operators.
macro_rules! arithmetic {
    ([$($g:tt)*] $t:ty) => {
        $crate::arithmetic::assign!([$($g)*] $t, AddAssign add_assign +);
        $crate::arithmetic::assign!([$($g)*] $t, SubAssign sub_assign -);
        $crate::arithmetic::assign!([$($g)*] $t, MulAssign mul_assign *);
        $crate::arithmetic::assign!([$($g)*] $t, DivAssign div_assign /);
        $crate::arithmetic::assign!([$($g)*] $t, RemAssign rem_assign %);
        $crate::arithmetic::reduce!([$($g)*] $t, Sum sum +);
        $crate::arithmetic::reduce!([$($g)*] $t, Product product *);

        impl<$($g)*> From<f64> for $t {
            #[inline]
            fn from(v: f64) -> Self {
                <Self as $crate::Scalar>::from_f64(v)
            }
        }
        impl<$($g)*> PartialEq<f64> for $t {
            #[inline]
            fn eq(&self, other: &f64) -> bool {
                $crate::Scalar::to_f64(*self) == *other
            }
        }
        impl<$($g)*> PartialOrd<f64> for $t {
            #[inline]
            fn partial_cmp(&self, other: &f64) -> Option<core::cmp::Ordering> {
                $crate::Scalar::to_f64(*self).partial_cmp(other)
            }
        }
    };
}

macro_rules! assign {
    ([$($g:tt)*] $t:ty, $tr:ident $f:ident $op:tt) => {
        impl<$($g)*> core::ops::$tr for $t {
            #[inline]
            fn $f(&mut self, b: Self) {
                *self = *self $op b;
            }
        }
        impl<$($g)*, C: $crate::Constant> core::ops::$tr<C> for $t {
            #[inline]
            fn $f(&mut self, b: C) {
                *self = *self $op b;
            }
        }
    };
}

// The first item starts the fold, as an item plus the -0.0 that the sum of floats starts from is the item.
macro_rules! reduce {
    ([$($g:tt)*] $t:ty, $tr:ident $f:ident $op:tt) => {
        impl<$($g)*> core::iter::$tr for $t {
            #[inline]
            fn $f<I: Iterator<Item = Self>>(items: I) -> Self {
                let empty: f64 = core::iter::empty::<f64>().$f();
                items.reduce(|a, b| a $op b).unwrap_or_else(|| empty.into())
            }
        }
        impl<'item, $($g)*> core::iter::$tr<&'item $t> for $t {
            #[inline]
            fn $f<I: Iterator<Item = &'item Self>>(items: I) -> Self {
                items.copied().$f()
            }
        }
    };
}

pub(crate) use {arithmetic, assign, reduce};
