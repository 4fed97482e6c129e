//! In `t.m(&mut *t)` with a method by value both were passed as shared references, which does not compile. (By hand: the
//! receiver of such a method was read after the arguments had changed it, see `receivers_before` in the corpus.)
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct P0 {
    x: f64,
    k: f64,
}
#[differentiable]
impl P0 {
    #[differentiable]
    fn m1(self, b: &mut P0) -> (f64, f64) {
        b.x *= self.k;
        (b.x, self.x * b.k)
    }
}
#[differentiable]
fn f(t: &mut P0) -> f64 {
    let (a, b) = t.m1(&mut *t);
    a * b * t.x
}

case!(mutref => (P0 { x : 1.2438, k: 0.7 }, ));
