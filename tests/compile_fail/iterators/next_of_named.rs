use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64]) -> f64 {
    let mut values = x.iter();
    let first = values.next().unwrap();
    first * values.next().unwrap()
}

fn main() {}
