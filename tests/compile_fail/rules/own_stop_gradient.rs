use micrograd::differentiable;

fn stop_gradient(x: f64) -> f64 {
    2.0 * x
}

#[differentiable]
fn f(x: f64) -> f64 {
    x * stop_gradient(x)
}

fn main() {}
