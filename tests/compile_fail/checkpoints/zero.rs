use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    #[checkpoint(0)]
    for _ in 0..n {
        v = v.sin();
    }
    #[checkpoint(revolve = 0)]
    for _ in 0..n {
        v = v.sin();
    }
    v
}

fn main() {}
