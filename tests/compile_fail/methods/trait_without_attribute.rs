use micrograd::{Differentiable, differentiable};

trait Energy {
    fn energy(&self, x: f64) -> f64;
}

#[derive(Differentiable)]
struct Spring {
    k: f64,
}

#[differentiable]
impl Energy for Spring {
    #[differentiable]
    fn energy(&self, x: f64) -> f64 {
        self.k * x * x
    }
}

fn main() {}
