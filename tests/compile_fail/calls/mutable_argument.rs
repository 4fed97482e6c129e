use micrograd::differentiable;

fn g(y: &mut f64) {
    *y += 1.0;
}

#[differentiable]
fn f(x: f64) -> f64 {
    let mut y = x;
    g(&mut y);
    y
}

fn main() {}
