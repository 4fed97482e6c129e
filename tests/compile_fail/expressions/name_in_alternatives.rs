use micrograd::differentiable;

#[differentiable]
fn f(x: f64, n: usize, m: usize) -> f64 {
    match (n, m) {
        (0, k) | (k, 0) => x * k as f64,
        _ => x * x,
    }
}

fn main() {}
