use micrograd::differentiable;

#[derive(Clone, Copy)]
struct String {
    tension: f64,
}

#[differentiable]
fn f(s: String, x: f64) -> f64 {
    s.tension * x
}

fn main() {}
