use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let g = if x > 0.0 { |v: f64| v } else { |v: f64| -v };
    g(x)
}

fn main() {}
