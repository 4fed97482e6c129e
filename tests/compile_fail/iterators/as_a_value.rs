use micrograd::differentiable;

fn first<'a>(mut values: impl Iterator<Item = &'a f64>) -> f64 {
    *values.next().unwrap()
}

#[differentiable]
fn f(x: &[f64]) -> f64 {
    first(x.iter())
}

fn main() {}
