//! Every construct that the macro refuses, with the message that a user reads. One mistake per file.

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/compile_fail/*.rs");
    cases.compile_fail("tests/compile_fail/*/*.rs");
}
