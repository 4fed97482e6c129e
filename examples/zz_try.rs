use micrograd::prelude::*;
#[differentiable]
fn potential(x: &[f64], k: f64) -> f64 {
    let mut e = 0.0;
    for i in 1..x.len() {
        let d = x[i] - x[i - 1];
        e += 0.5 * k * d * d + 0.1 * (x[i] * x[i] * x[i - 1]).sin();
    }
    e
}
#[differentiable]
fn force_norm(x: &[f64], k: f64) -> f64 {
    let (f, dk) = grad_potential(x, k);
    let mut s = dk * dk;
    for v in &f {
        s += v * v;
    }
    s
}
#[differentiable]
fn g(x: f64, y: f64) -> f64 {
    x.sin() * y + (x * y).exp()
}
#[differentiable]
fn h(x: f64, y: f64) -> f64 {
    let (v, (a, b)) = value_and_grad_g(x, y);
    v * a * b
}
#[differentiable]
fn j(x: f64, y: f64, t: f64) -> f64 {
    let (v, d) = jvp_g(x, y, t, x * y);
    v * d * d
}
#[differentiable]
fn inner(x: f64, y: f64) -> f64 {
    x + y
}
#[differentiable]
fn outer(x: f64) -> f64 {
    let (_, dy) = jvp_inner(x, 1.0, 0.0, 1.0);
    x * dy
}
fn diff(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    (f(x + 1e-5) - f(x - 1e-5)) / 2e-5
}
fn main() {
    let x = [0.3, -0.7, 1.1];
    let (dx, dk) = grad_force_norm(&x, 1.5);
    for i in 0..3 {
        let f = |t| {
            let mut y = x;
            y[i] = t;
            force_norm(&y, 1.5)
        };
        println!("{} {}", dx[i], diff(f, x[i]));
    }
    println!("{} {}", dk, diff(|k| force_norm(&x, k), 1.5));
    let (a, b) = grad_h(0.4, 0.7);
    println!("{a} {} {b} {}", diff(|x| h(x, 0.7), 0.4), diff(|y| h(0.4, y), 0.7));
    let (a, b, c) = grad_j(0.4, 0.7, 0.2);
    println!(
        "{a} {} {b} {} {c} {}",
        diff(|x| j(x, 0.7, 0.2), 0.4),
        diff(|y| j(0.4, y, 0.2), 0.7),
        diff(|t| j(0.4, 0.7, t), 0.2)
    );
    println!("{:?}", jvp_h(0.4, 0.7, 1.0, 0.0));
    println!("{:?}", jvp_j(0.4, 0.7, 0.2, 1.0, 0.0, 0.0));
    println!("{:?}", grad_outer(1.0));
    println!("{:?}", hessian_h(0.4, 0.7));
    println!("{:?}", generic_force_norm::<Dual>(&[Dual::variable(0.3), (-0.7).into(), 1.1.into()], 1.5.into()).tangent);
    let gr = Graph::new();
    let v: Vec<_> = x.iter().map(|x| gr.value(*x)).collect();
    let y = generic_force_norm::<Value>(&v, gr.value(1.5));
    y.backward();
    println!("{:?}", v.iter().map(|v| v.grad()).collect::<Vec<_>>());
}
