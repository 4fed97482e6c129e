use micrograd::differentiable;

#[differentiable]
fn f(p: &Point) -> f64 {
    p.x
}

struct Point {
    x: f64,
}

fn main() {}
