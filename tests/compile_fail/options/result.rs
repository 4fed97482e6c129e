use micrograd::differentiable;

#[differentiable]
fn f(x: f64) -> Result<f64, ()> {
    if x > 0.0 { Ok(x.ln()) } else { Err(()) }
}

fn main() {}
