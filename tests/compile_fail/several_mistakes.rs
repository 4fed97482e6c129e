use micrograd::differentiable;

#[differentiable]
fn f(x: f64, y: &[f64]) -> f64 {
    let a = x.midpoint(1.0);
    let b = vec![a, x];
    let _square = Some(|v: f64| v * v);
    for _w in y.iter().cycle() {}
    a + b[0] + x
}

fn main() {}
