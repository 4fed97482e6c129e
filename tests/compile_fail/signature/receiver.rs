use micrograd::differentiable;

struct Net {
    k: f64,
}

impl Net {
    #[differentiable]
    fn energy(&self, x: f64) -> f64 {
        self.k * x * x
    }
}

fn main() {}
