//! Bundle adjustment: where a camera sees a point, how far that is from where it was observed, and the cost of a scene.
//!
//! A camera is its rotation vector (3), centre (3), focal length, principal point (2) and radial distortion (2).
use crate::support::{Found, Program, check, check_along, close, dot as inner, noise, numbers, same_bits};
use micrograd::prelude::*;

/// Squared residuals beyond this count linearly.
const OUTLIER: f64 = 4.0;

#[differentiable]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[differentiable]
fn cross(a: &[f64], b: &[f64]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// Turns `x` around the axis `rotation` by its length.
#[differentiable]
fn rodrigues_rotate(rotation: &[f64], x: &[f64; 3]) -> [f64; 3] {
    let squared_angle = dot(rotation, rotation);
    if squared_angle == 0.0 {
        // the limit of what follows, to first order in the rotation
        let turned = cross(rotation, x);
        return [x[0] + turned[0], x[1] + turned[1], x[2] + turned[2]];
    }
    let angle = squared_angle.sqrt();
    let (sin, cos) = angle.sin_cos();
    let mut axis = [0.0; 3];
    for (a, r) in axis.iter_mut().zip(rotation) {
        *a = r / angle;
    }
    let across = cross(&axis, x);
    let along = dot(&axis, x) * (1.0 - cos);
    let mut turned = [0.0; 3];
    for i in 0..3 {
        turned[i] = x[i] * cos + across[i] * sin + axis[i] * along;
    }
    turned
}

#[differentiable]
fn radial_distort(radial: &[f64], image: &mut [f64; 2]) {
    let squared = dot(image, image);
    let factor = 1.0 + radial[0] * squared + radial[1] * squared * squared;
    for v in image.iter_mut() {
        *v *= factor;
    }
}

/// Where the camera sees the point.
#[differentiable]
fn project(camera: &[f64; 11], point: &[f64; 3], image: &mut [f64; 2]) {
    let (pose, lens) = camera.split_at(6);
    let offset = [point[0] - pose[3], point[1] - pose[4], point[2] - pose[5]];
    let seen = rodrigues_rotate(&pose[..3], &offset);
    assert!(seen[2] != 0.0, "the point is in the plane of the camera");
    *image = [seen[0] / seen[2], seen[1] / seen[2]];
    radial_distort(&lens[3..], image);
    for (v, centre) in image.iter_mut().zip(&lens[1..3]) {
        *v = *v * lens[0] + centre;
    }
}

#[differentiable]
fn reprojection_error(camera: &[f64; 11], point: &[f64; 3], weight: f64, observed: &[f64; 2], error: &mut [f64; 2]) {
    project(camera, point, error);
    for i in 0..2 {
        error[i] = weight * (error[i] - observed[i]);
    }
}

#[differentiable]
fn weight_error(weight: f64) -> f64 {
    1.0 - weight * weight
}

/// The square up to a limit, beyond it the tangent of the square.
#[differentiable]
fn huber(squared: f64, limit: f64) -> f64 {
    if squared <= limit * limit {
        return squared;
    }
    2.0 * limit * squared.sqrt() - limit * limit
}

/// Half the sum of all squared errors; `sees[i]` says which camera saw which point at `observed[i]`.
#[differentiable]
fn scene_cost(
    cameras: &[[f64; 11]],
    points: &[[f64; 3]],
    weights: &[f64],
    sees: &[(usize, usize)],
    observed: &[[f64; 2]],
) -> f64 {
    assert_eq!(sees.len(), observed.len());
    let mut error = [0.0; 2];
    let mut total = 0.0;
    for (i, &(camera, point)) in sees.iter().enumerate() {
        reprojection_error(&cameras[camera], &points[point], weights[i], &observed[i], &mut error);
        total += huber(dot(&error, &error), OUTLIER);
        total += weight_error(weights[i]).powi(2);
    }
    0.5 * total
}

const CASES: &str = include_str!("data/bundle.txt");

/// An observation of the file.
struct Observation {
    camera: [f64; 11],
    point: [f64; 3],
    weight: f64,
    observed: [f64; 2],
}

fn array<S: Copy, const N: usize>(x: &[S]) -> [S; N] {
    x.try_into().expect("the right number of entries")
}

fn observation(case: &str) -> Observation {
    let read = |name: &str| numbers(CASES, &format!("{case}.{name}"));
    Observation {
        camera: array(&read("camera")),
        point: array(&read("point")),
        weight: read("weight")[0],
        observed: array(&read("observed")),
    }
}

#[test]
fn errors_and_jacobian_are_those_of_gradbench() {
    for case in ["turned", "level"] {
        let Observation { camera, point, weight, observed } = observation(case);
        let mut error = [f64::NAN; 2];
        reprojection_error(&camera, &point, weight, &observed, &mut error);
        close(case, &numbers(CASES, &format!("{case}.error")), &error, 1e-12);
        let (value, slope) = value_and_grad_weight_error(weight);
        close(case, &numbers(CASES, &format!("{case}.weight_error")), &[value, slope], 1e-12);

        let mut again = [f64::NAN; 2];
        let ((), pullback) = vjp_reprojection_error(&camera, &point, weight, &observed, &mut again);
        same_bits(case, &error, &again);
        for (seed, expected) in [[1.0, 0.0], [0.0, 1.0]].iter().zip(numbers(CASES, &format!("{case}.rows")).chunks(15))
        {
            let mut d_error = *seed;
            let (d_camera, d_point, d_weight, d_observed) = pullback((), &mut d_error);
            let row = [&d_camera[..], &d_point, &[d_weight]].concat();
            close(case, expected, &row, 1e-11);
            assert_eq!(d_observed, seed.map(|s| -weight * s));
            assert_eq!(d_error, [0.0; 2], "the error before is not looked at");
        }
    }
}

/// `reprojection_error` of camera, point, weight, observed and the error before.
struct Reprojection;
impl Program for Reprojection {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        let mut error: [S; 2] = array(&x[17..]);
        generic_reprojection_error(&array(&x[..11]), &array(&x[11..14]), x[14], &array(&x[15..17]), &mut error);
        error.to_vec()
    }
}

#[test]
fn reprojection_through_all_engines() {
    let (before, seed) = ([0.25, -0.5], [0.7, -1.3]);
    for case in ["turned", "level"] {
        let Observation { camera, point, weight, observed } = observation(case);
        let x = [&camera[..], &point, &[weight], &observed, &before].concat();
        let mut plain = before;
        reprojection_error(&camera, &point, weight, &observed, &mut plain);

        let (mut error, mut d_error) = (before, seed);
        let (mut d_camera, mut d_point, mut d_observed) = ([1.0; 11], [2.0; 3], [3.0; 2]);
        let ((), d_weight) = backward_reprojection_error(
            &camera,
            &point,
            weight,
            &observed,
            &mut error,
            (),
            &mut d_camera,
            &mut d_point,
            &mut d_observed,
            &mut d_error,
        );
        same_bits("backward", &plain, &error);
        let added = [&[1.0; 11][..], &[2.0; 3], &[0.0], &[3.0; 2], &[0.0; 2]].concat();
        let sum = [&d_camera[..], &d_point, &[d_weight], &d_observed, &d_error].concat();
        let gradient: Vec<f64> = sum.iter().zip(added).map(|(d, start)| d - start).collect();
        check(&Reprojection, &Found { x: &x, value: &plain, seed: &seed, gradient: &gradient });
    }
}

#[test]
fn reprojection_along_a_direction() {
    let v = noise(19, 5);
    for case in ["turned", "level"] {
        let Observation { camera, point, weight, observed } = observation(case);
        let x = [&camera[..], &point, &[weight], &observed, &[0.25, -0.5]].concat();
        let (mut error, mut tangent) = ([0.25, -0.5], array(&v[17..]));
        let (d_camera, d_point, d_observed) = (array(&v[..11]), array(&v[11..14]), array(&v[15..17]));
        let ((), ()) = jvp_reprojection_error(
            &camera,
            &point,
            weight,
            &observed,
            &mut error,
            &d_camera,
            &d_point,
            v[14],
            &d_observed,
            &mut tangent,
        );
        check_along(&Reprojection, &x, &v, [&error, &tangent]);
    }
}

#[test]
fn a_rotation_keeps_lengths_and_its_axis() {
    let (rotation, x) = ([0.3, -1.2, 0.8], [2.0, 0.5, -1.5]);
    let turned = rodrigues_rotate(&rotation, &x);
    close("length", &[inner(&x, &x)], &[inner(&turned, &turned)], 1e-14);
    close("axis", &[inner(&rotation, &x)], &[inner(&rotation, &turned)], 1e-14);
    close("back", &x, &rodrigues_rotate(&rotation.map(|r| -r), &turned), 1e-14);
}

/// Three cameras, of which one is not turned, and four points; the last two observations are outliers.
const SEES: [(usize, usize); 8] = [(0, 0), (1, 0), (2, 1), (0, 2), (1, 3), (2, 3), (0, 3), (2, 0)];

/// Cameras, points, weights and what was observed.
type Parts<'a, S> = (Vec<[S; 11]>, Vec<[S; 3]>, &'a [S], Vec<[S; 2]>);

fn parts<S: Scalar>(x: &[S]) -> Parts<'_, S> {
    let (cameras, x) = x.split_at(33);
    let (points, x) = x.split_at(12);
    let (weights, observed) = x.split_at(8);
    let cameras = cameras.chunks(11).map(array).collect();
    (cameras, points.chunks(3).map(array).collect(), weights, observed.chunks(2).map(array).collect())
}

/// `scene_cost` of its parts.
struct Scene;
impl Program for Scene {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        let (cameras, points, weights, observed) = parts(x);
        vec![generic_scene_cost(&cameras, &points, weights, &SEES, &observed)]
    }
}

/// A scene in which cameras look at points from afar, the second without a turn.
fn scene() -> Vec<f64> {
    let mut x = noise(69, 3);
    for (c, camera) in x[..33].chunks_mut(11).enumerate() {
        let turn = if c == 1 { 0.0 } else { 0.6 };
        camera[..3].iter_mut().for_each(|r| *r *= turn);
        camera[5] -= 6.0;
        camera[6] += 2.0;
        camera[9] *= 0.1;
        camera[10] *= 0.01;
    }
    x[45..53].iter_mut().for_each(|weight| *weight = 1.0 + 0.5 * *weight);
    x[65..].iter_mut().for_each(|observed| *observed += 30.0);
    x
}

#[test]
fn scene_through_all_engines() {
    let x = scene();
    let (cameras, points, weights, observed) = parts(&x);
    let is_outlier = |i: usize| {
        let mut error = [0.0; 2];
        let (camera, point) = SEES[i];
        reprojection_error(&cameras[camera], &points[point], weights[i], &observed[i], &mut error);
        inner(&error, &error) > OUTLIER * OUTLIER
    };
    assert_eq!((0..8).filter(|i| is_outlier(*i)).collect::<Vec<_>>(), [6, 7]);
    let plain = scene_cost(&cameras, &points, weights, &SEES, &observed);
    let (value, gradient) = value_and_grad_scene_cost(&cameras, &points, weights, &SEES, &observed);
    let (d_cameras, d_points, d_weights, d_observed) = gradient;
    let gradient = [d_cameras.as_flattened(), d_points.as_flattened(), &d_weights, d_observed.as_flattened()].concat();
    same_bits("value_and_grad", &[plain], &[value]);
    check(&Scene, &Found { x: &x, value: &[plain], seed: &[1.0], gradient: &gradient });
}
