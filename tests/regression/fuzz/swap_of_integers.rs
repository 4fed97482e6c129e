//! An integer in a tuple that has a real was exchanged with a variable that has no adjoint: its adjoint was named.
use micrograd::prelude::*;

#[differentiable]
fn f(j: &mut usize, mut out: (f64, usize), x: &[f64]) -> f64 {
    std::mem::swap(&mut out.1, j);
    let first = x[out.1 % x.len()];
    let mut k = 1;
    std::mem::swap(&mut k, &mut out.1);
    first * out.0 * x[k % x.len()] + *j as f64 * x[out.1]
}

case!(intmut, val, ref => (2_usize, (0.0312 , 4), vec![0.7, -0.3, 1.2]), (0_usize, (0.4, 1), vec![0.7, 1.2]));
