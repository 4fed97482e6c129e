use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let (mut a, mut b) = ([x, 1.0], [x * x, 2.0]);
    let mut r = &mut a;
    r[0] *= 3.0;
    r = &mut b;
    r[0] *= 2.0;
    a[0] + b[0]
}

fn main() {}
