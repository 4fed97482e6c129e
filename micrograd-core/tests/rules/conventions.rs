//! What the table's header promises at kinks and edges, for the partial functions, `Dual` and `Value` alike.
use crate::cases::{by_dual, by_partials, by_value, hessian_by_dual};
use micrograd_core::{Dual, Graph, rules::find};

const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// The gradient of a row at a point, after a check that all three engines give the same.
#[track_caller]
fn grad(name: &str, x: &[f64], n: i32) -> Vec<f64> {
    let rule = find(name).unwrap();
    let expected = by_partials(rule, x, n).1;
    for grad in [by_dual(rule, x, n).1, by_value(rule, x, n).1] {
        let same = |(a, b): (&f64, &f64)| a == b || (a.is_nan() && b.is_nan());
        assert!(grad.iter().zip(&expected).all(same), "{name} at {x:?}: {grad:?}, not {expected:?}");
    }
    expected
}

#[test]
fn kinks_of_one_operand() {
    for zero in [0.0, -0.0] {
        for name in ["abs", "relu", "signum"] {
            assert_eq!(grad(name, &[zero], 0), [0.0], "{name}");
        }
        for name in ["sqrt", "cbrt"] {
            assert_eq!(grad(name, &[zero], 0), [INF], "{name} at {zero:?}");
        }
    }
    for name in ["floor", "ceil", "round", "trunc", "signum"] {
        for x in [-1.5, 0.0, 0.5, 2.0, INF, NAN] {
            assert_eq!(grad(name, &[x], 0), [0.0], "{name} at {x}");
        }
    }
    assert_eq!(grad("fract", &[2.0], 0), [1.0]);
}

#[test]
fn powers() {
    for x in [0.0, -0.0, 1.5, -2.0, INF, NAN] {
        assert_eq!(grad("powi", &[x], 0), [0.0], "powi({x}, 0)");
        assert_eq!(Dual::variable(x).powf(Dual::constant(0.0)).tangent, 0.0, "powf({x}, 0)");
    }
    assert_eq!(grad("powi", &[0.0], 1), [1.0]);
    assert_eq!(grad("powi", &[0.0], 2), [0.0]);
    assert_eq!(grad("powi", &[1.0], i32::MIN), [f64::from(i32::MIN)]);
    assert_eq!(grad("powf", &[0.0, 1.0], 0), [1.0, 0.0]);
    assert_eq!(grad("powf", &[0.0, 2.5], 0), [0.0, 0.0]);
    assert_eq!(grad("powf", &[0.0, 0.0], 0), [0.0, 0.0]);
}

#[test]
fn a_constant_exponent_needs_no_logarithm() {
    let d = Dual::variable(-2.0).powf(Dual::constant(3.0));
    assert_eq!((d.value, d.tangent), (-8.0, 12.0));
    let second = Dual::variable(Dual::variable(-2.0)).powf(3.0.into());
    assert_eq!(second.tangent.tangent, -12.0);
    let g = Graph::new();
    let x = g.value(-2.0);
    x.powf(3.0.into()).backward();
    assert_eq!(x.grad(), 12.0);
    let zero = Dual::variable(Dual::variable(0.0));
    assert_eq!(zero.powf(2.0.into()).tangent.tangent, 2.0);
}

#[test]
fn maximum_and_minimum() {
    for name in ["max", "min"] {
        assert_eq!(grad(name, &[1.5, 1.5], 0), [0.5, 0.5]);
        assert_eq!(grad(name, &[0.0, -0.0], 0), [0.5, 0.5]);
        assert_eq!(grad(name, &[NAN, 1.0], 0), [0.0, 1.0], "{name} returns the number");
        assert_eq!(grad(name, &[1.0, NAN], 0), [1.0, 0.0], "{name} returns the number");
        assert_eq!(grad(name, &[NAN, NAN], 0), [0.5, 0.5]);
        assert_eq!(hessian_by_dual(find(name).unwrap(), &[1.0, 1.0], 0), [[0.0, 0.0], [0.0, 0.0]]);
    }
    assert_eq!(grad("max", &[2.0, INF], 0), [0.0, 1.0]);
    assert_eq!(grad("min", &[2.0, INF], 0), [1.0, 0.0]);
}

#[test]
fn clamping() {
    assert_eq!(grad("clamp", &[0.0, -1.0, 1.0], 0), [1.0, 0.0, 0.0]);
    assert_eq!(grad("clamp", &[-1.0, -1.0, 1.0], 0), [1.0, 0.0, 0.0], "at the lower bound");
    assert_eq!(grad("clamp", &[1.0, -1.0, 1.0], 0), [1.0, 0.0, 0.0], "at the upper bound");
    assert_eq!(grad("clamp", &[-2.0, -1.0, 1.0], 0), [0.0, 1.0, 0.0]);
    assert_eq!(grad("clamp", &[2.0, -1.0, 1.0], 0), [0.0, 0.0, 1.0]);
    assert_eq!(grad("clamp", &[NAN, -1.0, 1.0], 0), [1.0, 0.0, 0.0], "clamp passes NaN on");
}

#[test]
fn two_operands_at_the_origin() {
    assert_eq!(grad("hypot", &[0.0, 0.0], 0), [0.0, 0.0]);
    assert!(grad("atan2", &[0.0, 0.0], 0).iter().all(|d| d.is_nan()));
    assert_eq!(grad("copysign", &[0.0, -1.0], 0), [0.0, 0.0]);
    assert_eq!(grad("copysign", &[3.0, -0.0], 0), [-1.0, 0.0]);
}

#[test]
fn remainders_take_the_quotient_of_the_value() {
    // 1.0 / 0.1 rounds to 10, yet 0.1 fits into 1.0 nine times
    assert_eq!(grad("rem", &[1.0, 0.1], 0), [1.0, -9.0]);
    assert_eq!(grad("rem", &[-7.0, 3.0], 0), [1.0, 2.0]);
    assert_eq!(grad("rem_euclid", &[-7.0, 3.0], 0), [1.0, 3.0]);
    assert_eq!(grad("rem", &[5.0, INF], 0), [1.0, 0.0]);
}

#[test]
fn nan_operands_give_nan_partials() {
    for name in ["exp", "ln", "sin", "tanh", "sqrt", "abs", "relu", "sigmoid", "softplus", "recip", "atan"] {
        assert!(grad(name, &[NAN], 0)[0].is_nan(), "{name}");
    }
}

#[test]
fn large_and_small_operands() {
    for x in [400.0, -400.0, 1e3, -1e3] {
        assert_eq!(grad("tanh", &[x], 0), [0.0]);
        assert!(grad("sigmoid", &[x], 0)[0].abs() < 1e-17);
        assert!(grad("softplus", &[x], 0)[0].is_finite());
    }
    let unit = |g: Vec<f64>| (g[0].hypot(g[1]) - 1.0).abs() < 1e-15;
    assert!(unit(grad("hypot", &[3e200, 4e200], 0)) && unit(grad("hypot", &[3e-200, 4e-200], 0)));
    assert!((grad("ln_1p", &[1e-18], 0)[0] - 1.0).abs() < 1e-15);
    assert_eq!(Dual::variable(1e-18).ln_1p().value, 1e-18);
    assert!((grad("atan2", &[3e-200, 4e-200], 0)[0] * 1e-200 - 0.16).abs() < 1e-15, "no underflow");
    assert!((grad("asinh", &[1e200], 0)[0] * 1e200 - 1.0).abs() < 1e-15, "no overflow");
    assert!((grad("acosh", &[1e200], 0)[0] * 1e200 - 1.0).abs() < 1e-15, "no overflow");
}

#[test]
fn a_constant_contributes_exactly_zero() {
    assert_eq!(Dual::constant(0.0).sqrt().tangent, 0.0);
    assert_eq!(Dual::variable(1.0).atan2(Dual::constant(1.0)).tangent, 0.5);
    let y = Dual::constant(-1.0).ln() + Dual::variable(2.0);
    assert_eq!(y.tangent, 1.0, "the logarithm is NaN, its tangent is not");
}
