use micrograd::prelude::*;

struct Spring {
    k: f64,
}

#[derive(Differentiable)]
struct Net {
    springs: Vec<Spring>,
    damping: f64,
}

fn main() {}
