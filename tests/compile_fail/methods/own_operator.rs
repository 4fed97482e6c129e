use micrograd::{Differentiable, differentiable};
use std::ops::Mul;

#[derive(Clone, Copy, Differentiable)]
struct Complex {
    re: f64,
    im: f64,
}

impl Mul for Complex {
    type Output = Complex;
    fn mul(self, o: Complex) -> Complex {
        Complex { re: self.re * o.re - self.im * o.im, im: self.re * o.im + self.im * o.re }
    }
}

#[differentiable]
fn f(z: Complex) -> f64 {
    let w = z * z;
    w.re
}

fn main() {}
