use micrograd::differentiable;

fn name(n: usize) -> String {
    "x".repeat(n)
}

#[differentiable]
fn f(x: f64, n: usize) -> f64 {
    let s = name(n);
    x * s.len() as f64
}

fn main() {}
