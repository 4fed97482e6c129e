use micrograd::differentiable;

#[differentiable]
fn f(m: &[[f64; 2]]) -> f64 {
    m.iter().flatten().rev().fold(0.0, |s, v| s * 0.5 + v)
}

fn main() {}
