use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    #[checkpoint]
    for _ in 0..n {
        v = v.sin();
        if v > 0.5 {
            break;
        }
    }
    v
}

fn main() {}
