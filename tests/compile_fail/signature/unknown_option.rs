use micrograd::differentiable;

#[differentiable(speed = 11)]
fn f(x: f64) -> f64 {
    x
}

fn main() {}
