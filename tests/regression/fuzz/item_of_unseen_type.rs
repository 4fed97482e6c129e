//! An item of an iterator that is a field was refused as the result of a search.
use micrograd::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct P0 {
    x: f64,
}
#[differentiable]
impl P0 {
    #[differentiable]
    fn m1(&self, n: usize) -> f64 {
        let v3 = (0..n).map(|index| self.x).nth(1);
        v3.unwrap_or(0.5)
    }
}
#[differentiable]
fn f(e: P0, n: usize) -> f64 {
    let z = [0.5, 0.25];
    let last = z.chunks_exact(1).flat_map(|c| [e.m1(n), e.m1(n) * c[0]]).last();
    e.m1(n) * last.unwrap_or(e.x)
}

case!(val, int => (P0 { x: 0.7 }, 3), (P0 { x: 0.7 }, 1));
