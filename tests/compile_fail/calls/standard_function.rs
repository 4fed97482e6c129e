use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let a = std::convert::identity(x);
    a * a
}

fn main() {}
