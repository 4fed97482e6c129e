use micrograd::prelude::*;

#[derive(Differentiable)]
#[differentiable(skip)]
struct A {
    x: f64,
}

#[derive(Differentiable)]
struct B {
    #[differentiable(ignore)]
    x: f64,
}

#[derive(Differentiable)]
enum C {
    #[differentiable(skip)]
    One(f64),
}

#[derive(Differentiable)]
struct D {
    #[differentiable]
    x: f64,
}

fn main() {}
