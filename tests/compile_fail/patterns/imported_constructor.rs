use micrograd::prelude::*;

#[derive(Clone, Differentiable)]
enum Shape {
    Circle(f64),
    Empty,
}
use Shape::Circle;

#[differentiable]
fn f(x: f64) -> Shape {
    if x > 0.0 { Circle(x) } else { Shape::Empty }
}

fn main() {}
