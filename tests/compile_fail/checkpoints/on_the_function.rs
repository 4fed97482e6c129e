use micrograd::prelude::*;

#[differentiable]
#[checkpoint]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    for _ in 0..n {
        v = v.sin();
    }
    v
}

fn main() {}
