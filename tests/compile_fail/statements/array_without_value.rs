use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let mut c: [f64; 2];
    c = [x, x];
    c[0] = x * x;
    c[0] + c[1]
}

fn main() {}
