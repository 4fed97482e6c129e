use micrograd::prelude::*;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut v = x;
    'outer: for _ in 0..n {
        #[checkpoint(revolve = 3)]
        for i in 0..n {
            v = v.sin();
            if i > 3 {
                continue 'outer;
            }
        }
    }
    v
}

fn main() {}
