//! A variant without fields as an argument was not mapped to the image of its enum: it did not compile.
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct P0 {
    d_x: f64,
}
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
enum Gear {
    Idle,
    Hold(f64, f64),
}
#[differentiable]
trait HasM1 {
    #[differentiable]
    fn m1(&self, d_y: &[f64], index: usize, gear: &Gear) -> f64;
}
#[differentiable]
impl HasM1 for P0 {
    #[differentiable]
    fn m1(&self, d_y: &[f64], index: usize, gear: &Gear) -> f64 {
        match gear {
            Gear::Idle => self.d_x * d_y[index],
            Gear::Hold(a, b) => a * b,
        }
    }
}
#[differentiable]
fn geared(gear: Gear, x: f64) -> f64 {
    match gear {
        Gear::Idle => x * x,
        Gear::Hold(a, b) => a * x + b,
    }
}
#[differentiable]
fn f(x: &[f64]) -> f64 {
    P0 { d_x: 0.5 }.m1(x, 0, &Gear::Idle) + geared(Gear::Idle, x[1])
}

case!(ref => (vec![1.1984, -1.6275],));
