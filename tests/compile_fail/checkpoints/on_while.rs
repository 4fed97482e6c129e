use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    #[checkpoint]
    while v > 0.5 {
        v = v.sin() / n as f64;
    }
    v
}

fn main() {}
