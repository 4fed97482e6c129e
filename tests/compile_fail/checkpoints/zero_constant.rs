use micrograd::prelude::*;

const EVERY: usize = 3 - 3;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    #[checkpoint(EVERY)]
    for _ in 0..n {
        v = v.sin();
    }
    v
}

fn main() {}
