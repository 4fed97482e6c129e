use micrograd::prelude::*;

/// Something with an energy.
#[differentiable]
trait Energy {
    /// The energy at `x`.
    #[differentiable(explain)]
    fn energy(&self, x: f64) -> f64;
}

fn main() {}
