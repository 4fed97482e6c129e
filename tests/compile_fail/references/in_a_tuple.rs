use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let mut a = [x, 1.0];
    let r = &mut a;
    let pair = (r, 2.0);
    pair.0[0] *= pair.1;
    a[0]
}

fn main() {}
