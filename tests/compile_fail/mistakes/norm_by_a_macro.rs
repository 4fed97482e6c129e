use micrograd::prelude::*;
macro_rules! sq {
    ($e:expr) => {
        $e * $e
    };
}
#[differentiable]
fn norm(x: f64, y: f64) -> f64 {
    (sq!(x) + sq!(y)).sqrt()
}
fn main() {}
