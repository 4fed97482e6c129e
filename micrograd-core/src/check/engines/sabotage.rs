//! A fault in any single engine is found and named.
use super::{Engines, Flat, Modes, Pair, Parameter, Passing, Report, Tolerances};
use alloc::string::ToString;
use alloc::vec::Vec;
use alloc::{format, vec};

const PARAMETERS: [Parameter<'static>; 3] = [
    Parameter { name: "x", passing: Passing::ByValue, reals: 1 },
    Parameter { name: "y", passing: Passing::ByRef, reals: 1 },
    Parameter { name: "z", passing: Passing::ByMut, reals: 1 },
];

/// Engines for a function that returns `x * y` and leaves `z * x` in `z`, at (2, 3, 5), one of which is off by a
/// millionth; `x` is by value, `y` by reference, `z` by `&mut`.
fn run(wrong: &str) -> Report {
    let off = |engine: &str| if engine == wrong { 1e-6 } else { 0.0 };
    let value = |x: &[f64], engine: &str| vec![x[0] * x[1] + off(engine), x[2] * x[0]];
    let gradient = |seed: &[f64], engine: &str| -> Flat {
        vec![3.0 * seed[0] + 5.0 * seed[1], 2.0 * seed[0] + off(engine), 2.0 * seed[1] + off("state")]
    };
    let directional = |d: &[f64], engine: &str| -> Pair {
        (vec![6.0, 10.0], vec![3.0 * d[0] + 2.0 * d[1] + off(engine), 5.0 * d[0] + 2.0 * d[2]])
    };
    let second = |d: &[f64], engine: &str| vec![d[1] + off(engine), d[0]];
    let own = |engine: &str| gradient(&[1.0, 0.0], engine)[..2 + usize::from(wrong == "own")].to_vec();
    let engines = Engines {
        parameters: &PARAMETERS,
        x: &[2.0, 3.0, 5.0],
        plain: &|x| value(x, "plain"),
        exact: &|x| {
            let mut y = value(x, "exact");
            y[0] += 10.0 * off("exact slope") * x[1];
            y
        },
        dual: &|d| directional(d, "dual"),
        graph: &|seed| (vec![6.0, 10.0 + off("graph value")], gradient(seed, "graph")),
        modes: Modes {
            by_hand: false,
            generic: Some(&|x| value(x, "generic")),
            value_and_grad: Some(&|| (vec![6.0 + off("value"), 10.0], own("value_and_grad"))),
            grad: Some(&|x| vec![x[1], x[0] + off("grad")]),
            backward: Some(&|seed, before| {
                let added = if wrong == "not added" { 0.0 } else { before[1] };
                let state = if wrong == "state added" { before[2] } else { 0.0 };
                let g = gradient(seed, "backward");
                (vec![6.0, 10.0], vec![g[0], g[1] + added, g[2] + state])
            }),
            vjp: Some(&|seeds| {
                let mut rows: Vec<_> = seeds.iter().map(|s| gradient(s, "vjp")).collect();
                if seeds.len() > 1 {
                    rows[seeds.len() / 3][1] += off("second call");
                }
                (vec![6.0, 10.0 + off("after")], rows)
            }),
            jvp: Some(&|d| directional(d, "jvp")),
            hvp: Some(&|d| second(d, "hvp")),
            wide: Some(&|d| [second(d, "wide"), vec![0.0]].concat()),
            hessian: Some(&|| vec![vec![0.0, 1.0 + off("hessian")], vec![1.0, off("diagonal")]]),
            hessian_diagonal: Some(&|| vec![off("of diagonal"), 0.0]),
            jacobian_rows: Some(&|rows| [[3.0, 2.0], [5.0, off("block")]].map(Vec::from)[rows].to_vec()),
            jacobian: Some(&|| vec![vec![3.0, 2.0 + off("jacobian")], vec![5.0, 0.0]]),
        },
        tolerances: Tolerances::DOUBLE,
    };
    engines.check()
}

#[test]
fn a_fault_in_one_engine_is_found_and_named() {
    assert_eq!(run("none").disagreements(), []);
    for (wrong, named) in [
        ("plain", "the plain call gives 6.000001, generic gives 6.0"),
        ("generic", "the plain call gives 6.0, generic gives 6.000001"),
        ("exact slope", "the derivative of real 0 of the results by `y`: the difference quotient gives 2.0000"),
        ("value", "the plain call gives 6.0, value_and_grad gives 6.000001"),
        ("value_and_grad", "value_and_grad gives 2.000001, grad gives 2.0"),
        ("grad", "the derivative of real 0 of the results by `y`: vjp gives 2.0, grad gives 2.000001"),
        ("backward", "what backward adds gives"),
        ("not added", "what backward adds gives"),
        ("state added", "the derivative of the results by `z`: what backward adds gives"),
        ("state", "vjp times -0.75 gives"),
        ("after", "the value of real 1 of the results: the plain call gives 10.0, vjp gives 10.000001"),
        ("own", "the number of entries"),
        ("vjp", "Dual gives 2.0, vjp gives 2.000001"),
        ("second call", "the second call of its pullback gives"),
        ("jvp", "Dual gives 3.0, jvp gives 3.000001"),
        ("dual", "Dual gives 3.000001, jvp gives 3.0"),
        ("graph", "Value gives"),
        ("graph value", "the plain call gives 10.0, Value gives 10.000001"),
        ("hvp", "hvp gives"),
        ("wide", "Value<Dual> gives"),
        ("hessian", "its transpose gives"),
        ("diagonal", "hvp gives 0.0, hessian gives 1e-6"),
        ("of diagonal", "Value<Dual> gives 0.0, hessian_diagonal gives 1e-6"),
        ("block", "vjp gives 0.0, jacobian_rows gives 1e-6"),
        ("jacobian", "vjp gives 2.0, jacobian gives 2.000001"),
    ] {
        let report = run(wrong);
        let lines: Vec<_> = report.disagreements().iter().map(ToString::to_string).collect();
        assert!(lines.iter().any(|line| line.contains(named)), "{wrong}: {lines:#?}");
    }
}

#[test]
fn everything_is_compared() {
    let report = run("none");
    let names = "Dual Value Value<Dual> backward generic grad hessian hessian_diagonal hvp jacobian jacobian_rows jvp value_and_grad vjp";
    for name in names.split(' ').chain(["the difference quotient"]) {
        assert!(report.compared().contains(&name), "{name}: {:?}", report.compared());
    }
    assert_eq!(format!("{report}"), "");
}
