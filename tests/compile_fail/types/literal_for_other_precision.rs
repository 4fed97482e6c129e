use micrograd::differentiable;

fn count(t: f64) -> f64 {
    t * 10.0
}

#[differentiable]
fn f(x: f32) -> f32 {
    let t = 0.1;
    let n = count(t) as usize;
    x * n as f32
}

fn main() {}
