use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    let y = x * 2.0;
    #[cfg(any())]
    let y = y * 3.0;
    y
}

fn main() {}
