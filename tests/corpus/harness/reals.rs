//! The reals inside a value of any shape, in order: out into a flat list, and back in from one.
use micrograd::{Dual, NoTan, Value};

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
        self.iter().for_each(|v| v.walk(out));
    }
    fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
        self.iter_mut().for_each(|v| v.put(from));
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
        self.iter().for_each(|v| v.walk(out));
    }
    fn put(&mut self, from: &mut dyn Iterator<Item = S>) {
        self.iter_mut().for_each(|v| v.put(from));
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

/// The reals of a user's own types, field by field: `reals_of!(Net, NetAt, NetTangent { k, springs })` for a struct with
/// its mirror and tangent, `reals_of!(own P, PTangent { x, y })` for a struct over its own scalar, and
/// `reals_of!(enum Shape, ShapeAt, ShapeTangent { Circle (r) => [r], Line { a, b } => [a, b], Empty {} => [] })`.
macro_rules! reals_of {
    (own $name:ident, $tangent:ident { $($field:tt),* $(,)? }) => {
        reals_of!(@all [] [$name<f64>] [$name] [$tangent<f64>] fields [$($field)*]);
    };
    (enum $name:ident, $mirror:ident, $tangent:ident { $($variant:ident $fields:tt => [$($one:ident),*]),* $(,)? }) => {
        reals_of!(@all [$name] [$mirror<f64>] [$mirror] [$tangent<f64>] variants [$([$variant $fields $($one)*])*]);
    };
    ($name:ident, $mirror:ident, $tangent:ident { $($field:tt),* $(,)? }) => {
        reals_of!(@all [$name] [$mirror<f64>] [$mirror] [$tangent<f64>] fields [$($field)*]);
    };

    (@all [$($plain:ty)?] [$image:ty] [$over:ident] [$tangent:ty] $kind:ident $parts:tt) => {
        $(reals_of!(@one [] $plain, f64, $kind $parts);)?
        reals_of!(@one [] $image, f64, $kind $parts);
        reals_of!(@one [] $tangent, f64, $kind $parts);
        reals_of!(@one [] $over<::micrograd::Dual<f64>>, ::micrograd::Dual<f64>, $kind $parts);
        reals_of!(@one ['g] $over<::micrograd::Value<'g, f64>>, ::micrograd::Value<'g, f64>, $kind $parts);
    };
    (@one [$($g:lifetime)?] $t:ty, $s:ty, $kind:ident $parts:tt) => {
        impl$(<$g>)? $crate::harness::Reals<$s> for $t {
            fn walk(&self, out: &mut ::std::vec::Vec<$s>) {
                reals_of!(@walk self out $kind $parts);
            }
            fn put(&mut self, from: &mut dyn Iterator<Item = $s>) {
                reals_of!(@put self from $kind $parts);
            }
        }
    };
    (@walk $self:ident $out:ident fields [$($field:tt)*]) => {
        $($crate::harness::Reals::walk(&$self.$field, $out);)*
    };
    (@put $self:ident $from:ident fields [$($field:tt)*]) => {
        $($crate::harness::Reals::put(&mut $self.$field, $from);)*
    };
    (@walk $self:ident $out:ident variants [$([$variant:ident $fields:tt $($one:ident)*])*]) => {
        match $self {
            $(Self::$variant $fields => { $($crate::harness::Reals::walk($one, $out);)* })*
        }
    };
    (@put $self:ident $from:ident variants [$([$variant:ident $fields:tt $($one:ident)*])*]) => {
        match $self {
            $(Self::$variant $fields => { $($crate::harness::Reals::put($one, $from);)* })*
        }
    };
}
