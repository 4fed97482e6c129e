use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64]) -> f64 {
    let mut values = x.iter();
    let head: f64 = values.by_ref().take(2).sum();
    head * values.sum::<f64>()
}

fn main() {}
