use micrograd::prelude::*;
use std::collections::HashMap;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut seen: HashMap<usize, usize> = HashMap::new();
    let mut s = x;
    #[checkpoint]
    for i in 0..n {
        seen.insert(i % 3, i);
        s = (s * x).sin() * seen.len() as f64;
    }
    s
}

fn main() {}
