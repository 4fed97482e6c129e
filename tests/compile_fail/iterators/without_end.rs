use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let powers = std::iter::successors(Some(x), |p| if *p > 0.1 { Some(p * x) } else { None });
    powers.take(9).sum()
}

fn main() {}
