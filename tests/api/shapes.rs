//! Which types the generated functions take and give.
use micrograd::prelude::*;
use micrograd::{NoTan, check::agree};

#[differentiable]
fn mixed(x: f64, w: &[f64], n: usize, flag: bool, m: [[f64; 2]; 2], p: (f64, usize), r: &f64) -> f64 {
    let mut s = x * p.0 + *r;
    for i in 0..n {
        s += w[i] * w[i] * m[i % 2][p.1];
    }
    if flag { s } else { -s }
}

type Matrix = [[f64; 2]; 2];

#[test]
fn one_slot_for_each_differentiable_parameter_in_order() {
    let (w, m) = ([1.0, 2.0, 3.0], [[1.0, 2.0], [3.0, 4.0]]);
    let (value, gradient) = value_and_grad_mixed(2.0, &w, 3, true, m, (5.0, 1), &7.0);
    let (dx, dw, dm, dp, dr): (f64, Vec<f64>, Matrix, (f64, NoTan), f64) = gradient;
    assert_eq!(value, 10.0 + 7.0 + 2.0 + 16.0 + 18.0);
    assert_eq!((dx, dw), (5.0, vec![4.0, 16.0, 12.0]));
    assert_eq!((dm, dp, dr), ([[0.0, 10.0], [0.0, 4.0]], (2.0, NoTan), 1.0));
    assert_eq!(grad_mixed(2.0, &w, 3, true, m, (5.0, 1), &7.0).0, 5.0);
}

#[test]
fn backward_adds_to_references_and_returns_the_rest() {
    let (w, m) = ([1.0, 2.0, 3.0], [[1.0, 2.0], [3.0, 4.0]]);
    let (mut dw, mut dr) = ([100.0; 3], 1000.0);
    let (value, (dx, dm, dp)): (f64, (f64, Matrix, (f64, NoTan))) =
        backward_mixed(2.0, &w, 3, false, m, (5.0, 1), &7.0, 0.5, &mut dw, &mut dr);
    assert_eq!(value, -53.0);
    assert_eq!((dx, dw, dr), (-2.5, [98.0, 92.0, 94.0], 999.5));
    assert_eq!((dm, dp), ([[0.0, -5.0], [0.0, -2.0]], (-1.0, NoTan)));
}

#[test]
fn a_pullback_is_called_many_times_and_in_another_thread() {
    let (w, m) = ([1.0, 2.0, 3.0], [[1.0, 2.0], [3.0, 4.0]]);
    let (value, pullback) = vjp_mixed(2.0, &w, 3, true, m, (5.0, 1), &7.0);
    assert_eq!(value, 53.0);
    assert_eq!(pullback(1.0), grad_mixed(2.0, &w, 3, true, m, (5.0, 1), &7.0));
    assert_eq!(pullback(2.0).1, [8.0, 32.0, 24.0]);
    let elsewhere = std::thread::scope(|s| s.spawn(|| pullback(2.0)).join().unwrap());
    assert_eq!(elsewhere, pullback(2.0));
}

#[test]
fn tangents_follow_the_primals() {
    let (w, m) = ([1.0, 2.0, 3.0], [[1.0, 2.0], [3.0, 4.0]]);
    let dm = [[0.0, 1.0], [0.0, 0.0]];
    let (value, tangent) =
        jvp_mixed(2.0, &w, 3, true, m, (5.0, 1), &7.0, 1.0, &[1.0, 0.0, 0.0], dm, (1.0, NoTan), &1.0);
    assert_eq!((value, tangent), (53.0, 5.0 + 4.0 + 10.0 + 2.0 + 1.0));
}

#[differentiable]
fn polar(r: f64, t: f64) -> ([f64; 2], usize) {
    ([r * t.cos(), r * t.sin()], 2)
}

#[test]
fn results_of_several_numbers() {
    let ([x, y], n) = polar(2.0, 0.3);
    let (value, pullback) = vjp_polar(2.0, 0.3);
    assert_eq!(value, ([x, y], n));
    assert_eq!(pullback(([1.0, 0.0], NoTan)), (0.3f64.cos(), -2.0 * 0.3f64.sin()));
    let (value, (tangent, NoTan)) = jvp_polar(2.0, 0.3, 0.0, 1.0);
    assert_eq!((value, tangent), (([x, y], n), [-y, x]));
    let (value, (dr, dt)) = backward_polar(2.0, 0.3, ([0.0, 1.0], NoTan));
    assert_eq!((value, dr, dt), (([x, y], n), 0.3f64.sin(), x));
}

#[differentiable]
fn single(x: f32, w: &[f32]) -> f32 {
    0.1 * x.exp() * w[0]
}

#[test]
fn single_precision_stays_single() {
    let (value, (dx, dw)): (f32, (f32, Vec<f32>)) = value_and_grad_single(0.7, &[3.0]);
    assert_eq!(value.to_bits(), single(0.7, &[3.0]).to_bits());
    assert!((dx - value).abs() < 1e-6 && (dw[0] * 3.0 - value).abs() < 1e-6);
}

#[differentiable]
fn over_scalar<T: Scalar>(x: T, n: i32, w: &[T]) -> T {
    x.powi(n) * w[0] + T::from_f64(0.5) * w[1]
}

#[test]
fn a_generic_function_is_its_own_twin() {
    let (dx, dw) = grad_over_scalar(3.0, 2, &[2.0, 1.0]);
    assert_eq!((dx, dw), (12.0, vec![9.0, 0.5]));
    let graph = Graph::new();
    let (x, w) = (graph.value(3.0), [graph.value(2.0), graph.value(1.0)]);
    over_scalar(x, 2, &w).backward();
    assert_eq!((x.grad(), w[0].grad(), w[1].grad()), (12.0, 9.0, 0.5));
    // second order: the gradient at dual numbers
    let (ddx, _) = grad_over_scalar(Dual::variable(3.0), 2, &[Dual::constant(2.0), Dual::constant(1.0)]);
    assert_eq!((ddx.value, ddx.tangent), (12.0, 4.0));
    let (value, tangent) = jvp_over_scalar(3.0, 2, &[2.0, 1.0], 1.0, &[0.0, 0.0]);
    assert_eq!((value, tangent), (18.5, 12.0));
}

#[test]
fn a_function_in_single_precision_keeps_its_literals() {
    let value: f64 = generic_single(0.7, &[3.0]);
    assert!(agree(&[f64::from(0.1f32) * 0.7f64.exp() * 3.0], &[value], 1e-15).is_ok());
    assert!(agree(&[0.1 * 0.7f64.exp() * 3.0], &[value], 1e-12).is_err());
}

fn name(n: usize) -> String {
    "x".repeat(n)
}

#[differentiable]
fn length_of_text(x: f64, n: usize) -> f64 {
    let text = name(n);
    if text.len() == 3 { x * 3.0 } else { x }
}

#[test]
fn a_string_carries_no_derivative() {
    assert_eq!(value_and_grad_length_of_text(0.5, 3), (1.5, 3.0));
}
