use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    let every = n / 2;
    #[checkpoint(every + 1)]
    for _ in 0..n {
        v = v.sin();
    }
    #[checkpoint(2.5)]
    for _ in 0..n {
        v = v.sin();
    }
    v / every as f64
}

fn main() {}
