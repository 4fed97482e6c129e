use micrograd::prelude::*;
use std::ops::Add;
#[derive(Clone, Copy, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}
impl Add for V2 {
    type Output = V2;
    fn add(self, o: V2) -> V2 {
        V2 { x: self.x + o.x, y: self.y + o.y }
    }
}
#[differentiable]
fn len(a: V2, b: V2) -> f64 {
    let c = a + b;
    (c.x * c.x + c.y * c.y).sqrt()
}
fn main() {}
