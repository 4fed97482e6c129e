//! The value in every engine is bit for bit what the plain float computes, at special values too.
use micrograd_core::{
    Dual, Graph, Scalar, Value,
    rules::{self, RULES},
};

const SPECIAL: [f64; 19] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -2.5,
    3.0,
    0.1,
    -0.3,
    400.0,
    -400.0,
    1e3,
    1e200,
    f64::MAX,
    f64::MIN_POSITIVE,
    5e-324,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

/// The plain operators and methods by name, written out; the activations have no plain counterpart.
fn plain(name: &str, x: &[f64], n: i32) -> Option<f64> {
    macro_rules! methods {
        ($($f:ident $(($k:tt $(, $l:tt)?))?)*) => {
            match name {
                "add" => x[0] + x[1],
                "sub" => x[0] - x[1],
                "mul" => x[0] * x[1],
                "div" => x[0] / x[1],
                "rem" => x[0] % x[1],
                "neg" => -x[0],
                "powi" => x[0].powi(n),
                $(stringify!($f) => f64::$f(x[0] $(, x[$k] $(, x[$l])?)?),)*
                _ => return None,
            }
        };
    }
    Some(methods! {
        recip sqrt cbrt powf(1) exp exp2 exp_m1 ln ln_1p log2 log10 log(1) sin cos tan asin acos atan atan2(1)
        sinh cosh tanh asinh acosh atanh hypot(1) mul_add(1, 2) abs signum copysign(1) max(1) min(1) clamp(1, 2)
        floor ceil round trunc fract rem_euclid(1) to_degrees to_radians
    })
}

/// All points with special coordinates at which the function is defined: `clamp` refuses bounds in the wrong order.
pub fn points(name: &str, operands: usize) -> Vec<Vec<f64>> {
    let mut points = vec![vec![]];
    for _ in 0..operands {
        points = points.iter().flat_map(|p| SPECIAL.map(|v| [&p[..], &[v]].concat())).collect();
    }
    points.retain(|p| name != "clamp" || p[1] <= p[2]);
    points
}

/// The same number, or both NaN: which NaN a machine gives is not specified.
pub fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
}

fn check<S: Scalar>(engine: &str) {
    for rule in RULES {
        for x in points(rule.name, rule.operands.len()) {
            for n in [-1, 0, 2, i32::MIN, i32::MAX] {
                let y = rules::eval(rule.name, &x, n).unwrap().0;
                let lifted: Vec<S> = x.iter().map(|&x| S::from_f64(x)).collect();
                let v = rules::eval(rule.name, &lifted, n).unwrap().0.to_f64();
                assert!(same(v, y), "{engine}: {} at {x:?}, n = {n}: {v:?}, not {y:?}", rule.name);
                if rule.integers.is_empty() {
                    break;
                }
            }
        }
    }
}

#[test]
fn f64_is_the_plain_float() {
    let mut methods = 0;
    for rule in RULES {
        for x in points(rule.name, rule.operands.len()) {
            let y = rules::eval(rule.name, &x, 3).unwrap().0;
            if let Some(expected) = plain(rule.name, &x, 3) {
                assert!(same(y, expected), "{} at {x:?}: {y:?}, not {expected:?}", rule.name);
            }
        }
        methods += usize::from(plain(rule.name, &[0.5, 1.0, 2.0], 3).is_some());
    }
    assert_eq!(methods, RULES.len() - 3, "all but relu, sigmoid and softplus have a plain counterpart");
}

#[test]
fn duals_and_values_compute_the_plain_value() {
    check::<Dual<f64>>("Dual");
    check::<Value<'_, f64>>("Value");
    check::<Dual<Dual<f64>>>("Dual<Dual>");
    check::<Value<'_, Dual<f64>>>("Value<Dual>");
}

#[test]
fn recorded_and_seeded_operands_change_no_value() {
    for rule in RULES {
        for x in points(rule.name, rule.operands.len()) {
            let y = rules::eval(rule.name, &x, 3).unwrap().0;
            let seeded: Vec<_> = x.iter().map(|&x| Dual::variable(x)).collect();
            assert!(same(rules::eval(rule.name, &seeded, 3).unwrap().0.value, y), "{} at {x:?}", rule.name);
            let graph = Graph::new();
            let recorded = rules::eval(rule.name, &graph.values(&x), 3).unwrap().0.data();
            assert!(same(recorded, y), "{} at {x:?}", rule.name);
        }
    }
}

#[test]
fn sine_and_cosine_together_are_the_pair() {
    for x in SPECIAL {
        let (sin, cos) = x.sin_cos();
        for (s, c) in [Scalar::sin_cos(x), {
            let (s, c) = Dual::variable(x).sin_cos();
            (s.value, c.value)
        }] {
            assert!(same(s, sin) && same(c, cos), "{x:?}");
        }
    }
}

#[test]
fn single_precision_is_the_plain_float() {
    let x = 0.7_f32;
    assert_eq!(Scalar::exp(x).to_bits(), x.exp().to_bits());
    assert_eq!(Dual::variable(x).exp().value.to_bits(), x.exp().to_bits());
    assert_eq!(f32::from_f64(0.1).to_bits(), 0.1_f32.to_bits());
    assert_eq!((x.sigmoid() - 1.0 / (1.0 + (-x).exp())).abs(), 0.0);
}

#[test]
fn activations_are_stable() {
    for x in [1e3, 800.0, 40.0, 1.0, 0.0] {
        assert!((x.sigmoid() + (-x).sigmoid() - 1.0).abs() < 1e-15);
        assert!((x.softplus() - (-x).softplus() - x).abs() < 1e-12);
        assert_eq!((x.relu(), (-x).relu()), (x, 0.0));
    }
    assert_eq!(((-1e3).softplus(), (-1e3).sigmoid()), (0.0, 0.0));
    assert_eq!((-30.0).softplus(), (-30.0_f64).exp().ln_1p());
    assert!(f64::NAN.relu().is_nan() && f64::NAN.sigmoid().is_nan() && f64::NAN.softplus().is_nan());
}

#[test]
fn sums_start_like_those_of_floats() {
    let empty: [f64; 0] = [];
    for x in [&empty[..], &[-0.0], &[0.1, 0.2, 0.3], &[-0.0, -0.0]] {
        let duals: Vec<Dual> = x.iter().map(|&x| Dual::variable(x)).collect();
        assert_eq!(duals.iter().sum::<Dual>().value.to_bits(), x.iter().sum::<f64>().to_bits());
        assert_eq!(duals.iter().copied().product::<Dual>().value.to_bits(), x.iter().product::<f64>().to_bits());
    }
}
