use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64]) -> f64 {
    let total = x.iter().try_fold(0.0, |s, v| if *v > 0.0 { Some(s + v) } else { None });
    total.unwrap_or(0.0)
}

fn main() {}
