//! Types with parameters: the scalar itself, types that carry reals, types of skipped fields, and constants.
use crate::laws;
use micrograd::prelude::*;
use micrograd::{NoTan, Parts, Tangent};
use std::fmt::Debug;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct P<S: Scalar> {
    x: S,
    y: [S; 2],
    n: usize,
    #[differentiable(skip)]
    scale: f64,
}

fn p<S: Scalar>(x: f64) -> P<S> {
    P { x: S::from_f64(x), y: [S::ONE, S::ZERO], n: 3, scale: 2.0 }
}

#[test]
fn the_scalar_is_a_parameter() {
    let d = PTangent { x: 1.0, y: [0.0, 2.0], n: NoTan, scale: NoTan };
    laws::check(&p::<f64>(0.5), &d);
    // its own image: no other type is needed
    let at: P<Dual> = p::<f64>(0.5).seed(&d);
    assert_eq!(at, p(0.5));
    assert_eq!((at.x.tangent, at.y[1].tangent, at.scale), (1.0, 2.0, 2.0));
    let nested: P<Dual<Dual>> = at.seed(&at.zero_tangent());
    assert_eq!(nested.into_parts(), (at, at.zero_tangent()));
    let single: P<f32> = p::<Dual>(0.5).lift();
    assert_eq!((single, P::<Dual>::unlift(single)), (p(0.5), p(0.5)));
}

#[test]
fn the_scalar_records_on_a_graph() {
    let graph = Graph::new();
    let q = P { x: graph.value(3.0), ..p(0.5) };
    (q.x * q.x * q.scale).backward();
    let mut d: PTangent<Value<'_>> = q.zero_tangent();
    d.accumulate(&PTangent { x: Value::constant(q.x.grad()), ..d });
    assert_eq!(d.x, Value::constant(12.0));
}

/// The bound in the `where` clause, another name, and itself in a field.
#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Tree<Real>
where
    Real: Scalar,
{
    value: Real,
    children: Vec<Tree<Real>>,
    next: Option<Box<Tree<Real>>>,
}

#[test]
fn a_type_that_holds_itself() {
    let leaf = |value| Tree { value, children: vec![], next: None };
    let tree = Tree { value: 1.0, children: vec![leaf(2.0), leaf(3.0)], next: Some(Box::new(leaf(4.0))) };
    let mut d = tree.zero_tangent();
    d.children[1].value = 1.0;
    d.next.as_mut().unwrap().value = 5.0;
    laws::check(&tree, &d);
    assert_eq!(tree.seed(&d).next.unwrap().value.tangent, 5.0);
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Pair<T> {
    a: T,
    b: [T; 2],
    n: i32,
}

#[test]
fn a_parameter_that_carries_reals() {
    let pair = Pair { a: 1.0, b: [2.0, 3.0], n: 1 };
    laws::check(&pair, &PairTangent { a: 1.0, b: [0.0, 2.0], n: NoTan });
    let at: Pair<Dual> = pair.seed(&PairTangent { a: 1.0, b: [0.0, 2.0], n: NoTan });
    assert_eq!((at.a.tangent, at.b[1].tangent), (1.0, 2.0));
    let of_points = Pair { a: p::<f64>(0.5), b: [p(1.0), p(2.0)], n: 1 };
    let mut d: PairTangent<P<f64>> = of_points.zero_tangent();
    d.b[0].x = 4.0;
    laws::check(&of_points, &d);
    let integers: PairTangent<u8> = Pair { a: 1u8, b: [2, 3], n: 1 }.zero_tangent();
    assert_eq!(integers, PairTangent { a: NoTan, b: [NoTan; 2], n: NoTan });
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Both<S: Scalar, T: Differentiable = f64> {
    scalars: Vec<S>,
    rest: Option<T>,
}

#[test]
fn the_scalar_and_another_parameter() {
    let both = Both { scalars: vec![1.0, 2.0], rest: Some(Pair { a: 1.0, b: [2.0, 3.0], n: 1 }) };
    let mut d = both.zero_tangent();
    d.scalars[0] = 1.0;
    d.rest.as_mut().unwrap().a = 2.0;
    laws::check(&both, &d);
    let at: Both<Dual, Pair<Dual>> = both.seed(&d);
    assert_eq!((at.scalars[0].tangent, at.rest.unwrap().a.tangent), (1.0, 2.0));
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Grid<const N: usize, const M: usize = 2> {
    cells: [[f64; N]; M],
}

#[test]
fn const_parameters() {
    let grid = Grid { cells: [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]] };
    let mut d: GridTangent<f64, 3> = grid.zero_tangent();
    d.cells[1][2] = 1.0;
    laws::check(&grid, &d);
    let at: GridAt<Dual, 3, 2> = grid.seed(&d);
    assert_eq!(at.cells[1][2].tangent, 1.0);
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Concrete {
    x: f64,
    n: usize,
}

/// Types with parameters in each other, in themselves, and around a type with a mirror.
#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Chain<T: Differentiable> {
    pairs: Vec<Pair<T>>,
    own: Option<Box<Chain<T>>>,
    tail: (Option<T>, u8),
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Around {
    pair: Pair<Concrete>,
    chain: Chain<(Concrete, u8)>,
    points: Vec<P<f64>>,
}

#[test]
fn parameters_in_a_type_with_a_mirror() {
    let concrete = |x| Concrete { x, n: 1 };
    let pair = Pair { a: concrete(1.0), b: [concrete(2.0), concrete(3.0)], n: 1 };
    let mut d = pair.zero_tangent();
    d.b[1].x = 1.0;
    laws::check(&pair, &d);
    let item = (concrete(4.0), 5);
    let pairs = vec![Pair { a: item.clone(), b: [item.clone(), item.clone()], n: 1 }];
    let tail = (Some(item), 6);
    let end = Chain { pairs: pairs.clone(), own: None, tail: tail.clone() };
    let chain = Chain { pairs, own: Some(Box::new(end)), tail };
    let around = Around { pair, chain, points: vec![p(0.5)] };
    let mut d: AroundTangent<f64> = around.zero_tangent();
    d.pair.a.x = 1.0;
    d.chain.own.as_mut().unwrap().pairs[0].b[1].0.x = 2.0;
    d.chain.tail.0.as_mut().unwrap().0.x = 3.0;
    d.points[0].y[1] = 4.0;
    laws::check(&around, &d);
    let at: AroundAt<Dual> = around.seed(&d);
    assert_eq!((at.pair.a.x.tangent, at.points[0].y[1].tangent), (1.0, 4.0));
    assert_eq!(at.chain.own.unwrap().pairs[0].b[1].0.x.tangent, 2.0);
}

/// `Id` is in a skipped field only: it stays, and need not be differentiable.
#[derive(Debug, PartialEq, Differentiable)]
struct Body<Id: Debug, const N: usize>
where
    Id: PartialEq,
{
    #[differentiable(skip)]
    id: Id,
    mass: f64,
    at: [f64; N],
}

#[derive(Clone, Debug, PartialEq)]
struct Name(String);

#[test]
fn a_parameter_of_skipped_fields() {
    let body = Body { id: Name("a".into()), mass: 2.0, at: [0.0, 1.0] };
    let d: BodyTangent<f64, 2> = BodyTangent { id: NoTan, mass: 1.0, at: [3.0, 0.0] };
    laws::check(&body, &d);
    let at: BodyAt<Dual, Name, 2> = body.seed(&d);
    assert_eq!((at.id.clone(), at.mass.tangent), (Name("a".into()), 1.0));
    assert_eq!(at.into_parts(), (body.lift(), d));
}

/// Neither `Debug` nor `PartialEq`: the mirror has neither, and nothing else changes.
#[derive(Clone)]
struct Bare(u8);

#[derive(Differentiable)]
struct Holder {
    x: f64,
    #[differentiable(skip)]
    bare: Bare,
}

#[test]
fn a_skipped_field_needs_clone_only() {
    let at: HolderAt<Dual> = Holder { x: 1.0, bare: Bare(3) }.seed(&HolderTangent { x: 2.0, bare: NoTan });
    let copy = at.clone();
    assert_eq!((copy.x.tangent, copy.bare.0, Holder::unlift(at).bare.0), (2.0, 3, 3));
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Differentiable)]
struct Tagged<T> {
    #[differentiable(skip)]
    tag: T,
}

#[test]
fn nothing_but_skipped_fields() {
    let tagged: Tagged<&str> = Tagged { tag: "a" }.lift::<Dual>();
    assert_eq!((tagged.zero_tangent(), tagged.into_parts()), (NoTan, (tagged, NoTan)));
}
