use micrograd::differentiable;

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    match n {
        0 if x > 0.0 => x,
        _ => x * x,
    }
}

fn main() {}
