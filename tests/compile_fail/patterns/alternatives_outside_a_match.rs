use micrograd::differentiable;

#[differentiable]
fn f(x: (Option<f64>, Option<f64>)) -> f64 {
    let ((Some(v), _) | (_, Some(v))) = x else { return 1.0 };
    v * v
}

fn main() {}
