//! Enums: the mirror and the tangent have the same variants.
use crate::laws;
use micrograd::prelude::*;
use micrograd::{NoTan, Tangent};
use std::panic::catch_unwind;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Differentiable)]
enum Side {
    Left,
    Right,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Shape {
    Circle { radius: f64, side: Side },
    Polygon(Vec<[f64; 2]>, #[differentiable(skip)] String),
    Group(Box<Shape>, Vec<Shape>),
    Empty,
}

fn circle() -> Shape {
    Shape::Circle { radius: 2.0, side: Side::Left }
}

fn group() -> Shape {
    Shape::Group(Box::new(circle()), vec![Shape::Empty, Shape::Polygon(vec![[1.0, 2.0]], "p".into())])
}

fn in_circle(radius: f64) -> ShapeTangent<f64> {
    ShapeTangent::Circle { radius, side: NoTan }
}

#[test]
fn laws() {
    laws::check(&circle(), &in_circle(1.0));
    let polygon = ShapeTangent::Polygon(vec![[0.0, 3.0]], NoTan);
    let d = ShapeTangent::Group(Box::new(in_circle(2.0)), vec![ShapeTangent::Empty, polygon]);
    laws::check(&group(), &d);
}

#[test]
fn the_tangent_has_the_variant_of_the_value() {
    assert_eq!(circle().zero_tangent(), in_circle(0.0));
    assert_eq!(Shape::Empty.zero_tangent(), ShapeTangent::Empty);
    assert_eq!(Side::Right.zero_tangent(), NoTan);
    let ShapeAt::Circle { radius, side } = circle().seed(&in_circle(3.0)) else { panic!("another variant") };
    assert_eq!((radius.value, radius.tangent, side), (2.0, 3.0, Side::Left));
    assert_eq!(format!("{:?}", in_circle(1.0)), "Circle { radius: 1.0, side: NoTan }");
    assert_ne!(Shape::Empty.lift::<f64>(), circle().lift::<f64>());
}

/// The message of a panic.
fn message<R>(f: impl FnOnce() -> R + std::panic::UnwindSafe) -> String {
    match catch_unwind(f) {
        Ok(_) => panic!("it did not panic"),
        Err(text) => *text.downcast::<String>().expect("a formatted message"),
    }
}

#[test]
fn variants_that_differ() {
    let sum = message(|| in_circle(1.0).accumulate(&ShapeTangent::Empty));
    assert_eq!(sum, "the tangent of `Shape::Circle` must be of that variant, it is of `Shape::Empty`");
    let seed = message(|| Shape::Empty.seed(&in_circle(1.0)));
    assert_eq!(seed, "the tangent of `Shape::Empty` must be of that variant, it is of `Shape::Circle`");
    let at: ShapeAt<Dual> = Shape::Empty.lift();
    let over_dual = ShapeTangent::Circle { radius: Dual::constant(1.0), side: NoTan };
    assert_eq!(message(|| at.seed(&over_dual)), seed);
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Maybe<T> {
    Some(T),
    None,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Law<S: Scalar> {
    Power { factor: S, exponent: i32 },
    Exponential(S),
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
enum Only {
    One(f64),
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
enum Never {}

impl<S: Scalar> Law<S> {
    fn at(&self, x: S) -> S {
        match *self {
            Law::Power { factor, exponent } => factor * x.powi(exponent),
            Law::Exponential(rate) => (rate * x).exp(),
        }
    }
}

#[test]
fn enums_with_parameters() {
    laws::check(&Maybe::Some(1.0), &MaybeTangent::Some(2.0));
    assert_eq!(Maybe::<f64>::None.zero_tangent(), MaybeTangent::None);
    laws::check(&Only::One(1.0), &OnlyTangent::One(2.0));
    assert_eq!(None::<Never>.zero_tangent(), None);
    let law = Law::Power { factor: 3.0, exponent: 2 };
    let d = LawTangent::Power { factor: 1.0, exponent: NoTan };
    laws::check(&law, &d);
    laws::check(&Law::Exponential(0.5), &LawTangent::Exponential(1.0));
    assert_eq!(law.seed(&d).at(Dual::variable(2.0)).tangent, 4.0 + 12.0);
}
