use micrograd::prelude::*;
#[differentiable]
fn safe_log(x: f64) -> Result<f64, String> {
    if x <= 0.0 {
        return Err("negative".to_string());
    }
    Ok(x.ln())
}
fn main() {}
