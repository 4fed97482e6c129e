//! What was found: each item made a macro panic, gave code that was none, or an error that points at no token.
use super::check::{Attributed, check};
use super::macros;
use super::mutate::grouped;
use super::rng::Rng;

const FOUND: &[&str] = &[
    // the operator of `|=` stood nowhere
    "fn f(x: f64) -> f64 { let mut y = x; y |= x; y <<= 1.0; y }",
    // the end of a macro's arguments stood nowhere
    "fn f(x: f64) -> f64 { println!(\"{x}\", x =); x }",
    "fn f(x: f64) -> f64 { if matches!() { x } else { 1.0 } }",
    // there is no type of the result to point at
    "fn f(w: &mut [f64]) { w.len() + 1 }",
    // neither is there a label to point at
    "fn f(x: f64) -> f64 { let y = loop { if x > 1.0 { break (x, 1); } break x; }; x }",
    // attributes inside a body were written in front of generated functions, or of a method
    "fn f(x: f64) -> f64 { #![doc = \"Docs.\"] #![cfg(all())] x }",
    "impl Net { #[differentiable] fn f(&self, x: f64) -> f64 { #![allow(unused)] x } }",
    "trait Energy { #[differentiable] fn f(&self, x: f64) -> f64 { #![allow(unused)] x } }",
    // `& dyn Energy + Send` is no type
    "impl dyn Energy + Send { #[differentiable] fn f(&self, x: f64) -> f64 { x } }",
    // a block is no loop
    "fn f(x: f64) -> f64 { while x > 1.0 { 'a: { continue 'a; } } x }",
    // a pair has no third part
    "fn f(x: f64) -> f64 { let mut w = 'w: { (x, [x; 2]) }; w.2 *= x; x + w.1[1] }",
    // `_` is no name
    "#[derive(Clone, Copy, Debug, Differentiable)] #[differentiable(crate = \"mg\")] pub struct Over<_>(pub T, pub [u8; 2]);",
    // a bound may end in `+`
    "fn f<S: Scalar +>(x: S) -> S { x }",
];

#[test]
fn what_was_found_stays_mended() {
    for text in FOUND {
        let item = text.parse().expect("it is code");
        let verdict = check(&macros, &Attributed { options: "", item });
        assert!(verdict.is_ok(), "{verdict:?}: {text}");
    }
}

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
