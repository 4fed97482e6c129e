use micrograd::differentiable;

const TABLE: [f32; 2] = [0.1, 0.3];

fn table(n: usize) -> Vec<f32> {
    vec![0.1; n]
}

fn coarse(n: usize) -> f32 {
    n as f32 * 0.1
}

#[differentiable]
fn f(x: f64) -> f64 {
    let k = TABLE;
    x * f64::from(k[0] * k[1])
}

#[differentiable]
fn g(x: f64) -> f64 {
    let mut s = x;
    for v in table(3) {
        s += f64::from(v * v) * x;
    }
    s
}

#[differentiable]
fn h(x: f64) -> f64 {
    let k = coarse(2);
    x * f64::from(k)
}

fn main() {}
