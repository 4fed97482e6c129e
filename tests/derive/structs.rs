//! Structs of plain floats: the mirror and the tangent beside them.
use crate::laws;
use micrograd::prelude::*;
use micrograd::{NoTan, Parts, Tangent};

#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Spring {
    pub k: f64,
    pub rest: f64,
    pub ends: [usize; 2],
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Net {
    pub springs: Vec<Spring>,
    pub damping: f64,
    pub n: usize,
    pub frame: [[f64; 2]; 2],
    pub range: (f64, bool, f64),
    pub spare: Option<Spring>,
    pub boxed: Box<Spring>,
    #[differentiable(skip)]
    pub limit: f64,
    #[differentiable(skip)]
    pub names: Vec<String>,
}

fn spring(k: f64) -> Spring {
    Spring { k, rest: 1.0, ends: [0, 2] }
}

fn net() -> Net {
    Net {
        springs: vec![spring(2.0), spring(4.0)],
        damping: 0.5,
        n: 3,
        frame: [[1.0, 2.0], [3.0, 4.0]],
        range: (-1.0, true, 1.0),
        spare: Some(spring(8.0)),
        boxed: Box::new(spring(16.0)),
        limit: 9.0,
        names: vec!["a".to_owned()],
    }
}

fn tangent() -> NetTangent<f64> {
    let mut d = net().zero_tangent();
    d.springs[1].k = 1.0;
    d.springs[0].rest = 2.0;
    d.frame[1][0] = 3.0;
    d.range.2 = 4.0;
    d.spare.as_mut().unwrap().k = 5.0;
    d.boxed.rest = 6.0;
    d
}

#[test]
fn laws() {
    laws::check(&spring(2.0), &SpringTangent { k: 1.0, rest: 0.0, ends: [NoTan; 2] });
    laws::check(&net(), &tangent());
}

#[test]
fn the_zero_tangent_has_the_shape_of_the_value() {
    let none = SpringTangent { k: 0.0, rest: 0.0, ends: [NoTan, NoTan] };
    let expected = NetTangent {
        springs: vec![none, none],
        damping: 0.0,
        n: NoTan,
        frame: [[0.0; 2]; 2],
        range: (0.0, NoTan, 0.0),
        spare: Some(none),
        boxed: Box::new(none),
        limit: NoTan,
        names: NoTan,
    };
    assert_eq!(net().zero_tangent(), expected);
    let empty = Net { springs: vec![], spare: None, ..net() }.zero_tangent();
    assert_eq!((empty.springs, empty.spare), (vec![], None));
}

#[test]
fn the_mirror_has_the_same_fields_over_another_scalar() {
    let at: NetAt<Dual> = net().lift();
    let s = SpringAt { k: Dual::constant(2.0), rest: Dual::constant(1.0), ends: [0, 2] };
    assert_eq!((at.springs[0], at.n, at.range.1), (s, 3, true));
    let limit: f64 = at.limit;
    assert_eq!((limit, at.names[0].as_str()), (9.0, "a"));
    assert_eq!(at.frame[1], [Dual::constant(3.0), Dual::constant(4.0)]);
}

#[test]
fn seeds_reach_every_field() {
    let at = net().seed(&tangent());
    let seen = |d: Dual| (d.value, d.tangent);
    assert_eq!(seen(at.springs[1].k), (4.0, 1.0));
    assert_eq!(seen(at.springs[0].rest), (1.0, 2.0));
    assert_eq!(seen(at.springs[0].k), (2.0, 0.0));
    assert_eq!(seen(at.frame[1][0]), (3.0, 3.0));
    assert_eq!(seen(at.range.2), (1.0, 4.0));
    assert_eq!(seen(at.spare.unwrap().k), (8.0, 5.0));
    assert_eq!(seen(at.boxed.rest), (1.0, 6.0));
}

#[test]
fn the_image_under_dual_numbers_ends_in_the_plain_values() {
    let mut at = net().seed(&tangent());
    at.damping = at.springs[1].k * 2.0;
    let after = Net::unlift(at);
    assert_eq!(after, Net { damping: 8.0, ..net() });
}

fn energy<S: Scalar>(net: &NetAt<S>, x: &[S]) -> S {
    let mut e = S::ZERO;
    for s in &net.springs {
        let d = x[s.ends[1]] - x[s.ends[0]] - s.rest;
        e += S::from_f64(0.5) * s.k * d * d;
    }
    e + net.damping * x[0] * net.frame[1][0]
}

#[test]
fn a_gradient_by_all_three_engines() {
    let x = [0.5, 1.0, 3.5];
    let mut by_hand = net().zero_tangent();
    for (s, d) in net().springs.iter().zip(&mut by_hand.springs) {
        (d.k, d.rest) = (0.5 * 2.0 * 2.0, -s.k * 2.0);
    }
    by_hand.damping = 0.5 * 3.0;
    by_hand.frame[1][0] = 0.5 * 0.5;

    // forward: along a direction
    let at = net().seed(&tangent());
    let (_, along) = energy(&at, &x.map(Dual::constant)).into_parts();
    assert_eq!(along, by_hand.springs[1].k + 2.0 * by_hand.springs[0].rest + 3.0 * by_hand.frame[1][0]);

    // reverse: on a graph
    let graph = Graph::new();
    let mut at: NetAt<Value<'_>> = net().lift();
    at.damping = graph.value(net().damping);
    at.frame[1][0] = graph.value(3.0);
    for (at, s) in at.springs.iter_mut().zip(net().springs) {
        (at.k, at.rest) = (graph.value(s.k), graph.value(s.rest));
    }
    energy(&at, &x.map(Value::constant)).backward();
    let mut d = net().zero_tangent();
    d.damping = at.damping.grad();
    d.frame[1][0] = at.frame[1][0].grad();
    for (d, at) in d.springs.iter_mut().zip(&at.springs) {
        (d.k, d.rest) = (at.k.grad(), at.rest.grad());
    }
    assert_eq!(d, by_hand);
}

#[test]
fn a_mirror_is_differentiable_itself() {
    let at: NetAt<Dual> = net().lift();
    let mut d: NetTangent<Dual> = at.zero_tangent();
    d.accumulate(&tangent_over_dual());
    assert_eq!(d.springs[1].k.tangent, 7.0);
    let second: NetAt<Dual<Dual>> = at.seed(&d);
    assert_eq!(second.springs[1].k.tangent.tangent, 7.0);
    let single: NetAt<f32> = at.lift();
    assert_eq!(NetAt::<Dual>::unlift(single), at);
}

fn tangent_over_dual() -> NetTangent<Dual> {
    let mut d = net().lift::<Dual>().zero_tangent();
    d.springs[1].k = Dual::new(1.0, 7.0);
    d
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Point(f64, f64);

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Unit;

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Wrapper {
    point: Point,
    unit: Unit,
}

#[test]
fn tuple_structs_and_unit_structs() {
    laws::check(&Point(1.0, 2.0), &PointTangent(3.0, 4.0));
    let wrapper = Wrapper { point: Point(1.0, 2.0), unit: Unit };
    laws::check(&wrapper, &WrapperTangent { point: PointTangent(0.0, 1.0), unit: NoTan });
    let at: PointAt<Dual> = Point(1.0, 2.0).seed(&PointTangent(3.0, 4.0));
    assert_eq!((at.0.tangent, at.1.tangent), (3.0, 4.0));
    let unit: Unit = Unit.lift::<Dual>();
    assert_eq!((unit, Unit.zero_tangent()), (Unit, NoTan));
}

#[test]
fn a_mirror_and_a_tangent_are_copies_where_every_field_is() {
    fn copy<T: Copy>(_: &T) {}
    copy(&Point(1.0, 2.0).lift::<Dual>());
    copy(&Point(1.0, 2.0).zero_tangent());
    copy(&spring(1.0).lift::<f64>());
}

#[test]
fn debug_shows_the_fields_and_equality_reads_them() {
    assert_eq!(format!("{:?}", Point(1.0, 2.0).zero_tangent()), "PointTangent(0.0, 0.0)");
    let at = spring(2.0).lift::<f64>();
    assert_eq!(format!("{at:?}"), "SpringAt { k: 2.0, rest: 1.0, ends: [0, 2] }");
    assert_eq!(format!("{:?}", spring(2.0).zero_tangent().ends), "[NoTan, NoTan]");
    assert_ne!(at, spring(3.0).lift::<f64>());
    assert_ne!(at, SpringAt { ends: [0, 1], ..at });
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Single {
    x: f32,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
#[differentiable(f32)]
struct Outer {
    inner: Vec<Single>,
    n: u8,
}

#[test]
fn single_precision_stays_single() {
    laws::check(&Point(1.0, 2.0), &PointTangent(3.0, 4.0));
    let outer = Outer { inner: vec![Single { x: 0.1 }], n: 1 };
    let mut d: OuterTangent<f32> = outer.zero_tangent();
    d.inner[0].x = 2.0;
    let at: OuterAt<Dual<f32>> = outer.seed(&d);
    assert_eq!((at.inner[0].x.value, at.inner[0].x.tangent), (0.1, 2.0));
    assert_eq!(Outer::unlift(outer.lift::<Dual<f64>>()), outer);
    assert_eq!(at.into_parts(), (outer.lift::<f32>(), d));
}

#[test]
#[should_panic(expected = "a tangent must have the length of its primal: 1 against 2")]
fn a_tangent_of_another_length() {
    let mut d = tangent();
    d.springs.pop();
    let _ = net().seed(&d);
}
