use micrograd::differentiable;

fn g<const N: usize>(x: f64) -> f64 {
    x * N as f64
}

#[differentiable]
fn f(x: f64) -> f64 {
    g::<3>(x)
}

fn main() {}
