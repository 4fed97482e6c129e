//! Parts of second derivatives and of Jacobians, without the rest.
use micrograd::prelude::*;

#[differentiable(modes(grad, hvp, hessian, hessian_diagonal))]
fn chain(k: f64, x: &[f64]) -> f64 {
    let mut e = 0.0;
    for i in 1..x.len() {
        e += k * (x[i] - x[i - 1]).powi(4) + x[i].sin() * k * k;
    }
    e
}

#[differentiable(modes(vjp, jacobian, jacobian_rows))]
fn flow(x: &[f64], k: f64) -> Vec<f64> {
    (0..x.len()).map(|i| k * x[i] * x[(i + 1) % x.len()].cos()).collect()
}

#[differentiable(modes(jacobian, jacobian_rows))]
fn step(x: &mut [f64; 3], rate: f64) -> f64 {
    let old = x[0];
    x[0] += rate * x[1] * x[2];
    x[1] *= old;
    old * x[2]
}

#[differentiable(modes(hessian_diagonal, jacobian_rows))]
fn over<S: Scalar>(x: S, y: &[S; 2]) -> S {
    x * x * y[0] + (y[1] * x).sin()
}

/// More coordinates than lanes, fewer, and one more than a multiple.
#[test]
fn the_diagonal_is_that_of_the_hessian() {
    for n in [1, 2, 8, 9, 23] {
        let x: Vec<f64> = (0..n).map(|i| (f64::from(i) * 0.7).sin()).collect();
        let dense = hessian_chain(1.3, &x);
        let diagonal: Vec<f64> = (0..dense.len()).map(|k| dense[k][k]).collect();
        assert_eq!(hessian_diagonal_chain(1.3, &x), diagonal);
        assert_grad!(chain(1.3, &x));
    }
    assert_grad!(over(0.4, &[0.3, 1.2]));
    let y = [0.3_f64, 1.2];
    let along_y = -0.4 * 0.4 * (y[1] * 0.4).sin();
    assert_eq!(hessian_diagonal_over(0.4, &y)[2], along_y);
}

#[test]
fn blocks_of_rows_are_those_of_the_jacobian() {
    let x: Vec<f64> = (0..11).map(|i| (f64::from(i) * 0.7).cos()).collect();
    let dense = jacobian_flow(&x, 0.6);
    for block in [0..0, 0..1, 3..7, 10..11, 0..11] {
        let rows = jacobian_rows_flow(&x, 0.6, block.clone());
        assert_eq!(rows.len(), block.len());
        for (row, expected) in rows.iter().zip(&dense[block]) {
            assert!(row.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-15), "{row:?} {expected:?}");
        }
    }
    assert_grad!(flow(&x, 0.6));
}

/// What the call changes, it has changed once.
#[test]
fn what_is_written_is_written_once() {
    let mut x = [0.3, 0.5, 0.7];
    let rows = jacobian_rows_step(&mut x, 0.1, 1..4);
    assert_eq!(x, [0.3 + 0.1 * 0.5 * 0.7, 0.5 * 0.3, 0.7]);
    assert_eq!(rows, [[0.5 * 0.7], [0.0], [0.0]]);
    assert_grad!(step(&mut [0.3, 0.5, 0.7], 0.1));
}

#[test]
#[should_panic(expected = "rows 10..12 of a Jacobian with 11")]
fn rows_that_there_are_not() {
    jacobian_rows_flow(&[0.5; 11], 0.6, 10..12);
}
