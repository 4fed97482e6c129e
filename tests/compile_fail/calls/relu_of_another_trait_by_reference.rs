use micrograd::differentiable;

trait Leaky {
    fn relu(&self) -> f64;
}

impl Leaky for f64 {
    fn relu(&self) -> f64 {
        self.max(0.1 * *self)
    }
}

#[differentiable]
fn f(x: f64) -> f64 {
    x.relu() * x
}

fn main() {}
