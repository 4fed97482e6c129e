use micrograd::differentiable;
use std::ffi::OsString;

fn name(n: usize) -> OsString {
    "x".repeat(n).into()
}

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let s = name(n);
    x * s.len() as f64
}

fn main() {}
