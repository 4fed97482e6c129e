//! Each objective, small, through every engine and mode, and against differences. The driver's recorded cases are replayed by
//! `scripts/gradbench`.
use gradbench::evals::{Mode, ba, descent, det, gmm, kmeans, llsq, lse, lstm, ode, particle, saddle};
use micrograd::prelude::*;

/// Numbers between -1 and 1, always the same.
fn numbers(count: usize) -> Vec<f64> {
    (1..=count).map(|i| (1.7 * i as f64 * i as f64).sin()).collect()
}

#[test]
fn of_sums() {
    assert_grad!(lse::log_sum_exp(&numbers(7)));
    assert_grad!(llsq::half_squares(&numbers(5), 7));
    assert_grad!(det::determinant(&numbers(16), 4));
    assert_grad!(ode::last(&numbers(5), 4));
    assert_grad!(ode::solve(&numbers(4), 3));
    assert_grad!(kmeans::cost(&numbers(30), &numbers(6), 3));
}

#[test]
fn of_models() {
    let (d, k) = (3, 2);
    assert_grad!(gmm::objective(
        &numbers(k),
        &numbers(k * d),
        &numbers(k * d),
        &numbers(k * d * (d - 1) / 2),
        &numbers(4 * d),
        d,
        1.5,
        2
    ));
    let (b, layers) = (2, 2);
    assert_grad!(lstm::objective(
        &numbers(8 * b * layers),
        &numbers(3 * b),
        &numbers(2 * b * layers),
        &numbers(4 * b),
        b
    ));
    for turn in [0.3, 0.0] {
        let camera = [turn, -turn, 2.0 * turn, 0.1, 0.2, 3.0, 1.5, 0.1, -0.2, 0.3, -0.1];
        assert_grad!(ba::residual(&camera, &[0.4, -0.5, 0.6], 0.8, &[0.1, 0.2]));
    }
    assert_grad!(ba::weight_residual(0.8));
}

#[test]
fn nested() {
    assert_grad!(particle::potential([1.0, 2.0], 0.3));
    for inner in [Mode::Forward, Mode::Reverse] {
        assert_grad!(particle::landing(0.3, inner));
    }
    assert_grad!(saddle::height([0.3, 0.4], [0.5, 0.6]));
}

/// The gradient over the diagonal is the way to the mean.
#[test]
fn newton_steps_of_clusters() {
    let (points, centroids) = ([0.0, 1.0, 5.0, 6.0, 7.0], [0.25, 5.0]);
    let step = kmeans::direction(&points, &centroids, 1);
    assert!(step.iter().zip([-0.25, -1.0]).all(|(step, known)| (step - known).abs() < 1e-15), "{step:?}");
}

/// Where the gradient vanishes the search ends at once; elsewhere it goes down until steps are small.
#[test]
fn descents() {
    let f = |[x]: [f64; 1]| (x - 1.0) * (x - 1.0);
    let slope = |[x]: [f64; 1]| [2.0 * (x - 1.0)];
    assert!((descent::minimise([1.0], f, slope)[0] - 1.0).abs() < f64::EPSILON);
    assert!((descent::minimise([3.0], f, slope)[0] - 1.0).abs() < 1e-3);
}
