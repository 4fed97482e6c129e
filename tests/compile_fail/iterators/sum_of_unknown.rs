use micrograd::{Differentiable, differentiable};

#[derive(Clone, Differentiable)]
pub struct Spring {
    k: f64,
}

#[differentiable]
fn twice(v: f64) -> f64 {
    2.0 * v
}

#[differentiable]
fn f(springs: &[Spring], x: f64) -> f64 {
    twice(springs.iter().map(|spring| spring.k).sum()) * x
}

fn main() {}
