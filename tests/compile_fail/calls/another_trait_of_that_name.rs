use micrograd::differentiable;

trait Scalar {
    fn sin(x: Self) -> f64;
}

impl Scalar for f64 {
    fn sin(x: f64) -> f64 {
        x * 2.0
    }
}

#[differentiable]
fn f(x: f64) -> f64 {
    Scalar::sin(x)
}

fn main() {}
