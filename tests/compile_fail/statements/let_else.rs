use micrograd::differentiable;

#[differentiable]
fn f(x: f64, o: usize) -> f64 {
    let 1 = o else { return x };
    x * x
}

fn main() {}
