use micrograd::prelude::*;

#[differentiable]
fn f(x: &[f64], n: usize) -> Option<f64> {
    let mut v = 1.0;
    #[checkpoint]
    for i in 0..n {
        v *= x.get(i)?;
    }
    Some(v)
}

fn main() {}
