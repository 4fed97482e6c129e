use micrograd::prelude::*;

#[derive(Clone, Copy, Differentiable)]
struct Coarse {
    x: f32,
}

#[differentiable]
impl Coarse {
    #[differentiable]
    fn wide(&self) -> f64 {
        let x: f32 = self.x;
        f64::from(x)
    }
}

fn main() {}
