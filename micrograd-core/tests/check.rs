//! The checker itself: what passes, what fails, and what the failure says.
#![allow(clippy::float_cmp, reason = "exact values are expected")]
use micrograd_core::check::{Mismatch, Report, agree, central_differences, dot_test, gradcheck, relative_error};

fn f(x: &[f64]) -> f64 {
    x[0].sin() * x[1].exp() + x[2]
}
const X: [f64; 3] = [0.4, 1.2, -300.0];
fn grad() -> [f64; 3] {
    [X[0].cos() * X[1].exp(), X[0].sin() * X[1].exp(), 1.0]
}

#[test]
fn a_right_gradient_passes() {
    let report = gradcheck(f, &X, &grad()).unwrap();
    assert!(report.error < 1e-8 && report.index.is_some());
    assert_eq!(gradcheck(|_| 1.0, &[], &[]), Ok(Report { error: 0.0, index: None }));
    assert_eq!(central_differences(|x| x[0], &[2.0]), [1.0]);
}

#[test]
fn a_wrong_entry_is_named_with_both_numbers() {
    let mut wrong = grad();
    wrong[2] = 1.5;
    wrong[0] += 1e-3;
    let error = gradcheck(f, &X, &wrong).unwrap_err();
    let text = error.to_string();
    assert!(text.starts_with("entry 2: expected ") && text.contains("got 1.5"), "{text}");
    assert!(text.ends_with("(relative error 3.3e-1, allowed 1e-6)"), "{text}");
    let _: &dyn std::error::Error = &error;
}

#[test]
fn nan_never_passes() {
    for (expected, actual) in [(f64::NAN, 1.0), (1.0, f64::NAN), (f64::NAN, f64::NAN), (f64::INFINITY, 1.0)] {
        let error = agree(&[0.0, expected], &[0.0, actual], 1e300).unwrap_err();
        assert!(matches!(error, Mismatch::Entry { index: 1, .. }), "{error}");
    }
    assert!(agree(&[f64::INFINITY], &[f64::INFINITY], 0.0).is_ok());
    assert!(agree(&[f64::INFINITY], &[f64::NEG_INFINITY], 1.0).is_err());
    assert!(gradcheck(|x| x[0].sqrt(), &[-1.0], &[0.0]).is_err());
}

#[test]
fn lengths_must_match() {
    let expected = Mismatch::Length { expected: 3, actual: 2 };
    assert_eq!(gradcheck(f, &X, &[1.0, 2.0]), Err(expected));
    assert_eq!(expected.to_string(), "expected 3 entries, got 2");
    assert!(dot_test(&[1.0], &[1.0, 2.0], &[1.0], &[1.0]).is_err());
    assert!(dot_test(&[1.0], &[1.0], &[1.0, 2.0], &[1.0]).is_err());
}

#[test]
fn the_dot_test_compares_the_two_modes() {
    // J = [[1, 2], [3, 4], [5, 6]], v = (1, -1), ybar = (2, 0, 1)
    let (jvp, vjp) = ([-1.0, -1.0, -1.0], [7.0, 10.0]);
    assert!(dot_test(&jvp, &[2.0, 0.0, 1.0], &[1.0, -1.0], &vjp).is_ok());
    let wrong = dot_test(&jvp, &[2.0, 0.0, 1.0], &[1.0, -1.0], &[7.0, 10.0 + 1e-9]).unwrap_err();
    assert!(wrong.to_string().starts_with("entry 0: expected -3.0, got -3.00000000"), "{wrong}");
}

#[test]
fn relative_errors() {
    assert_eq!(relative_error(0.25, 0.5), 0.25, "absolute below one");
    assert_eq!(relative_error(100.0, -100.0), 2.0);
    assert!(relative_error(f64::NAN, f64::NAN).is_nan());
}
