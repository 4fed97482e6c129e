//! Images of images: second derivatives by the fields of a struct.
use micrograd::prelude::*;
use micrograd::{Parts, Tangent};

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Well {
    depth: f64,
    centre: [f64; 2],
}

/// depth * exp(-|x - centre|^2) at the origin
fn potential<S: Scalar>(well: &WellAt<S>) -> S {
    let [x, y] = well.centre;
    well.depth * (-(x * x + y * y)).exp()
}

#[test]
fn a_mixed_second_derivative() {
    let well = Well { depth: 2.0, centre: [0.5, 0.25] };
    // the outer direction: depth; the inner one: the first coordinate
    let outer: WellAt<Dual> = well.seed(&WellTangent { depth: 1.0, centre: [0.0; 2] });
    let mut along = outer.zero_tangent();
    along.accumulate(&WellTangent { depth: Dual::ZERO, centre: [Dual::ONE, Dual::ZERO] });
    let at: WellAt<Dual<Dual>> = outer.seed(&along);
    let y = potential(&at);

    let value = 2.0 * (-0.3125f64).exp();
    assert!((y.value.value - value).abs() < 1e-15);
    assert!((y.value.tangent - value / 2.0).abs() < 1e-15);
    assert!((y.tangent.value + value).abs() < 1e-15);
    assert!((y.tangent.tangent + value / 2.0).abs() < 1e-15);

    // and apart again, one level after the other
    let (primal, tangent): (WellAt<Dual>, WellTangent<Dual>) = at.into_parts();
    assert_eq!((&primal, &tangent), (&outer, &along));
    let (primal, tangent): (WellAt<f64>, WellTangent<f64>) = primal.into_parts();
    assert_eq!((Well::unlift(primal), tangent.depth), (well, 1.0));
}
