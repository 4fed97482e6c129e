use micrograd::prelude::*;

#[derive(Clone, Copy, Differentiable)]
struct Triple(f64, f64, f64);

#[differentiable]
fn f(t: &Triple) -> f64 {
    let Triple(.., last) = t;
    last * last
}

fn main() {}
