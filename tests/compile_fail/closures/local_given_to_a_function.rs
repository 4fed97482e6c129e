use micrograd::differentiable;

fn twice(g: impl Fn(f64) -> f64, v: f64) -> f64 {
    g(g(v))
}

#[differentiable]
fn f(x: f64, y: f64) -> f64 {
    let scale = |v| v * x;
    twice(scale, y)
}

fn main() {}
