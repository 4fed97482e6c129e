use micrograd::prelude::*;

struct Net {
    k: f64,
}

impl Net {
    fn run(&self, x: f64) -> f64 {
        self.k * x
    }
}

fn f(x: f64) -> f64 {
    x * x
}

fn main() {
    assert_grad!(f(1.0));
    assert_grad!(Net { k: 2.0 }.run(1.0));
}
