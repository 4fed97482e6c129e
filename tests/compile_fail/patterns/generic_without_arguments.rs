use micrograd::prelude::*;

#[derive(Clone, Copy, Differentiable)]
struct Point<T> {
    x: T,
    y: T,
}

#[differentiable]
fn f(x: f64) -> f64 {
    let p = Point { x, y: x * x };
    p.x * p.y
}

fn main() {}
