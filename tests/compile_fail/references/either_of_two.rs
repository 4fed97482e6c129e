use micrograd::differentiable;

#[differentiable]
fn f(x: f64, first: bool) -> f64 {
    let (mut a, mut b) = ([x, 1.0], [x * x, 2.0]);
    let r = if first { &mut a } else { &mut b };
    r[0] *= 3.0;
    a[0] + b[0]
}

fn main() {}
