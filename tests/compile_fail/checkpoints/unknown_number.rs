use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    #[checkpoint]
    for i in (0..n).take_while(|i| *i < 7) {
        v = v.sin() * i as f64;
    }
    #[checkpoint]
    for i in 0.. {
        v = v.sin() * i as f64;
    }
    v
}

fn main() {}
