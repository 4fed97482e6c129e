use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let mut s = x;
    for n in std::iter::repeat(2).take(3) {
        s *= n as f64;
    }
    s
}

fn main() {}
