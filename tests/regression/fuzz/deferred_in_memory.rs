//! A number that is declared without a value and is kept in memory, because `&mut` is taken of it, was called an array.
use micrograd::prelude::*;

#[differentiable]
fn double(a: &mut f64, n: &mut usize) {
    *a *= 2.0;
    *n += 1;
}

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let mut b: f64;
    let mut m: usize;
    if n > 1 {
        b = x;
        m = n;
    } else {
        b = x * x;
        m = 2;
    }
    let mut s = 0.0;
    for _ in 0..n {
        let mut b: f64;
        b = x * s + 1.0;
        double(&mut b, &mut m);
        s += b;
    }
    double(&mut b, &mut m);
    b * m as f64 + s
}
case!(val, int => (0.5, 1_usize), (0.75, 2), (0.5, 0));
