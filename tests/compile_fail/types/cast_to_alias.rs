use micrograd::differentiable;

type Real = f64;

#[differentiable]
fn g(x: f64) -> f64 {
    x * x
}

#[differentiable]
fn f(x: f64) -> f64 {
    g(x as Real)
}

fn main() {}
