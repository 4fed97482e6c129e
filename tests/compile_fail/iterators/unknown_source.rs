use micrograd::differentiable;

#[differentiable]
fn f(x: f64, s: &str) -> f64 {
    s.split(',').map(|word| x * word.len() as f64).sum()
}

fn main() {}
