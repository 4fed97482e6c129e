use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> f64 {
    (if x > 0.0 { g } else { h })(x)
}

fn g(x: f64) -> f64 {
    x
}

fn h(x: f64) -> f64 {
    -x
}

fn main() {}
