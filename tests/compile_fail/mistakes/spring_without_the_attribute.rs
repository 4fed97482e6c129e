use micrograd::prelude::*;
#[derive(Clone, Differentiable)]
struct Spring {
    k: f64,
    l: f64,
}
impl Spring {
    fn force(&self, x: f64) -> f64 {
        self.k * (x - self.l)
    }
}
#[differentiable]
fn energy(s: &Spring, x: f64) -> f64 {
    s.force(x) * x
}
fn main() {}
