use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let mut c;
    c = [x, x];
    for _ in 0..2 {
        c = [c[1], c[0] * x];
    }
    c[0]
}

fn main() {}
