//! Bad input to generated functions is a clear panic; nothing is lost silently.
use micrograd::prelude::*;

#[differentiable]
fn first(w: &[f64]) -> f64 {
    w[0] * w[0]
}

fn message<T: std::fmt::Debug>(f: impl FnOnce() -> T + std::panic::UnwindSafe) -> String {
    let error = std::panic::catch_unwind(f).expect_err("this must panic");
    let text = error.downcast_ref::<String>().cloned();
    text.or_else(|| error.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default()
}

#[test]
fn an_adjoint_of_the_wrong_length() {
    let text = message(|| backward_first(&[1.0, 2.0], 1.0, &mut [0.0; 3]));
    assert_eq!(text, "the tangent or adjoint of `w` must have its length 2, it has 3");
}

#[test]
fn a_tangent_of_the_wrong_length() {
    let text = message(|| jvp_first(&[1.0, 2.0], &[1.0]));
    assert!(text.contains("the tangent or adjoint of `w` must have its length 2, it has 1"), "{text}");
}

#[differentiable]
fn checked(x: f64, n: usize, w: &[f64]) -> f64 {
    assert!(n < w.len(), "no element {n} in {w:?} for {}", x);
    debug_assert!(x.is_finite());
    assert_eq!(n % 2, 0);
    x * w[n]
}

#[test]
fn the_panics_of_the_function_itself() {
    for (n, len) in [(5, 3), (1, 3)] {
        let w = vec![1.5; len];
        let (plain, generated, pullback) = (w.clone(), w.clone(), w);
        let expected = message(move || checked(0.5, n, &plain));
        assert_eq!(message(move || drop(grad_checked(0.5, n, &generated))), expected);
        assert_eq!(message(move || vjp_checked(0.5, n, &pullback).0), expected);
    }
    let expected = message(|| first(&[]));
    assert_eq!(message(|| drop(grad_first(&[]))), expected);
    assert!(expected.contains("index out of bounds"), "{expected}");
}
