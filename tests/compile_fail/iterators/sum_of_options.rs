use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64]) -> f64 {
    let s: Option<f64> = x.iter().map(|v| if *v > 0.0 { Some(*v) } else { None }).sum();
    s.unwrap_or(0.0)
}

fn main() {}
