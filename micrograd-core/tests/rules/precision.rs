//! The numbers of the other precision beside each scalar: every row has the bits of the plain float, the derivatives are
//! those of the scalar, and the way there and back changes nothing but the rounding.
use super::values::{points, same};
use micrograd_core::{
    Dual, Graph, Scalar, Value,
    rules::{self, RULES},
};

/// The plain result, from operands and to a result as `f64`.
#[allow(clippy::cast_possible_truncation, reason = "to round is the purpose")]
fn single(name: &str, x: &[f64], n: i32) -> f64 {
    let x: Vec<f32> = x.iter().map(|x| *x as f32).collect();
    f64::from(rules::eval(name, &x, n).unwrap().0)
}

fn check<S: Scalar>(engine: &str) {
    for rule in RULES {
        for x in points(rule.name, rule.operands.len()) {
            for n in [-1, 0, 3] {
                let lifted: Vec<S> = x.iter().map(|&x| S::from_f64(x)).collect();
                let coarse: Vec<_> = lifted.iter().map(|x| x.to_single()).collect();
                let (y, expected) = (rules::eval(rule.name, &coarse, n).unwrap().0, single(rule.name, &x, n));
                let y = y.to_double().to_f64();
                assert!(same(y, expected), "{engine}: {} at {x:?}, n = {n}: {y:?}, not {expected:?}", rule.name);
            }
        }
    }
}

#[test]
fn every_row_rounds() {
    check::<f64>("f64");
    check::<Dual<f64>>("Dual");
    check::<Value<'_, f64>>("Value");
    check::<Value<'_, Dual<f64>>>("Value<Dual>");
}

#[test]
fn the_way_there_and_back_has_slope_one() {
    let graph = Graph::new();
    let x = graph.value(0.1);
    let y = x.to_single().to_double() * 3.0;
    y.backward();
    assert_eq!((y.data(), x.grad()), (f64::from(0.1_f32) * 3.0, 3.0));
    let y = Dual::variable(0.1).to_single().to_double() * 3.0;
    assert_eq!((y.value, y.tangent), (f64::from(0.1_f32) * 3.0, 3.0));
}

#[test]
fn literals_are_rounded_where_they_stand_for_single_ones() {
    type Single<S> = <S as Scalar>::Single;
    let rounded = f64::from(0.1_f32);
    assert_eq!(Single::<f64>::from_f64(0.1).to_double().to_bits(), rounded.to_bits());
    assert_eq!(Single::<Dual<f64>>::from_f64(0.1).to_double().value.to_bits(), rounded.to_bits());
    assert_eq!(Single::<Value<'_>>::from_f64(0.1).to_double().data().to_bits(), rounded.to_bits());
}
