use micrograd::differentiable;

#[differentiable]
fn f(x: &[f64], y: &[f64]) -> f64 {
    let mut s = 1.0;
    let running = x.iter().map(|v| {
        s *= v;
        s
    });
    running.zip(y).map(|(a, b)| a * b).sum()
}

fn main() {}
