use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let pair = (|v: f64| v * x, 2.0);
    (pair.0)(pair.1)
}

fn main() {}
