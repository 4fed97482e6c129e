//! `f64::abs(0.5)` did not tell that it is a real: a search among such items was refused.
use micrograd::prelude::*;

#[differentiable]
fn f(mut __st0: f64, n: usize) -> f64 {
    let mut p: f64;
    p = 0.5;
    let mut __st0: f64 = loop {
        let mut __st0 = f64::abs(0.5) * __st0;
        let least = f64::abs(-0.25);
        let value: Vec<[f64; 2]> = vec![
            [
                (0..n).map(|count| least).skip_while(|&v| n % 3 == 1).max_by(|a, b| a.total_cmp(b)).unwrap_or(p).sin(),
                __st0
            ];
            1
        ];
        break value[0][0] * value[0][1];
    };
    __st0 * p
}

case!(val, int => (-1.2114, 2), (-1.2114, 1));
