use micrograd::differentiable;

#[differentiable]
fn f(x: f64, y: &[f64]) -> f64 {
    let a = x.midpoint(1.0);
    let b = vec![a, x];
    let square = |v: f64| v * v;
    for _w in y.windows(2) {}
    a + b[0] + square(x)
}

fn main() {}
