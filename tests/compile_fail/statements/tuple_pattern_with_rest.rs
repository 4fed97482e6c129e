use micrograd::differentiable;

#[differentiable]
fn f(x: (f64, f64, f64)) -> f64 {
    let (a, ..) = x;
    a * a
}

fn main() {}
