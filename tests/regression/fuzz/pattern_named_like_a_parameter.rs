//! A name that a pattern declares inside a loop was taken for the parameter of that name: it was refused.
use micrograd::prelude::*;

#[differentiable]
fn f(x: &[f64], pair: (f64, usize), total: [f64; 3]) -> f64 {
    let mut stack: Vec<f64> = vec![pair.0 * x[0], total[1] + x[1]];
    let mut sum = 0.0;
    while let Some(mut pair) = stack.pop() {
        pair = pair * pair + x[0];
        sum += pair;
    }
    for mut total in x.iter().copied() {
        total *= total.sin();
        sum += total;
    }
    if let Some(mut total) = x.first().copied() {
        total += 1.0;
        sum *= total;
    }
    sum + total[0] * pair.0
}

case!(ref, val, val => (vec![0.7322, 1.25], (-0.5966, 3), [1.4989, -0.0184, -0.4659]));
