use micrograd::prelude::*;

#[differentiable(vjp = norm_vjp)]
fn norm(x: &[f64], k: f64) -> f64 {
    k * x[0].hypot(x[1])
}

fn norm_vjp(x: &[f64], k: f64) -> (f64, impl Fn(f64) -> Vec<f64>) {
    let y = x[0].hypot(x[1]);
    let unit = vec![x[0] / y, x[1] / y];
    (k * y, move |seed| unit.iter().map(|u| seed * k * u).collect())
}

fn main() {}
