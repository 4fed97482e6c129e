use micrograd::differentiable;

trait Saturating {
    fn add(self, other: f64) -> f64;
}

impl Saturating for f64 {
    fn add(self, other: f64) -> f64 {
        (self + other).min(1.0)
    }
}

#[differentiable]
fn f(x: f64) -> f64 {
    x.add(0.5) * x
}

fn main() {}
