use micrograd::differentiable;

#[differentiable]
fn f(x: f64, a: usize, b: usize, c: usize, d: usize, e: usize) -> f64 {
    match ((a, b), (c, d), (e, a), (b, c), (d, e)) {
        ((0, k) | (k, 0), (0, l) | (l, 0), (0, m) | (m, 0), (0, n) | (n, 0), (0, o) | (o, 0)) => {
            x * (k + l + m + n + o) as f64
        }
        _ => x,
    }
}

fn main() {}
