//! The first value of a fold came from a method, whose type is not known: `a variable that is no number is assigned in
//! a loop`.
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct P {
    x: f64,
}

#[differentiable]
impl P {
    #[differentiable]
    fn start(self, by: f64) -> f64 {
        self.x * by
    }

    #[differentiable]
    fn moved(&self, by: f64) -> P {
        P { x: self.x + by * self.x }
    }
}

#[differentiable]
fn f(p: &P, v: &[f64]) -> f64 {
    let s = v.iter().fold(p.start(v[0]), |s, x| s * 0.67 + x * s);
    let q = v.iter().fold(p.moved(s), |q, x| q.moved(x * s));
    q.x * s
}
case!(ref, ref => (P { x: 0.75 }, vec![0.5, -0.25, 1.5]));
