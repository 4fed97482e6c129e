//! Each objective, small, through every engine and mode, and against differences. The driver's recorded cases are replayed by
//! `scripts/gradbench`.
use gradbench::evals::{Mode, ba, descent, det, gmm, ht, kmeans, llsq, lse, lstm, ode, particle, saddle};
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

/// A hand of 22 bones that are turned a little, and as many points as bones.
fn hand(in_triangles: bool, mirrored: bool) -> ht::Problem {
    let x = numbers(9 * 44);
    let affine = |x: &[f64]| [[1.0, x[0], x[1], x[2]], [x[3], 1.0, x[4], x[5]], [x[6], x[7], 1.0, x[8]]];
    let maps: Vec<ht::Affine> = x.chunks_exact(9).map(affine).collect();
    let mut skin = ht::Skin::default();
    for v in 0..if in_triangles { 66 } else { 22 } {
        let mut weights = [0.0; 22];
        weights[v % 22] = 0.7;
        weights[(5 * v + 3) % 22] += 0.3;
        skin.push([x[v], x[v + 1], x[v + 2], 1.0], &weights, &maps[22..]);
    }
    ht::Problem {
        theta: std::array::from_fn(|i| x[3 * i]),
        bones: ht::Bones {
            parents: (0..22).map(|i| if i == 0 || i == 21 || i % 4 == 1 { 0 } else { i - 1 }).collect(),
            relatives: maps[..22].to_vec(),
        },
        skin,
        mirrored,
        points: x.chunks_exact(3).take(22).map(|p| [p[0], p[1], p[2]]).collect(),
        us: if in_triangles { x.chunks_exact(2).take(22).map(|u| [u[0], u[1]]).collect() } else { Vec::new() },
    }
}

#[test]
fn parts_of_a_hand() {
    let hand = hand(false, true);
    let ht::Problem { theta, bones: ht::Bones { parents, relatives }, points, .. } = &hand;
    let angles = std::array::from_fn(|i| theta[6 + i]);
    assert_grad!(ht::pose(&angles, parents, relatives));
    for axis in [[0.3, -0.2, 0.5], [0.0; 3]] {
        assert_grad!(ht::rotation(axis));
    }
    let turn = ht::rotation([0.3, -0.2, 0.5]);
    assert_grad!(ht::carried(&relatives[3], [0.1, 0.2, 0.3, 1.0]));
    for mirrored in [false, true] {
        assert_grad!(ht::turned(turn, points[0], mirrored));
    }
    assert_grad!(ht::vertex_error(points[0], points[1], points[2]));
    assert_grad!(ht::triangle_error([0.3, 0.4], points[0], points[1], points[2], points[3], points[4]));
}

/// The parts put together are the derivatives of the whole: against differences.
#[test]
fn errors_of_a_hand() {
    for (in_triangles, mirrored) in [(false, false), (false, true), (true, false), (true, true)] {
        let at = hand(in_triangles, mirrored);
        let jacobian = at.jacobian();
        let step = 1e-6;
        let compare = |column: &dyn Fn(usize) -> usize, moved: &dyn Fn(f64) -> Vec<f64>| {
            for (r, (up, down)) in moved(step).iter().zip(moved(-step)).enumerate() {
                let (known, slope) = ((up - down) / (2.0 * step), jacobian[r][column(r)]);
                assert!((slope - known).abs() < 1e-8 * (1.0 + known.abs()), "row {r}: {slope} and {known}");
            }
        };
        let first = if in_triangles { 2 } else { 0 };
        for k in 0..26 {
            compare(&|_| first + k, &|by| {
                let mut there = hand(in_triangles, mirrored);
                there.theta[k] += by;
                there.errors()
            });
        }
        for k in 0..first {
            compare(&|_| k, &|by| {
                let mut there = hand(in_triangles, mirrored);
                there.us.iter_mut().for_each(|u| u[k] += by);
                there.errors()
            });
        }
    }
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
