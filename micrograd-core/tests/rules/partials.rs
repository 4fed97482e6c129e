//! First derivatives of every row: the partial functions, `Dual` and `Value` against differences and each other.
use crate::cases::{Case, by_dual, by_partials, by_value, cases};
use micrograd_core::check::{DIFFERENCE_TOLERANCE, ENGINE_TOLERANCE, agree};

/// A five-point difference of a function of one variable: error of order `h^4`, so that 1e-6 is far away from it.
fn difference(f: impl Fn(f64) -> f64, x: f64, h: f64) -> f64 {
    (8.0 * (f(x + h) - f(x - h)) - (f(x + 2.0 * h) - f(x - 2.0 * h))) / (12.0 * h)
}

/// The gradient of `f` by differences, or nothing if a jump or a kink is so near that two steps disagree.
pub fn differences(f: impl Fn(&[f64]) -> f64, x: &[f64]) -> Option<Vec<f64>> {
    let slope = |k: usize| {
        let at = |v: f64| {
            let mut x = x.to_vec();
            x[k] = v;
            f(&x)
        };
        let h = 1e-4 * (1.0 + x[k].abs());
        let (wide, narrow) = (difference(at, x[k], h), difference(at, x[k], h / 2.0));
        ((wide - narrow).abs() <= 1e-6 * (1.0 + narrow.abs())).then_some(narrow)
    };
    (0..x.len()).map(slope).collect()
}

/// Compares each case's gradient with differences of its value; the message names the first rule that is off.
fn check_against_differences(cases: &[Case]) -> Result<(), String> {
    for case in cases {
        let mut skipped = 0;
        for (&n, x) in case.exponents().iter().flat_map(|n| case.points().map(move |x| (n, x))) {
            let Some(expected) = differences(|x| (case.eval)(x, n).0, &x) else {
                skipped += 1;
                continue;
            };
            agree(&expected, &(case.eval)(&x, n).1, DIFFERENCE_TOLERANCE)
                .map_err(|e| format!("rule `{}` at {x:?}, n = {n}: {e}", case.rule.name))?;
        }
        if skipped > 2 {
            return Err(format!("rule `{}`: {skipped} points next to a kink", case.rule.name));
        }
    }
    Ok(())
}

#[test]
fn partials_match_differences() {
    check_against_differences(&cases(by_partials)).unwrap();
}

#[test]
fn duals_match_differences() {
    check_against_differences(&cases(by_dual)).unwrap();
}

#[test]
fn values_match_differences() {
    check_against_differences(&cases(by_value)).unwrap();
}

#[test]
fn engines_agree() {
    for ((partials, dual), value) in cases(by_partials).iter().zip(cases(by_dual)).zip(cases(by_value)) {
        for (&n, x) in partials.exponents().iter().flat_map(|n| partials.points().map(move |x| (n, x))) {
            let (y, expected) = (partials.eval)(&x, n);
            for engine in [&dual, &value] {
                let (v, grad) = (engine.eval)(&x, n);
                assert_eq!(v.to_bits(), y.to_bits(), "{} at {x:?}", dual.rule.name);
                agree(&expected, &grad, ENGINE_TOLERANCE)
                    .unwrap_or_else(|e| panic!("{} at {x:?}, n = {n}: {e}", dual.rule.name));
            }
        }
    }
}

/// A checker that cannot fail proves nothing: each rule in turn is made wrong by one part in ten thousand.
#[test]
fn a_wrong_partial_is_found_and_named() {
    for wrong in 0..cases(by_partials).len() {
        let mut cases = cases(by_partials);
        let rule = cases[wrong].rule;
        cases[wrong].eval = Box::new(move |x, n| {
            let (y, mut grad) = by_partials(rule, x, n);
            let last = grad.last_mut().unwrap();
            *last += 1e-4 * (1.0 + last.abs());
            (y, grad)
        });
        let message = check_against_differences(&cases).unwrap_err();
        assert!(message.contains(&format!("rule `{}`", rule.name)), "{message}");
    }
}
