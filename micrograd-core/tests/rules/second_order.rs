//! Partials are differentiated in turn: `Dual<Dual>` and `Value<Dual>` against differences of the partials.
use crate::{
    cases::{by_partials, cases, hessian_by_dual, hessian_by_value},
    partials::differences,
};
use micrograd_core::check::{DIFFERENCE_TOLERANCE, ENGINE_TOLERANCE, agree};

#[test]
fn hessians_match_differences_and_each_other() {
    for case in cases(by_partials) {
        let mut skipped = 0;
        for (&n, x) in case.exponents().iter().flat_map(|n| case.points().map(move |x| (n, x))) {
            let name = case.rule.name;
            let (dual, value) = (hessian_by_dual(case.rule, &x, n), hessian_by_value(case.rule, &x, n));
            for (j, (dual, value)) in dual.iter().zip(&value).enumerate() {
                agree(dual, value, ENGINE_TOLERANCE).unwrap_or_else(|e| panic!("{name}, row {j} at {x:?}: {e}"));
                let Some(expected) = differences(|x| (case.eval)(x, n).1[j], &x) else {
                    skipped += 1;
                    continue;
                };
                agree(&expected, dual, DIFFERENCE_TOLERANCE)
                    .unwrap_or_else(|e| panic!("{name}, row {j} at {x:?}, n = {n}: {e}"));
            }
        }
        assert!(skipped <= 4, "{}: {skipped} rows next to a kink", case.rule.name);
    }
}
