//! The harness finds a fault in any single engine.
use super::{Allows, Engines, Pair, Passing};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Engines for a function that returns `x * y` and leaves `z * x` in `z`, at (2, 3, 5), one of which is off by a
/// millionth; `x` is by value, `y` by reference, `z` by `&mut`.
fn run(wrong: &str) -> Result<(), String> {
    let off = |engine: &str| if engine == wrong { 1e-6 } else { 0.0 };
    let value = |x: &[f64], engine: &str| vec![x[0] * x[1] + off(engine), x[2] * x[0]];
    let gradient = |seed: &[f64], engine: &str| {
        vec![3.0 * seed[0] + 5.0 * seed[1], 2.0 * seed[0] + off(engine), 2.0 * seed[1] + off("state")]
    };
    let directional = |d: &[f64], engine: &str| -> Pair {
        (vec![6.0, 10.0], vec![3.0 * d[0] + 2.0 * d[1] + off(engine), 5.0 * d[0] + 2.0 * d[2]])
    };
    let vjp = |seeds: &[Vec<f64>]| {
        let mut rows: Vec<_> = seeds.iter().map(|s| gradient(s, "vjp")).collect();
        rows[seeds.len() / 3][1] += off("second call");
        (vec![6.0, 10.0 + off("after")], rows)
    };
    let own = |engine: &str| gradient(&[1.0, 0.0], engine)[..2 + usize::from(wrong == "own")].to_vec();
    let engines = Engines {
        name: "product",
        x: vec![2.0, 3.0, 5.0],
        passing: vec![Passing::Value, Passing::Shared, Passing::Mutable],
        plain: &|x| value(x, "plain"),
        generic: &|x| {
            let mut y = value(x, "generic");
            y[0] += off("slope") * x[1];
            y
        },
        exact: &|x| {
            let mut y = value(x, "exact");
            y[0] += 10.0 * off("exact slope") * x[1];
            y
        },
        second: None,
        jacobian: None,
        gradients: Some(&|| ((vec![6.0 + off("value"), 10.0], own("value_and_grad")), own("grad"))),
        backward: &|seed, before| {
            let added = if wrong == "not added" { 0.0 } else { before[1] };
            let state = if wrong == "state added" { before[2] } else { 0.0 };
            let g = gradient(seed, "backward");
            (vec![6.0, 10.0], vec![g[0], g[1] + added, g[2] + state])
        },
        vjp: &vjp,
        jvp: &|d| directional(d, "jvp"),
        dual: &|d| directional(d, "dual"),
        graph: &|seed| (vec![6.0, 10.0], gradient(seed, "graph")),
        allows: Allows::default(),
    };
    let result = catch_unwind(AssertUnwindSafe(|| engines.check()));
    result.map_err(|payload| payload.downcast_ref::<String>().cloned().expect("a message"))
}

#[test]
fn a_fault_in_one_engine_is_found_and_named() {
    assert_eq!(run("none"), Ok(()));
    for (wrong, named) in [
        ("plain", "value of generic at f64"),
        ("generic", "value of generic at f64"),
        ("slope", "value of generic at f64"),
        ("exact slope", "differences by input 1"),
        ("value", "value of value_and_grad"),
        ("value_and_grad", "value_and_grad against grad"),
        ("grad", "grad against vjp"),
        ("backward", "backward adds"),
        ("not added", "backward adds"),
        ("state added", "backward adds"),
        ("state", "the pullback is linear"),
        ("after", "value of vjp"),
        ("own", "grad against vjp"),
        ("vjp", "the pullback is linear"),
        ("second call", "the second call of the pullback"),
        ("jvp", "jvp against Dual"),
        ("dual", "jvp against Dual"),
        ("graph", "Value against vjp"),
    ] {
        let message = run(wrong).expect_err(wrong);
        assert!(message.contains(named), "{wrong}: {message}");
    }
}
