use micrograd::prelude::*;

#[derive(Differentiable)]
struct Held {
    x: f64,
    #[differentiable(skip)]
    name: String,
}

fn copy<T: Copy>(_: T) {}

fn main() {
    let held = Held { x: 1.0, name: String::new() };
    copy(held.zero_tangent());
    copy(held.lift::<Dual>());
}
