use micrograd::prelude::*;

#[derive(Clone, Differentiable)]
struct Spring {
    k: f64,
}

#[differentiable]
impl Spring {
    #[differentiable]
    fn run(&self, n: usize) -> f64 {
        let mut v = 1.0;
        #[checkpoint]
        loop {
            v *= self.k;
            if v > n as f64 {
                break;
            }
        }
        v
    }
}

fn main() {}
