use micrograd::differentiable;

fn twice(g: impl Fn(f64) -> f64, v: f64) -> f64 {
    g(g(v))
}

#[differentiable]
fn f(x: f64, y: f64) -> f64 {
    twice(|v| v * x, y)
}

fn main() {}
