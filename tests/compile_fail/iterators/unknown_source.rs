use micrograd::differentiable;

#[differentiable]
fn f(x: f64, s: &str) -> f64 {
    s.chars().map(|c| x * c as u32 as f64).sum()
}

fn main() {}
