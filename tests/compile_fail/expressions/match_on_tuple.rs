use micrograd::differentiable;

#[differentiable]
fn f(x: f64, n: usize, m: usize) -> f64 {
    match (n, m) {
        (0, _) => x,
        _ => x * x,
    }
}

fn main() {}
