//! Every type that is differentiable by itself: images over other scalars, seeds, sums of tangents.
#![allow(clippy::float_cmp, reason = "values are compared bit for bit")]
use micrograd_core::{Differentiable, Dual, Graph, NoTan, Parts, Scalar, Tangent, Value, rt};
use std::fmt::Debug;

/// Panics unless `value` with the tangent `d` is `dual`, and comes back from there and from every other scalar.
#[track_caller]
fn check<T>(value: &T, d: &T::Tangent, dual: &T::Dual)
where
    T: Differentiable<Dual: Parts<Primal = T::At<f64>, Tangent = T::Tangent> + Debug + PartialEq> + Debug + PartialEq,
{
    let seeded = value.seed(d);
    assert_eq!(format!("{seeded:?}"), format!("{dual:?}"));
    let (primal, tangent) = Parts::into_parts(seeded);
    assert_eq!((T::unlift(primal), &tangent), (T::unlift(value.lift::<f64>()), d));
    assert_eq!(T::unlift(value.lift::<Dual<f32>>()), *value);
    assert_eq!(T::unlift(value.lift::<Value<'_>>()), *value);
    let there = T::relift::<f32, Dual<Dual>>(&value.lift());
    assert_eq!(T::unlift(T::relift::<Dual<Dual>, f64>(&there)), *value);
    let mut sum = value.zero_tangent();
    sum.accumulate(d);
    assert_eq!(sum, *d);
}

fn dual(value: f64, tangent: f64) -> Dual {
    Dual::new(value, tangent)
}

#[test]
fn reals() {
    check(&2.0, &3.0, &dual(2.0, 3.0));
    let single: Dual<f32> = 2.0f32.seed(&3.0);
    assert_eq!((single.value, single.tangent), (2.0, 3.0));
    assert_eq!(f32::unlift(0.1f64), 0.1f32);
    let nested = dual(2.0, 5.0).seed(&dual(3.0, 7.0));
    assert_eq!((nested.value.tangent, nested.tangent.value, nested.tangent.tangent), (5.0, 3.0, 7.0));
    // an image is a constant: derivatives end
    assert_eq!(Dual::<f64>::unlift(dual(2.0, 5.0)).tangent, 0.0);
    assert_eq!(f64::relift::<Dual, Dual>(&dual(2.0, 5.0)).tangent, 0.0);
    let graph = Graph::new();
    assert!(f64::relift::<Value<'_>, Value<'_>>(&graph.value(1.0)).graph().is_none());
}

#[test]
fn what_carries_nothing() {
    check(&3usize, &NoTan, &3);
    check(&'c', &NoTan, &'c');
    check(&true, &NoTan, &true);
    check(&"text", &NoTan, &"text");
    check(&"text".to_owned(), &NoTan, &"text".to_owned());
    check(&(), &(), &());
}

#[test]
fn containers() {
    let (a, b) = (dual(1.0, 3.0), dual(2.0, 4.0));
    check(&[1.0, 2.0], &[3.0, 4.0], &[a, b]);
    check(&vec![1.0, 2.0], &vec![3.0, 4.0], &vec![a, b]);
    check(&Box::new(1.0), &Box::new(3.0), &Box::new(a));
    check(&Some(1.0), &Some(3.0), &Some(a));
    check(&None::<f64>, &None, &None);
    check(&(1.0, 7u8, [2.0]), &(3.0, NoTan, [4.0]), &(a, 7, [b]));
    check(&vec![Some(Box::new((1.0, 'c')))], &vec![Some(Box::new((3.0, NoTan)))], &vec![Some(Box::new((a, 'c')))]);
    let d = (1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12.);
    let (_, tangent) = Parts::into_parts(d.seed(&d));
    assert_eq!(tangent, d);
}

#[test]
fn a_tangent_of_nothing_is_zero() {
    let at: Option<Dual> = Some(1.0).seed(&None);
    assert_eq!(at.map(|d| d.tangent), Some(0.0));
    let mut empty = None;
    empty.accumulate(&Some(2.0));
    empty.accumulate(&None);
    assert_eq!(empty, Some(2.0));
}

#[test]
fn slices() {
    let x = [1.0, 2.0];
    let at: Vec<Dual> = x[..].seed(&vec![3.0, 4.0]);
    assert_eq!((at[1].value, at[1].tangent), (2.0, 4.0));
    assert_eq!(<[f64]>::relift::<Dual, f32>(&at), [1.0f32, 2.0]);
    let mut to = [(0.0, 1u8), (0.0, 1)];
    rt::unlift_slice::<_, Dual>(&mut to, vec![(dual(5.0, 1.0), 2), (dual(6.0, 1.0), 3)]);
    assert_eq!(to, [(5.0, 2), (6.0, 3)]);
}

#[test]
#[should_panic(expected = "the image of a slice must have its length")]
fn an_image_of_another_length() {
    rt::unlift_slice::<_, Dual>(&mut [0.0], vec![Dual::ONE, Dual::ONE]);
}

/// What the trait promises, used where no type is known.
fn twice<T: Differentiable>(value: &T, d: &T::Tangent) -> (T::Tangent, T::Tangent) {
    let (primal, first) = value.seed(d).into_parts();
    let (_, second) = primal.seed(&first).into_parts();
    (first, second)
}

#[test]
fn parts_are_seeded_again() {
    let d = vec![Some((3.0, NoTan))];
    assert_eq!(twice(&vec![Some((1.0, 2u8))], &d), (d.clone(), d));
}

/// The same of images.
fn seeded_image<T: Differentiable>(value: &T) -> T::At<Dual<f32>> {
    let at: T::At<f32> = value.lift();
    at.seed(&at.zero_tangent())
}

#[test]
fn an_image_over_dual_numbers_is_what_a_seed_gives() {
    assert_eq!(seeded_image(&(1.5, [2u8])), (Dual::constant(1.5f32), [2]));
}
