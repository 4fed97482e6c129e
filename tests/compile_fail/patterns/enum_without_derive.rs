use micrograd::differentiable;

#[derive(Clone, Copy)]
enum Step {
    By(f64),
    Stop,
}

#[differentiable]
fn f(x: f64) -> f64 {
    let step = if x > 1.0 { Step::Stop } else { Step::By(x) };
    match step {
        Step::By(v) => v * x,
        Step::Stop => x,
    }
}

fn main() {}
