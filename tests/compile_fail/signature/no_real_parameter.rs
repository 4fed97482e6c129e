use micrograd::differentiable;

#[differentiable]
fn f(n: usize) -> usize {
    n + 1
}

fn main() {}
