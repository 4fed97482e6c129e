use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let mut y = x;
    let _r = &mut y;
    y
}

fn main() {}
