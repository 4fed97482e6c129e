//! What holds for every differentiable type, checked for one value and one tangent of it.
use micrograd::prelude::*;
use micrograd::{Parts, Tangent};
use std::fmt::Debug;

/// Panics unless the laws hold. The tangent must differ from zero.
#[track_caller]
pub fn check<T>(value: &T, d: &T::Tangent)
where
    T: Differentiable<Dual: Parts<Primal = T::At<f64>, Tangent = T::Tangent>> + Debug + PartialEq,
{
    assert_eq!(T::unlift(value.lift::<f64>()), *value, "f64");
    assert_eq!(T::unlift(value.lift::<f32>()), *value, "f32 (the values must be short)");
    assert_eq!(T::unlift(value.lift::<Dual<Dual>>()), *value, "second order");
    assert_eq!(T::unlift(value.lift::<Value<'_>>()), *value, "recorded");
    let there = T::relift::<Dual, Value<'_>>(&value.lift());
    assert_eq!(T::unlift(T::relift::<Value<'_>, Dual>(&there)), *value, "there and back");

    let zero = value.zero_tangent();
    assert_ne!(zero, *d, "the tangent tests nothing");
    let sum = |a: &T::Tangent, b: &T::Tangent| {
        let mut sum = a.clone();
        sum.accumulate(b);
        sum
    };
    assert_eq!(sum(&zero, d), *d, "zero on the left");
    assert_eq!(sum(d, &zero), *d, "zero on the right");
    assert_ne!(sum(d, d), *d, "twice");

    let (primal, tangent) = value.seed(d).into_parts();
    assert_eq!((T::unlift(primal), &tangent), (T::unlift(value.lift::<f64>()), d), "seed and parts");
    let (_, tangent) = value.seed(&zero).into_parts();
    assert_eq!(tangent, zero, "a constant");
}
