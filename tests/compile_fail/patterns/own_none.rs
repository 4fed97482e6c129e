use micrograd::differentiable;

#[allow(non_upper_case_globals)]
const None: Option<f64> = Some(2.0);

#[differentiable]
fn f(x: f64) -> f64 {
    let y = if x > 0.0 { Some(x) } else { None };
    y.unwrap_or(1.0)
}

fn main() {}
