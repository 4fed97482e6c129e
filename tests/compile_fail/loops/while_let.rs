use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let mut n = 3;
    while let 1..=5 = n {
        n += 1;
    }
    x * n as f64
}

fn main() {}
