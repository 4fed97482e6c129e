use micrograd::differentiable;

const K: f64 = 2.0;

#[differentiable]
fn f(x: f64) -> f64 {
    let a = x * K;
    let b = {
        const K: f64 = 3.0;
        x * K
    };
    a + b
}

fn main() {}
