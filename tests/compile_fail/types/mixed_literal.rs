use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let y = 1.0f32;
    x * f64::from(y)
}

fn main() {}
