//! What `x.iter().chain(..)` is called on was taken to change: `x` was named in the index of the same statement, which was
//! refused.
use micrograd::prelude::*;

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct P0 {
    x: f64,
    k: Vec<f64>,
    v: [f64; 3],
}
#[differentiable]
impl P0 {
    #[differentiable]
    fn m2(&mut self, b: &P0) -> f64 {
        self.v[b.x as usize] += b.k.iter().chain(self.k.iter()).sum::<f64>();
        self.v[1] *= b.k.windows(2).skip_while(|w| w[0] > w[1]).map(|w| w[0] * w[1]).sum::<f64>();
        self.v[1] * b.x
    }
}
#[differentiable]
fn f(p: &mut P0, q: &P0) -> f64 {
    p.m2(q) * p.v[0]
}

case!(mutref, ref => (P0 { x: 0.3, k: vec![0.5, 0.25], v: [1.2, -0.4, 0.9] }, P0 { x: 1.3, k: vec![0.7, 1.9, 0.2], v: [0.1, 0.2, 0.3] }));
