//! One snapshot of the IR and one of the expansion for each way a program can go.
use super::{lowered, pretty, pretty_with};

macro_rules! snapshots {
    ($($name:ident: $function:literal;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(concat!(stringify!($name), "_ir"), lowered($function));
            // what a body becomes shows in one of the functions
            insta::assert_snapshot!(concat!(stringify!($name), "_code"), pretty_with("modes(vjp)", $function));
        }
    )*};
}

snapshots! {
    straight_line: "fn f(x: f64, y: f64) -> f64 { let t = x * y; t * t + x.tanh() }";
    reduction: "fn f(w: &[f64], x: &[f64]) -> f64 { let mut s = 0.0; for i in 0..w.len() { s += w[i] * x[i]; } s }";
    branches: "fn f(x: f64, n: usize) -> f64 { let mut y = x; match n { 0 => y *= x, 1..=3 => y = y.exp(), k => { if y > 1.0 { y = y / k as f64; } } } y }";
    early_return: "fn f(x: &[f64]) -> f64 { let mut p = 1.0; for v in x { if *v == 0.0 { return 0.0; } p *= v; } p }";
    while_loop: "fn f(x: f64) -> f64 { let mut v = x; while v > 1.0 { v = v.sqrt() * 0.9; } v }";
    memory: "fn f(x: &[f64; 3], k: usize) -> f64 { let mut c = [0.0; 3]; for i in 0..3 { c[i] = x[i] * x[k]; c[k] *= c[i]; } c[0] + c[2] }";
    calls: "fn f(x: f64, a: &[f64; 2]) -> f64 { let y = g(x, a); let (p, q) = m::h(y, &[x, y]); p * q }";
    generic: "fn f<S: Scalar>(x: S, n: i32) -> S { let c = S::from_f64(0.5); c * x.powi(n) }";
    single_precision: "fn f(x: f32) -> f32 { 0.1 * x.exp() }";
    checkpoint: "fn f(x: f64, n: usize) -> f64 { let mut c = [x; 2]; let mut v = x; #[checkpoint] for i in 0..n { assert!(v < 9.0); v = v.sin(); c[i % 2] *= v; } c[0] * v }";
    revolve: "fn f(x: f64, n: usize) -> f64 { let mut v = x; #[checkpoint(revolve = 8)] for _ in 0..n { v *= x; } v }";
    block: "fn f(x: f64, y: f64) -> f64 { let r = 'a: { if x > y { break 'a x * y; } x + y }; r * x }";
    loop_value: "fn f(x: f64) -> f64 { let mut t = x; let r = loop { t = t * x; if t > 2.0 { break t.ln(); } }; r + t }";
    option: "fn f(x: Option<f64>, w: &[f64]) -> Option<f64> { let a = x? * *w.first()?; match x { Some(v) if v > 1.0 => Some(v * a), _ => None } }";
    variants: "fn f(s: &Shape, k: f64) -> f64 { match s { Shape::Circle(r) => r * r * k, Shape::Box { w, .. } => w + k, Shape::Empty => k } }";
    array_result: "fn f(x: f64) -> ([f64; 2], usize) { ([x * x, x.sin()], 3) }";
}

/// All functions for users, of both kinds of results.
#[test]
fn every_mode() {
    insta::assert_snapshot!("every_mode_scalar", pretty("fn f(x: f64, w: &[f64], n: usize) -> f64 { w[n] * x }"));
    insta::assert_snapshot!("every_mode_vector", pretty("fn f(x: &[f64], y: &mut [f64]) { y[0] = x[0] * x[1]; }"));
}

/// The function behind `assert_grad!`.
#[test]
fn check() {
    insta::assert_snapshot!(
        "check",
        super::checked("fn f(x: f64, w: &[f64], n: usize, s: &mut f64) -> f64 { w[n] * x }")
    );
}
