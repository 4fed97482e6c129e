use micrograd::differentiable;

#[differentiable]
fn f(m: &[[f64; 2]], x: f64) -> f64 {
    let best = m.iter().map(|row| [row[0] * x, row[1]]).max_by(|a, b| a[0].total_cmp(&b[0])).unwrap();
    best[1]
}

fn main() {}
