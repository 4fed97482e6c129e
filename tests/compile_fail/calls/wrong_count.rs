use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    x.powf()
}

fn main() {}
