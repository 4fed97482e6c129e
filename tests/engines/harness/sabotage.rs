//! The harness finds a fault in any single engine.
use super::{Allows, Engines, Pair};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Engines for `x * y` at (2, 3), one of which is off by a millionth; `x` is by value, `y` by reference.
fn run(wrong: &str) -> Result<(), String> {
    let off = |engine: &str| if engine == wrong { 1e-6 } else { 0.0 };
    let value = |x: &[f64], engine: &str| vec![x[0] * x[1] + off(engine)];
    let gradient = |seed: f64, engine: &str| vec![3.0 * seed, 2.0 * seed + off(engine)];
    let directional = |d: &[f64], engine: &str| -> Pair { (vec![6.0], vec![3.0 * d[0] + 2.0 * d[1] + off(engine)]) };
    let vjp = |seeds: &[Vec<f64>]| {
        let mut rows: Vec<_> = seeds.iter().map(|s| gradient(s[0], "vjp")).collect();
        rows[seeds.len() / 3][1] += off("second call");
        (vec![6.0], rows)
    };
    let engines = Engines {
        name: "product",
        x: vec![2.0, 3.0],
        by_ref: vec![false, true],
        plain: &|x| value(x, "plain"),
        generic: &|x| vec![x[0] * x[1] + off("generic") + off("slope") * x[1]],
        gradients: Some(&|| ((vec![6.0 + off("value")], gradient(1.0, "value_and_grad")), gradient(1.0, "grad"))),
        backward: &|seed, before| {
            let added = if wrong == "not added" { 0.0 } else { before[1] };
            let g = gradient(seed[0], "backward");
            (vec![6.0], vec![g[0], g[1] + added])
        },
        vjp: &vjp,
        jvp: &|d| directional(d, "jvp"),
        dual: &|d| directional(d, "dual"),
        graph: &|seed| (vec![6.0], gradient(seed[0], "graph")),
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
        ("value", "value of value_and_grad"),
        ("value_and_grad", "value_and_grad against grad"),
        ("grad", "grad against vjp"),
        ("backward", "backward adds"),
        ("not added", "backward adds"),
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
