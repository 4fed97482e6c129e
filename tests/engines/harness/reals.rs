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
none! { NoTan; (); bool; u8; u32; u64; usize; i32; i64; isize; }

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
