//! Macros that are wrong on purpose: the check finds each, and says what is wrong.
use super::check::{Attributed, Verdict, check};
use super::shrink::shrink;
use super::{TokenStream, expand};
use quote::quote;

const FUNCTION: &str = "fn f(x: f64, n: usize) -> f64 {
    let mut y = x.sin();
    for i in 0..n { if i > 2 { y *= x; while y > 1.0 { y = y * 0.5; } } }
    assert!(y < 2.0, \"{y}\");
    y
}";

fn function() -> Attributed {
    Attributed { options: "", item: FUNCTION.parse().expect("it is code") }
}

fn verdict(expand: impl Fn(TokenStream, &TokenStream) -> TokenStream + 'static) -> Result<Verdict, String> {
    check(&expand, &function())
}

/// The function, and what somebody's macro adds to it.
fn with(added: &'static str) -> Result<Verdict, String> {
    verdict(move |_, item| {
        let added: TokenStream = added.parse().expect("it is code");
        quote!(#item #added)
    })
}

#[test]
fn the_real_one_is_right() {
    assert_eq!(verdict(expand), Ok(Verdict::Accepted));
    assert_eq!(with("compile_error! { \"why\" }"), Ok(Verdict::Refused(1)));
}

#[test]
fn a_panic_is_found_where_it_happened() {
    let found = verdict(|_, _| panic!("on purpose")).expect_err("it panics");
    assert!(found.contains("on purpose") && found.contains("sabotage.rs"), "{found}");
}

#[test]
fn each_wrong_end_is_found() {
    let wrong = [
        (with(""), "there is only"),
        (with("fn vjp_f() {}"), "there is only"),
        (with("fn 3"), "does not parse"),
        (with("compile_error! { \"\" }"), "an error says"),
        (with("compile_error! { \"internal error\" }"), "an error says"),
        (with("compile_error! { 1 }"), "no message"),
        (with("compile_error! { \"why\" } fn vjp_f() {}"), "there is only"),
        (verdict(|_, _| quote!(::core::compile_error! { "why" })), "is lost"),
        (verdict(|_, _| "fn f() {} compile_error! {}".parse().expect("it is code")), "is lost"),
        (verdict(|_, item| quote!(#item ::core::compile_error! { "why" })), "points at no token"),
    ];
    for (found, expected) in wrong {
        assert!(found.as_ref().is_err_and(|how| how.contains(expected)), "{found:?} is not `{expected}`");
    }
}

#[test]
fn a_failure_is_made_small() {
    let fails = |_, item: &TokenStream| {
        assert!(!item.to_string().contains("while"), "it cannot do that");
        expand(TokenStream::new(), item)
    };
    let how = check(&fails, &function()).expect_err("it panics");
    let small = shrink(&fails, &function(), &how).item.to_string();
    assert!(small.contains("while") && !small.contains("sin") && !small.contains("assert"), "{small}");
}
