use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    #[checkpoint(every = 3)]
    for _ in 0..n {
        v = v.sin();
    }
    #[checkpoint(3, revolve = 3)]
    for _ in 0..n {
        v = v.sin();
    }
    #[checkpoint(revolve)]
    for _ in 0..n {
        v = v.sin();
    }
    #[checkpoint = 3]
    for _ in 0..n {
        v = v.sin();
    }
    #[checkpoint]
    #[checkpoint(3)]
    for _ in 0..n {
        v = v.sin();
    }
    v
}

fn main() {}
