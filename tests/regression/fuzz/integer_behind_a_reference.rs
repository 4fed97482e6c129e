//! What a call without a pullback changed behind a reference to an integer was restored as if it were a slice: it did not
//! compile, and a vector that had grown could not have been restored.
use micrograd::prelude::*;

#[differentiable]
fn step(at: &mut usize, seen: &mut Vec<usize>, x: &[f64]) -> f64 {
    *at += 1;
    seen.push(*at);
    x[*at % x.len()] + 0.5
}

#[differentiable(recursive)]
fn walk(at: &mut usize, seen: &mut Vec<usize>, x: &[f64], y: &[f64], left: usize) -> f64 {
    if step(at, seen, &[0.25, 1.5]) > 1.0 && left == 0 {
        return y[*at % y.len()] * seen.len() as f64;
    }
    let a = x[*at % x.len()] * y[seen.len() % y.len()];
    a.sin() + walk(at, seen, y, x, left.saturating_sub(1))
}

#[differentiable]
fn f(x: &[f64], y: &[f64]) -> f64 {
    let mut at = 1;
    let mut seen = vec![4, 7];
    walk(&mut at, &mut seen, x, y, 3) * x[at % x.len()] + seen.len() as f64 * y[0]
}

case!(ref, ref => (vec![0.7, -0.3, 1.2], vec![0.4, 1.9]), (vec![0.7, 1.2], vec![0.4, 1.9, -0.8]));
