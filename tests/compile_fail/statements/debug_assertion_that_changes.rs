use micrograd::differentiable;

#[differentiable]
fn f(mut x: f64) -> f64 {
    debug_assert!({
        x = 2.0;
        true
    });
    x * x
}

fn main() {}
