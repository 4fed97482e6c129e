use micrograd::prelude::*;
#[differentiable]
fn fast_inv_sqrt(x: f64) -> f64 {
    let i = 0x5fe6eb50c7b537a9u64 - (x.to_bits() >> 1);
    let y = f64::from_bits(i);
    y * (1.5 - 0.5 * x * y * y)
}
fn main() {}
