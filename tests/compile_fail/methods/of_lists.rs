use micrograd::prelude::*;

#[differentiable]
fn f(x: &[f64]) -> f64 {
    let mut y = x.to_vec();
    y.retain(|v| *v > 0.0);
    y.reserve(3);
    let tail = y.split_off(2);
    let first: Vec<f64> = y.drain(..2).collect();
    y.append(&mut tail.clone());
    let rows = vec![vec![1.0, x[0]], vec![2.0]];
    let all = rows.concat();
    y.sort_by(f64::total_cmp);
    y[0] * first[0] * all[0]
}

fn main() {}
