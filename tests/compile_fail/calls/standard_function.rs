use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let (mut a, mut b) = (x, 2.0);
    std::mem::swap(&mut a, &mut b);
    a * a + b
}

fn main() {}
