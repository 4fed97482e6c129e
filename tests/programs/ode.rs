//! Differential equations: a reaction with diffusion by Runge-Kutta steps of one size, and predators and their prey by
//! steps that fit an estimate of the error.
use crate::support::{Found, Program, check, check_along, close, dot as inner, noise, same_bits};
use micrograd::NoTan;
use micrograd::prelude::*;

/// The Brusselator on a ring of cells, `y` two concentrations for each; `p` is feed, decay and the two diffusions.
#[differentiable]
fn brusselator(p: &[f64], y: &[f64], dy: &mut [f64]) {
    let (feed, decay) = (p[0], p[1]);
    let n = y.len() / 2;
    for i in 0..n {
        let (left, right) = ((i + n - 1) % n, (i + 1) % n);
        let (u, v) = (y[2 * i], y[2 * i + 1]);
        let autocatalysis = u * u * v;
        dy[2 * i] = feed + autocatalysis - (decay + 1.0) * u + p[2] * (y[2 * left] - 2.0 * u + y[2 * right]);
        dy[2 * i + 1] = decay * u - autocatalysis + p[3] * (y[2 * left + 1] - 2.0 * v + y[2 * right + 1]);
    }
}

/// `out = y + h k`.
#[differentiable]
fn ahead(y: &[f64], h: f64, k: &[f64], out: &mut [f64]) {
    for ((out, y), k) in out.iter_mut().zip(y).zip(k) {
        *out = y + h * k;
    }
}

/// One step of the classical fourth-order method; `work` has room for five states.
#[differentiable]
fn rk4_step(p: &[f64], y: &mut [f64], h: f64, work: &mut [f64]) {
    let n = y.len();
    let (k1, rest) = work.split_at_mut(n);
    let (k2, rest) = rest.split_at_mut(n);
    let (k3, rest) = rest.split_at_mut(n);
    let (k4, stage) = rest.split_at_mut(n);
    brusselator(p, y, k1);
    ahead(y, 0.5 * h, k1, stage);
    brusselator(p, stage, k2);
    ahead(y, 0.5 * h, k2, stage);
    brusselator(p, stage, k3);
    ahead(y, h, k3, stage);
    brusselator(p, stage, k4);
    for (i, y) in y.iter_mut().enumerate() {
        *y += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
    }
}

/// The squared distance between `target` and the state that `start` reaches after `time`.
#[differentiable]
fn final_loss(p: &[f64], start: &[f64], target: &[f64], time: f64, steps: usize) -> f64 {
    assert!(steps > 0, "no steps");
    let mut y = start.to_vec();
    let mut work = vec![0.0; 5 * y.len()];
    let h = time / steps as f64;
    for _ in 0..steps {
        rk4_step(p, &mut y, h, &mut work);
    }
    y.iter().zip(target).map(|(a, b)| (a - b).powi(2)).sum()
}

/// Lotka and Volterra: prey grow by `p[0]` and are eaten by `p[1]`, predators grow by eating `p[2]` and die by `p[3]`.
#[differentiable]
fn lotka_volterra(p: &[f64; 4], y: &[f64; 2]) -> [f64; 2] {
    [y[0] * (p[0] - p[1] * y[1]), y[1] * (p[2] * y[0] - p[3])]
}

/// `y + h sum of weights[i] k[i]`.
#[differentiable]
fn mix(y: &[f64; 2], h: f64, k: &[[f64; 2]], weights: &[f64]) -> [f64; 2] {
    let mut out = *y;
    for (k, weight) in k.iter().zip(weights) {
        for i in 0..2 {
            out[i] += h * weight * k[i];
        }
    }
    out
}

/// The third-order result of Bogacki and Shampine's pair, and less the second-order one.
const THIRD: [f64; 3] = [2.0 / 9.0, 1.0 / 3.0, 4.0 / 9.0];
const OFF: [f64; 4] = [-5.0 / 72.0, 1.0 / 12.0, 1.0 / 9.0, -1.0 / 8.0];

/// Follows `y` until `end` by steps whose estimated error is about `tolerance`; gives the numbers of steps kept and
/// rejected.
#[differentiable]
fn integrate(p: &[f64; 4], y: &mut [f64; 2], end: f64, tolerance: f64) -> (usize, usize) {
    let (mut kept, mut rejected) = (0, 0);
    let mut t = 0.0;
    let mut h = 0.25 * end;
    let mut k = [[0.0; 2]; 4];
    k[0] = lotka_volterra(p, y);
    while t < end {
        let last = t + h >= end;
        if last {
            h = end - t;
        }
        k[1] = lotka_volterra(p, &mix(y, 0.5 * h, &k[..1], &[1.0]));
        k[2] = lotka_volterra(p, &mix(y, 0.75 * h, &k[1..2], &[1.0]));
        let next = mix(y, h, &k[..3], &THIRD);
        k[3] = lotka_volterra(p, &next);
        let off = mix(&[0.0; 2], h, &k, &OFF);
        let error = off[0].hypot(off[1]) / tolerance;
        if error > 1.0 {
            rejected += 1;
        } else {
            kept += 1;
            *y = next;
            if last {
                break;
            }
            t += h;
            k[0] = k[3];
        }
        h *= (0.9 * error.powf(-1.0 / 3.0)).clamp(0.2, 5.0);
    }
    (kept, rejected)
}

/// How far prey and predators are from `target` at `end`.
#[differentiable]
fn orbit_loss(p: &[f64; 4], start: &[f64; 2], target: &[f64; 2], end: f64) -> f64 {
    let mut y = *start;
    integrate(p, &mut y, end, 1e-6);
    (y[0] - target[0]).powi(2) + (y[1] - target[1]).powi(2)
}

/// The state after `steps` Runge-Kutta steps.
fn state_after(p: &[f64], start: &[f64], time: f64, steps: usize) -> Vec<f64> {
    let (mut y, mut work) = (start.to_vec(), vec![f64::NAN; 5 * start.len()]);
    (0..steps).for_each(|_| rk4_step(p, &mut y, time / steps as f64, &mut work));
    y
}

const REACTION: [f64; 4] = [1.0, 2.5, 0.3, 0.1];
const CELLS: [f64; 6] = [1.2, 2.9, 0.4, 2.1, 1.9, 0.7];

#[test]
fn the_error_falls_with_the_fourth_power_of_the_step() {
    let fine = state_after(&REACTION, &CELLS, 1.5, 4000);
    let error = |steps| {
        let off: Vec<f64> = state_after(&REACTION, &CELLS, 1.5, steps).iter().zip(&fine).map(|(a, b)| a - b).collect();
        inner(&off, &off).sqrt()
    };
    for steps in [50, 100, 200] {
        let order = (error(steps) / error(2 * steps)).log2();
        assert!((order - 4.0).abs() < 0.2, "order {order} at {steps} steps");
    }
    // without exchange between the cells, feed and decay have a state in which nothing moves
    let rest = [1.0, 2.5, 1.0, 2.5];
    assert_eq!(state_after(&REACTION, &rest, 1.0, 10), rest);
}

/// `rk4_step` of parameters, state, step and workspace before.
struct Step;
impl Program for Step {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        let (mut y, mut work) = (x[4..10].to_vec(), x[11..].to_vec());
        generic_rk4_step(&x[..4], &mut y, x[10], &mut work);
        [y, work].concat()
    }
}

#[test]
fn a_step_through_all_engines() {
    let work = noise(30, 1);
    let (mut y, mut room) = (CELLS.to_vec(), work.clone());
    rk4_step(&REACTION, &mut y, 0.05, &mut room);
    let results = [y, room].concat();
    let x = [&REACTION[..], &CELLS, &[0.05], &work].concat();

    let seed = noise(36, 2);
    let (mut y, mut room, mut d_p) = (CELLS.to_vec(), work.clone(), [10.0; 4]);
    let (mut d_y, mut d_work) = (seed[..6].to_vec(), seed[6..].to_vec());
    let ((), d_h) = backward_rk4_step(&REACTION, &mut y, 0.05, &mut room, (), &mut d_p, &mut d_y, &mut d_work);
    same_bits("backward", &results, &[y, room].concat());
    assert_eq!(d_work, [0.0; 30], "the workspace before is not looked at");
    let gradient = [&d_p.map(|d| d - 10.0)[..], &d_y, &[d_h], &d_work].concat();
    check(&Step, &Found { x: &x, value: &results, seed: &seed, gradient: &gradient });
}

#[test]
fn a_step_along_a_direction() {
    let x = [&REACTION[..], &CELLS, &[0.05], &noise(30, 1)].concat();
    let v = noise(41, 3);
    let (mut y, mut work) = (CELLS.to_vec(), x[11..].to_vec());
    let (mut t_y, mut t_work) = (v[4..10].to_vec(), v[11..].to_vec());
    let ((), ()) = jvp_rk4_step(&REACTION, &mut y, 0.05, &mut work, &v[..4], &mut t_y, v[10], &mut t_work);
    check_along(&Step, &x, &v, [&[y, work].concat(), &[t_y, t_work].concat()]);
}

/// `final_loss` of parameters, start, target and time.
struct Final;
impl Program for Final {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        vec![generic_final_loss(&x[..4], &x[4..10], &x[10..16], x[16], 12)]
    }
}

#[test]
fn the_final_loss_through_all_engines() {
    let target = noise(6, 4);
    let plain = final_loss(&REACTION, &CELLS, &target, 1.5, 12);
    let (value, gradient) = value_and_grad_final_loss(&REACTION, &CELLS, &target, 1.5, 12);
    same_bits("value_and_grad", &[plain], &[value]);
    let (d_p, d_start, d_target, d_time) = gradient;
    let x = [&REACTION[..], &CELLS, &target, &[1.5]].concat();
    let gradient = [&d_p[..], &d_start, &d_target, &[d_time]].concat();
    check(&Final, &Found { x: &x, value: &[plain], seed: &[1.0], gradient: &gradient });
}

const HUNT: [f64; 4] = [1.1, 0.4, 0.1, 0.4];
const ANIMALS: [f64; 2] = [10.0, 2.0];

/// What a solution of Lotka and Volterra's equations keeps for ever.
fn constant_of_motion([a, b, c, d]: [f64; 4], [prey, predators]: [f64; 2]) -> f64 {
    c * prey - d * prey.ln() + b * predators - a * predators.ln()
}

#[test]
fn steps_that_fit_follow_the_solution() {
    let mut y = ANIMALS;
    let (kept, rejected) = integrate(&HUNT, &mut y, 12.0, 1e-6);
    assert!(kept > 50 && rejected > 3, "{kept} and {rejected}");
    close("motion", &[constant_of_motion(HUNT, ANIMALS)], &[constant_of_motion(HUNT, y)], 1e-5);
    let mut finer = ANIMALS;
    integrate(&HUNT, &mut finer, 12.0, 1e-11);
    close("finer", &finer, &y, 1e-4);

    // the derivative by the end is the right-hand side there
    let mut y = ANIMALS;
    let (_, pullback) = vjp_integrate(&HUNT, &mut y, 12.0, 1e-9);
    for (i, speed) in lotka_volterra(&HUNT, &y).into_iter().enumerate() {
        let mut d_y = [0.0; 2];
        d_y[i] = 1.0;
        let (_, d_end, _) = pullback((NoTan, NoTan), &mut d_y);
        close("speed", &[speed], &[d_end], 1e-4);
    }
}

/// `integrate` of parameters, state, end and thousands of the tolerance, so that a difference keeps it positive.
struct Integrate;
impl Program for Integrate {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        let mut y = [x[4], x[5]];
        generic_integrate(&[x[0], x[1], x[2], x[3]], &mut y, x[6], x[7] * S::from_f64(1e-3));
        y.to_vec()
    }
}

#[test]
fn steps_that_fit_through_all_engines() {
    let (end, tolerance, seed) = (3.0, 1e-3, [0.8, -0.3]);
    let (mut y, mut d_y, mut d_p) = (ANIMALS, seed, [0.0; 4]);
    let (kept, rejected) = integrate(&HUNT, &mut y, end, tolerance);
    assert!(kept > 3 && rejected > 0, "{kept} and {rejected}");
    let mut again = ANIMALS;
    let (counts, (d_end, d_tolerance)) =
        backward_integrate(&HUNT, &mut again, end, tolerance, (NoTan, NoTan), &mut d_p, &mut d_y);
    assert_eq!(counts, (kept, rejected));
    same_bits("backward", &y, &again);
    let x = [&HUNT[..], &ANIMALS, &[end, 1.0]].concat();
    let gradient = [&d_p[..], &d_y, &[d_end, d_tolerance * tolerance]].concat();
    check(&Integrate, &Found { x: &x, value: &y, seed: &seed, gradient: &gradient });
}

/// `orbit_loss` of parameters, start, target and end.
struct Orbit;
impl Program for Orbit {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        vec![generic_orbit_loss(&[x[0], x[1], x[2], x[3]], &[x[4], x[5]], &[x[6], x[7]], x[8])]
    }
}

#[test]
fn the_orbit_loss_through_all_engines() {
    let (target, end) = ([2.5, 6.0], 3.0);
    let plain = orbit_loss(&HUNT, &ANIMALS, &target, end);
    let (value, gradient) = value_and_grad_orbit_loss(&HUNT, &ANIMALS, &target, end);
    same_bits("value_and_grad", &[plain], &[value]);
    let (d_p, d_start, d_target, d_end) = gradient;
    let x = [&HUNT[..], &ANIMALS, &target, &[end]].concat();
    let gradient = [&d_p[..], &d_start, &d_target, &[d_end]].concat();
    check(&Orbit, &Found { x: &x, value: &[plain], seed: &[1.0], gradient: &gradient });
}
