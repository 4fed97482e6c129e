//! `#[differentiable(explain)]`: the listing is a constant, of the companion or of the method's type.
use micrograd::prelude::*;

/// A sum of neurons.
#[differentiable(explain)]
fn sum(x: f64, w: &[f64]) -> f64 {
    let mut s = 0.0;
    for wi in w {
        s += (wi * x).tanh();
    }
    s * s
}

/// Something with a method.
#[derive(Clone, Debug, Differentiable)]
struct Spring {
    k: f64,
}

#[differentiable]
impl Spring {
    /// The energy.
    #[differentiable(explain)]
    fn energy(&self, x: f64) -> f64 {
        self.k * x * x
    }
}

#[differentiable(explain)]
fn generic<S: Scalar>(x: &mut [S], k: S) {
    for v in x {
        *v *= k;
    }
}

#[test]
fn a_function_has_its_listing() {
    let lines: Vec<&str> = sum::EXPLAIN.lines().map(str::trim_end).collect();
    assert_eq!(lines[0], "sum(x, w): derivatives by x, w");
    for part in ["forward", "  for i in 0..w.len():", "  ds = dy*s + dy*s", "    take v3", "    dw[i] += dv2 * x"] {
        assert!(lines.contains(&part), "{part}:\n{}", sum::EXPLAIN);
    }
    assert!(sum::EXPLAIN.contains("saved for each i: v3 (a real)"));
    assert_eq!(grad_sum(0.5, &[2.0, -2.0]), (0.0, vec![0.0, 0.0]));
}

#[test]
fn a_method_and_a_function_without_a_result_have_theirs() {
    let head = Spring::EXPLAIN_ENERGY.lines().next();
    assert_eq!(head, Some("energy(self, x): derivatives by self, x"));
    assert!(generic::EXPLAIN.contains("restore the old x[i]"), "{}", generic::EXPLAIN);
}
