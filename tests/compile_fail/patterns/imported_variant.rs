use micrograd::prelude::*;

#[derive(Clone, Differentiable)]
enum Shape {
    Circle(f64),
    Empty,
}
use Shape::*;

#[differentiable]
fn f(shape: &Shape, x: f64) -> f64 {
    match shape {
        Circle(r) => r * x,
        Empty => x,
    }
}

fn main() {}
