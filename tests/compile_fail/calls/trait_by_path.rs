use micrograd::prelude::*;

#[differentiable]
trait Area {
    #[differentiable]
    fn area(&self, k: f64) -> f64;
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Square {
    a: f64,
}

#[differentiable]
impl Area for Square {
    #[differentiable]
    fn area(&self, k: f64) -> f64 {
        self.a * self.a * k
    }
}

#[differentiable]
fn f(s: &Square, k: f64) -> f64 {
    Area::area(s, k)
}

fn main() {}
