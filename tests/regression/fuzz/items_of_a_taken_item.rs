//! Found by `micrograd-fuzz --seed 310114 --only 92` and `--seed 310096 --only 84`: after the one item that `take` lets
//! through, its own items were not.
use micrograd::prelude::*;

#[differentiable]
fn f(rows: &mut [[f64; 2]], x: f64, v: &mut [f64; 3]) -> f64 {
    let some = v.chunks_exact(1).filter_map(|s| Some(0.5)).take(1);
    rows.fill([some.flat_map(|dy| [0.5, 0.5]).reduce(|left, right| 0.5).unwrap_or(x); 2]);
    0.5
}

case!(mutref, val, mutref => (vec![[-0.8018, -1.5497], [0.6000, -1.1644]], -0.7335, [1.2831, -1.7258, -0.4945]));
