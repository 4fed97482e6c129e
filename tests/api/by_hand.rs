//! Functions whose VJP, and maybe JVP, the user writes.
use micrograd::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Matrix = [[f64; 2]; 2];

/// Code that the macro does not take: a call of a function without derivative.
fn solved(a: &Matrix, b: &[f64]) -> Vec<f64> {
    let det = a[0][0] * a[1][1] - a[0][1] * a[1][0];
    vec![(b[0] * a[1][1] - b[1] * a[0][1]) / det, (b[1] * a[0][0] - b[0] * a[1][0]) / det]
}

fn transposed(a: &Matrix) -> Matrix {
    [[a[0][0], a[1][0]], [a[0][1], a[1][1]]]
}

/// `x` with `a x = b`.
#[differentiable(vjp = solve_vjp, jvp = solve_jvp)]
fn solve(a: &Matrix, b: &[f64]) -> Vec<f64> {
    solved(a, b)
}

/// With `x̄` the cotangent: `b̄ = a^-T x̄`, `ā = -b̄ xᵀ` (Giles, "Collected matrix derivative results", 2008).
fn solve_vjp(a: &Matrix, b: &[f64]) -> (Vec<f64>, impl Fn(Vec<f64>) -> (Matrix, Vec<f64>) + use<>) {
    let (x, t) = (solved(a, b), transposed(a));
    (x.clone(), move |seed: Vec<f64>| {
        let db = solved(&t, &seed);
        ([[-db[0] * x[0], -db[0] * x[1]], [-db[1] * x[0], -db[1] * x[1]]], db)
    })
}

fn solve_jvp(a: &Matrix, b: &[f64], da: &Matrix, db: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let x = solved(a, b);
    let right: Vec<f64> = (0..2).map(|i| db[i] - da[i][0] * x[0] - da[i][1] * x[1]).collect();
    (x, solved(a, &right))
}

/// Uses it in a loop, with what it gave before.
#[differentiable]
fn relaxed(a: &Matrix, b: &[f64], k: f64, steps: usize) -> f64 {
    let mut right = b.to_vec();
    for _ in 0..steps {
        let x = solve(a, &right);
        right[0] += k * x[1].sin();
        right[1] *= x[0];
    }
    right[0] * right[1]
}

#[test]
fn a_rule_for_vectors() {
    let (a, b) = ([[2.0, 0.3], [-0.4, 1.5]], [0.7, 1.1]);
    assert_grad!(solve(&a, &b));
    assert_grad!(relaxed(&a, &b, 0.2, 3), second = f64::INFINITY);
    let (x, pullback) = vjp_solve(&a, &b);
    assert_eq!(x, solved(&a, &b));
    assert_eq!(pullback(vec![1.0, 0.0]).1, pullback(vec![1.0, 0.0]).1);
}

#[derive(Differentiable)]
struct Gas {
    pressure: f64,
    volume: f32x::Volume,
    moles: usize,
}

mod f32x {
    use micrograd::Differentiable;

    #[derive(Differentiable)]
    pub(crate) struct Volume {
        pub(crate) litres: f64,
    }
}

/// By value, by reference, and left out.
#[differentiable(wrt(gas, k), vjp = heat_by_hand)]
fn heat(k: f64, gas: &Gas, offset: f64, label: &str, n: u32) -> f64 {
    let text = format!("{label}{n}");
    k * gas.pressure * gas.volume.litres * f64::from(n) + offset + text.parse::<f64>().unwrap_or(0.0) * gas.moles as f64
}

type OfGas = <Gas as Differentiable>::Tangent;

fn heat_by_hand(k: f64, gas: &Gas, offset: f64, label: &str, n: u32) -> (f64, impl Fn(f64) -> (f64, OfGas)) {
    let (times, pressure, litres) = (f64::from(n), gas.pressure, gas.volume.litres);
    let zero = gas.zero_tangent();
    (heat(k, gas, offset, label, n), move |seed| {
        let mut d = zero;
        d.pressure = seed * k * litres * times;
        d.volume.litres = seed * k * pressure * times;
        (seed * pressure * litres * times, d)
    })
}

#[differentiable(vjp = root_vjp)]
fn root(x: f32, n: i32) -> f32 {
    (0..50).fold(x, |y, _| y - (y.powi(n) - x) / (n as f32 * y.powi(n - 1)))
}

fn root_vjp(x: f32, n: i32) -> (f32, impl Fn(f32) -> f32) {
    let y = root(x, n);
    (y, move |seed| seed / (n as f32 * y.powi(n - 1)))
}

#[test]
fn rules_for_numbers_and_own_types() {
    let gas = Gas { pressure: 1.2, volume: f32x::Volume { litres: 0.7 }, moles: 2 };
    assert_grad!(heat(0.3, &gas, 5.0, "1", 2));
    assert_eq!(grad_heat(0.5, &gas, 5.0, "1", 2).0, 1.2 * 0.7 * 2.0);
    assert_grad!(root(5.0, 3));
}

#[differentiable(vjp = square_vjp)]
fn square(x: f64, y: f64) -> f64 {
    x * x * y
}

/// The factor two is missing.
fn square_vjp(x: f64, y: f64) -> (f64, impl Fn(f64) -> (f64, f64)) {
    (x * x * y, move |seed| (seed * x * y, seed * x * x))
}

#[differentiable(vjp = cube_vjp, jvp = cube_jvp)]
fn cube(x: f64) -> f64 {
    x * x * x
}

fn cube_vjp(x: f64) -> (f64, impl Fn(f64) -> f64) {
    (x * x * x, move |seed| seed * 3.0 * x * x)
}

/// Gives the slope, not that along a direction.
fn cube_jvp(x: f64, _: f64) -> (f64, f64) {
    (x * x * x, 2.0 * x * x)
}

fn message(check: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(check)).expect_err("it fails");
    payload.downcast_ref::<String>().cloned().expect("a message")
}

#[test]
fn wrong_rules_are_caught() {
    let text = message(|| assert_grad!(square(1.5, 2.0)));
    let slope = "the derivative of the result by `x`: the difference quotient gives ";
    assert!(text.contains(slope) && text.contains("Dual gives 3.0"), "{text}");
    let text = message(|| assert_grad!(cube(1.5)));
    assert!(text.contains("the derivative of the result by `x`: Dual gives 6.75, jvp gives 4.5"), "{text}");
}

#[differentiable]
fn twice(x: f64, y: f64) -> f64 {
    square(x, y) * y
}

#[differentiable(vjp = doubled_vjp)]
fn doubled(x: &[f64]) -> Vec<f64> {
    x.iter().map(|v| 2.0 * v).collect()
}

/// Its value lacks the last number.
fn doubled_vjp(x: &[f64]) -> (Vec<f64>, impl Fn(Vec<f64>) -> Vec<f64>) {
    let y = x.iter().skip(1).map(|v| 2.0 * v).collect();
    (y, |seed: Vec<f64>| seed.iter().map(|v| 2.0 * v).chain([0.0]).collect())
}

#[test]
fn a_value_of_another_shape_is_a_panic() {
    let expected = "the value beside the pullback of `doubled` by hand has 1 numbers, not 2";
    assert_eq!(message(|| _ = vjp_doubled(&[1.0, 2.0]).1(vec![1.0, 1.0])), expected);
    assert_eq!(message(|| _ = jvp_doubled(&[1.0, 2.0], &[1.0, 0.0])), expected);
}

#[test]
fn an_adjoint_of_another_length_is_a_panic() {
    let (a, b) = ([[2.0, 0.3], [-0.4, 1.5]], [0.7, 1.1]);
    let text = message(|| _ = backward_solve(&a, &b, vec![1.0, 0.0], &mut [[0.0; 2]; 2], &mut [0.0]));
    assert_eq!(text, "the adjoint of a parameter with 2 numbers has 1");
}

#[test]
fn second_derivatives_are_a_panic() {
    let expected = "`square` has its first derivatives by hand, and no second ones";
    assert_eq!(message(|| _ = hvp_twice(1.0, 2.0, 1.0, 0.0)), expected);
    assert_eq!(message(|| drop(hessian_twice(1.0, 2.0))), expected);
    let x = Dual { value: Dual::variable(1.0), tangent: Dual::constant(1.0) };
    assert_eq!(message(|| _ = generic_twice(x, x)), expected);
    let graph = Graph::<Dual>::new();
    let v = graph.value(Dual::variable(1.0));
    assert_eq!(message(|| _ = generic_twice(v, v)), expected);
}
