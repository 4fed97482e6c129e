//! The reals inside a value of any shape, in order: out into a flat list, and back in from one.
use micrograd::precision::{Rounded, Widened};
use micrograd::{Dual, NoTan, Scalar, Value};

/// A shape with reals of type `S` in it.
pub trait Reals<S> {
    /// Appends every real.
    fn walk(&self, out: &mut Vec<S>);
    /// Replaces every real.
    fn put(&mut self, from: &mut dyn Iterator<Item = S>);
}

/// All reals of a value.
pub fn flat<S, T: Reals<S> + ?Sized>(value: &T) -> Vec<S> {
    let mut out = Vec::new();
    value.walk(&mut out);
    out
}

/// The value with its reals replaced by the next ones.
pub fn given<S, T: Reals<S>>(mut value: T, from: &mut dyn Iterator<Item = S>) -> T {
    value.put(from);
    value
}

impl Reals<f64> for f64 {
    fn walk(&self, out: &mut Vec<f64>) {
        out.push(*self);
    }
    fn put(&mut self, from: &mut dyn Iterator<Item = f64>) {
        *self = from.next().expect("enough reals");
    }
}

impl Reals<f64> for f32 {
    fn walk(&self, out: &mut Vec<f64>) {
        out.push(f64::from(*self));
    }
    #[allow(clippy::cast_possible_truncation, reason = "the number was an f32, or is a direction")]
    fn put(&mut self, from: &mut dyn Iterator<Item = f64>) {
        *self = from.next().expect("enough reals") as f32;
    }
}

macro_rules! scalars {
    ($($t:ty)*) => {$(
        impl Reals<$t> for $t {
            fn walk(&self, out: &mut Vec<$t>) {
                out.push(*self);
            }
            fn put(&mut self, from: &mut dyn Iterator<Item = $t>) {
                *self = from.next().expect("enough reals");
            }
        }
    )*};
}
scalars! { Dual<f64> Dual<f32> }

impl<'g, S: Copy> Reals<Value<'g, S>> for Value<'g, S> {
    fn walk(&self, out: &mut Vec<Value<'g, S>>) {
        out.push(*self);
    }
    fn put(&mut self, from: &mut dyn Iterator<Item = Value<'g, S>>) {
        *self = from.next().expect("enough reals");
    }
}

/// A function that mixes `f32` and `f64` is checked over the scalars of its `f64`s; the others come from these.
macro_rules! beside {
    ($([$($g:tt)*] $t:ty, $s:ty, $from:ident, $to:ident;)*) => {$(
        impl<$($g)*> Reals<$s> for $t {
            fn walk(&self, out: &mut Vec<$s>) {
                out.push(self.$to());
            }
            fn put(&mut self, from: &mut dyn Iterator<Item = $s>) {
                *self = from.next().expect("enough reals").$from();
            }
        }
    )*};
}
beside! {
    ['g] Rounded<Value<'g>>, Value<'g>, to_single, to_double;
    [] Widened<f64>, f64, to_double, to_single;
}

macro_rules! none {
    ($($t:ty;)*) => {$(
        impl<S> Reals<S> for $t {
            fn walk(&self, _: &mut Vec<S>) {}
            fn put(&mut self, _: &mut dyn Iterator<Item = S>) {}
        }
    )*};
}
none! { NoTan; (); bool; char; u8; u16; u32; u64; usize; i8; i16; i32; i64; isize; }

impl<S, T: Reals<S>> Reals<S> for [T] {
    fn walk(&self, out: &mut Vec<S>) {
        for v in self {
            v.walk(out);
        }
    }
    fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
        for v in self {
            v.put(from);
        }
    }
}

impl<S, T: Reals<S>> Reals<S> for Vec<T> {
    fn walk(&self, out: &mut Vec<S>) {
        self[..].walk(out);
    }
    fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
        self[..].put(from);
    }
}

impl<S, T: Reals<S>> Reals<S> for Box<T> {
    fn walk(&self, out: &mut Vec<S>) {
        (**self).walk(out);
    }
    fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
        (**self).put(from);
    }
}

impl<S, T: Reals<S>, const N: usize> Reals<S> for [T; N] {
    fn walk(&self, out: &mut Vec<S>) {
        self[..].walk(out);
    }
    fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
        self[..].put(from);
    }
}

impl<S, T: Reals<S>> Reals<S> for Option<T> {
    fn walk(&self, out: &mut Vec<S>) {
        if let Some(v) = self {
            v.walk(out);
        }
    }
    fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
        if let Some(v) = self {
            v.put(from);
        }
    }
}

macro_rules! tuples {
    ($(($($t:ident $i:tt),*);)*) => {$(
        impl<S, $($t: Reals<S>),*> Reals<S> for ($($t,)*) {
            fn walk(&self, out: &mut Vec<S>) {
                $(self.$i.walk(out);)*
            }
            fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
                $(self.$i.put(from);)*
            }
        }
    )*};
}
tuples! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
}

/// The reals of a user's own types, field by field:
///
/// - `reals_of!(Net, NetAt, NetTangent { k, springs })`: a struct with its mirror and tangent;
/// - `reals_of!(enum Shape, ShapeAt, ShapeTangent { Circle (r) => [r], Line { a, b } => [a, b], Empty {} => [] })`;
/// - `reals_of!(own P, PTangent { x, y })`: a struct over its own scalar;
/// - `reals_of!(carried A B, Pair, PairTangent { a, b })`: over any types;
/// - `reals_of!(sized N, Grid, GridAt, GridTangent { cells })`: with a const parameter.
#[macro_export]
macro_rules! reals_of {
    (own $name:ident, $tangent:ident { $($field:tt),* $(,)? }) => {
        $crate::reals_of!(@images [] $name, $tangent [], fields [$($field)*]);
    };
    (carried $($p:ident)*, $name:ident, $tangent:ident { $($field:tt),* $(,)? }) => {
        $crate::reals_of!(@one [S, $($p: $crate::Reals<S>),*] $name<$($p),*>, S, fields [$($field)*]);
        impl<S, $($p: ::micrograd::Differentiable<Tangent: $crate::Reals<S>>),*> $crate::Reals<S>
            for $tangent<$($p),*>
        {
            $crate::reals_of!(@methods S, fields [$($field)*]);
        }
    };
    (sized $n:ident, $name:ident, $mirror:ident, $tangent:ident { $($field:tt),* $(,)? }) => {
        $crate::reals_of!(@one [const $n: usize] $name<$n>, f64, fields [$($field)*]);
        $crate::reals_of!(@images [const $n: usize] $mirror, $tangent [, $n], fields [$($field)*]);
    };
    (enum $name:ident, $mirror:ident, $tangent:ident { $($variant:ident $fields:tt => [$($one:ident),*]),* $(,)? }) => {
        $crate::reals_of!(@one [] $name, f64, variants [$([$variant $fields $($one)*])*]);
        $crate::reals_of!(@images [] $mirror, $tangent [], variants [$([$variant $fields $($one)*])*]);
    };
    (single $name:ident, $mirror:ident, $tangent:ident { $($field:tt),* $(,)? }) => {
        $crate::reals_of!(@one [] $name, f64, fields [$($field)*]);
        $crate::reals_of!(@over f32 [] $mirror, $tangent [], fields [$($field)*]);
    };
    ($name:ident, $mirror:ident, $tangent:ident { $($field:tt),* $(,)? }) => {
        $crate::reals_of!(@one [] $name, f64, fields [$($field)*]);
        $crate::reals_of!(@images [] $mirror, $tangent [], fields [$($field)*]);
    };

    // the mirror over every scalar of the engines, and the tangent
    (@images $($rest:tt)*) => {
        $crate::reals_of!(@over f64 $($rest)*);
    };
    (@over $f:ident [$($p:tt)*] $over:ident, $tangent:ident [$($a:tt)*], $kind:ident $parts:tt) => {
        $crate::reals_of!(@one [$($p)*] $over<$f $($a)*>, f64, $kind $parts);
        $crate::reals_of!(@one [$($p)*] $tangent<$f $($a)*>, f64, $kind $parts);
        $crate::reals_of!(@one [$($p)*] $over<::micrograd::Dual<$f> $($a)*>, ::micrograd::Dual<$f>, $kind $parts);
        $crate::reals_of!(@one ['g, $($p)*] $over<::micrograd::Value<'g, $f> $($a)*>, ::micrograd::Value<'g, $f>, $kind $parts);
    };
    (@one [$($generics:tt)*] $t:ty, $s:ty, $kind:ident $parts:tt) => {
        impl<$($generics)*> $crate::Reals<$s> for $t {
            $crate::reals_of!(@methods $s, $kind $parts);
        }
    };
    (@methods $s:ty, $kind:ident $parts:tt) => {
        fn walk(&self, out: &mut ::std::vec::Vec<$s>) {
            $crate::reals_of!(@walk self out $kind $parts);
        }
        fn put(&mut self, from: &mut dyn Iterator<Item = $s>) {
            $crate::reals_of!(@put self from $kind $parts);
        }
    };
    (@walk $self:ident $out:ident fields [$($field:tt)*]) => {
        $($crate::Reals::walk(&$self.$field, $out);)*
    };
    (@put $self:ident $from:ident fields [$($field:tt)*]) => {
        $($crate::Reals::put(&mut $self.$field, $from);)*
    };
    (@walk $self:ident $out:ident variants [$([$variant:ident $fields:tt $($one:ident)*])*]) => {
        match $self {
            $(Self::$variant $fields => { $($crate::Reals::walk($one, $out);)* })*
        }
    };
    (@put $self:ident $from:ident variants [$([$variant:ident $fields:tt $($one:ident)*])*]) => {
        match $self {
            $(Self::$variant $fields => { $($crate::Reals::put($one, $from);)* })*
        }
    };
}
