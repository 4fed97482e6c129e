//! What was found, and stays mended.
use super::check::{Attributed, check};
use super::macros;
use super::mutate::grouped;
use super::rng::Rng;

const WITH_EXPRESSIONS: [&str; 4] = [
    "fn f(x: f64) -> f64 { if x + 1.0 { 1.0 } else { x } }",
    "impl Net { fn plain(&self) -> f64 { 2.0 + 1.0 } #[differentiable] fn f(&self, x: f64) -> f64 { x + 1.0 } }",
    "trait Energy { fn plain(&self) -> f64 { 2.0 + 1.0 } #[differentiable] fn f(&self, x: f64) -> [f64; 2 + 1]; }",
    "#[derive(Differentiable)] struct Net { w: [f64; 2 + 1], k: [[f64; N - 1]; 2] }",
];

/// Parentheses that `macro_rules!` left can be seen in what comes back, and errors point at them.
#[test]
fn invisible_parentheses_are_shown_in_every_item() {
    for (k, text) in (0..).zip(WITH_EXPRESSIONS.iter().cycle()).take(80) {
        let item = grouped(&mut Rng::new(k), text.parse().expect("it is code"));
        let verdict = check(&macros, &Attributed { options: "", item });
        assert!(verdict.is_ok(), "{verdict:?}: {text}");
    }
}
