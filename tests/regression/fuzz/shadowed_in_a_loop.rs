//! A local of the loop that is assigned was taken for the parameter that it shadows, which cannot be carried: `a variable
//! that is no number is assigned in a loop`.
use micrograd::prelude::*;

#[differentiable]
fn f(e: (f64, usize), x: f64) -> f64 {
    let mut s = e.0;
    for _ in 0..e.1 {
        let mut e = [x, s];
        e = [e[1] * x, e[0] * s];
        s += e[0] * e[1];
    }
    s
}
case!(val, val => ((0.5, 3), 0.25), ((0.5, 0), 0.25));
