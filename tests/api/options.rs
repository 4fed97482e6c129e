//! The options `wrt`, `modes` and `partials`, and `stop_gradient`, each by itself and in each other's callers.
use micrograd::prelude::*;
use micrograd::stop_gradient;

/// The slope by an extrapolated central difference.
fn slope(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    let d = |h: f64| (f(x + h) - f(x - h)) / (2.0 * h);
    (4.0 * d(1e-4) - d(2e-4)) / 3.0
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-8 * a.abs().max(1.0), "{a} against {b}");
}

#[differentiable(wrt(x, w))]
fn chosen(x: f64, y: f64, w: &[f64], z: &[f64], mut v: Vec<f64>) -> f64 {
    v[0] *= x;
    let mut s = y * x;
    for i in 0..w.len() {
        s += w[i] * z[i] * v[i].sin();
    }
    s
}

/// What is left out may be given constants.
#[differentiable]
fn calls_chosen(x: f64, t: f64) -> f64 {
    chosen(x * t, 2.0, &[x, t], &[1.0, 0.5], vec![3.0, 0.4]) * t
}

#[test]
fn only_what_wrt_names_has_slots() {
    let (w, z, v) = ([0.1, 0.2], [3.0, 4.0], vec![1.0, 2.0]);
    let (dx, dw): (f64, Vec<f64>) = grad_chosen(0.5, 2.0, &w, &z, v.clone());
    close(dx, slope(|x| chosen(x, 2.0, &w, &z, v.clone()), 0.5));
    close(dw[1], slope(|t| chosen(0.5, 2.0, &[0.1, t], &z, v.clone()), 0.2));
    let (_, along) = jvp_chosen(0.5, 2.0, &w, &z, v.clone(), 1.0, &[0.0, 1.0]);
    close(along, dx + dw[1]);
    let mut slot = [0.0; 2];
    let (_, back) = backward_chosen(0.5, 2.0, &w, &z, v.clone(), 2.0, &mut slot);
    close(back, 2.0 * dx);
    assert_eq!(hessian_chosen(0.5, 2.0, &w, &z, v).len(), 3);
    let (dx, dt) = grad_calls_chosen(0.4, 0.9);
    close(dx, slope(|x| calls_chosen(x, 0.9), 0.4));
    close(dt, slope(|t| calls_chosen(0.4, t), 0.9));
}

/// A type without any derive, as long as `wrt` leaves it out.
struct Config {
    rate: f64,
    n: usize,
    table: Vec<f64>,
}

#[differentiable(wrt(x))]
fn configured(x: f64, config: &Config) -> f64 {
    let mut s = 0.0;
    for i in 0..config.n {
        s += config.rate * x * config.table[i];
    }
    s * x.sin()
}

#[test]
fn a_parameter_of_any_type() {
    let config = Config { rate: 0.5, n: 2, table: vec![1.0, 2.0] };
    close(grad_configured(0.7, &config), slope(|x| configured(x, &config), 0.7));
    close(hessian_configured(0.7, &config)[0][0], slope(|x| grad_configured(x, &config), 0.7));
}

#[differentiable(wrt(state, k))]
fn step(state: &mut [f64], k: f64, m: f64) {
    for v in state.iter_mut() {
        *v = *v * k * m + v.sin();
    }
}

#[differentiable(wrt(x))]
fn fill(x: &[f64], k: f64, out: &mut [f64]) {
    for i in 0..out.len() {
        out[i] += x[i] * k;
    }
}

#[test]
fn columns_of_jacobians() {
    let mut state = [1.0, 2.0];
    let rows = jacobian_step(&mut state, 3.0, 2.0);
    let expected = [[6.0 + 1.0_f64.cos(), 0.0, 2.0], [0.0, 6.0 + 2.0_f64.cos(), 4.0]];
    for (row, expected) in rows.iter().zip(expected) {
        row.iter().zip(expected).for_each(|(a, b)| close(*a, b));
    }
    // the states go on once, as in the plain call
    assert_eq!(state, [6.0 + 1.0_f64.sin(), 12.0 + 2.0_f64.sin()]);
    let mut out = [1.0; 2];
    assert_eq!(jacobian_fill(&[1.0, 2.0], 3.0, &mut out), [[3.0, 0.0], [0.0, 3.0]]);
    assert_eq!(out, [4.0, 7.0]);
}

mod only_some {
    use micrograd::prelude::*;

    #[differentiable(modes(grad, jvp))]
    pub fn f(x: f64) -> f64 {
        x * x
    }

    // the other names are free
    pub fn vjp_f() {}
    pub fn hvp_f() {}
    pub fn generic_f() {}
}

#[test]
fn modes_make_no_other_names() {
    only_some::vjp_f();
    only_some::hvp_f();
    only_some::generic_f();
    assert_eq!((only_some::grad_f(3.0), only_some::value_and_grad_f(3.0)), (6.0, (9.0, 6.0)));
    assert_eq!(only_some::jvp_f(3.0, 0.5), (9.0, 3.0));
}

fn foreign(x: f64, n: i32) -> f64 {
    x.powi(n).sin()
}

#[differentiable(partials(x.powi(n).cos() * x.powi(n - 1) * (n as f64)))]
fn wave(x: f64, n: i32) -> f64 {
    foreign(x, n)
}

#[differentiable(partials(b = a * result, a = b * result))]
fn exponential(a: f64, b: f64) -> f64 {
    std::hint::black_box((a * b).exp())
}

#[differentiable(partials(2.0 * x))]
fn single(x: f32) -> f32 {
    std::hint::black_box(x * x)
}

#[differentiable]
fn uses_rules(x: f64, y: f64) -> f64 {
    let mut s = 0.0;
    for k in 1..4 {
        s += wave(x * y, k) * exponential(x, y * s);
    }
    s + grad_exponential(x, y).0
}

#[test]
fn rules_in_every_engine_and_to_the_second_order() {
    let (x, y) = (0.5, 0.8);
    let (value, (dx, dy)) = value_and_grad_uses_rules(x, y);
    assert_eq!(value.to_bits(), uses_rules(x, y).to_bits());
    close(dx, slope(|x| uses_rules(x, y), x));
    close(dy, slope(|y| uses_rules(x, y), y));
    close(jvp_uses_rules(x, y, 1.0, -2.0).1, dx - 2.0 * dy);
    let graph = Graph::new();
    let (gx, gy) = (graph.value(x), graph.value(y));
    let result = generic_uses_rules(gx, gy);
    result.backward();
    assert_eq!(result.data().to_bits(), value.to_bits());
    close(gx.grad(), dx);
    close(gy.grad(), dy);
    let hessian = hessian_uses_rules(x, y);
    close(hessian[0][0], slope(|x| grad_uses_rules(x, y).0, x));
    close(hessian[0][1], slope(|y| grad_uses_rules(x, y).0, y));
    close(hessian[1][0], hessian[0][1]);
    close(hessian[1][1], slope(|y| grad_uses_rules(x, y).1, y));
    assert_eq!(value_and_grad_single(3.0), (9.0, 6.0));
}

#[differentiable]
fn stopped(x: f64, w: [f64; 2]) -> f64 {
    let k = stop_gradient(x * w[0]);
    let v = stop_gradient(w);
    let u = if stop_gradient(x) > 0.0 { x } else { -x };
    k * x + v[1] * w[1] * w[0] + u
}

#[test]
fn what_is_stopped_is_a_constant() {
    assert_eq!(value_and_grad_stopped(0.5, [2.0, 3.0]), (19.0, (2.0, [9.0, 6.0])));
    assert_eq!(jvp_stopped(0.5, [2.0, 3.0], 1.0, [0.0; 2]), (19.0, 2.0));
    assert_eq!(hessian_stopped(0.5, [2.0, 3.0]), [[0.0, 0.0, 0.0], [0.0, 0.0, 3.0], [0.0, 3.0, 0.0]]);
    let graph = Graph::new();
    let x = graph.value(0.5);
    generic_stopped(x, [graph.value(2.0), graph.value(3.0)]).backward();
    assert_eq!(x.grad(), 2.0);
}
