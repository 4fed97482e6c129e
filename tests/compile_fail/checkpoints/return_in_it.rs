use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    #[checkpoint(3)]
    for _ in 0..n {
        v = v.sin();
        for k in 0..3 {
            if k > n {
                return v * 2.0;
            }
        }
    }
    v
}

fn main() {}
