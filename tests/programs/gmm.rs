//! A Gaussian mixture: the logarithm of its likelihood on given points, with a Wishart prior on the covariances.
//!
//! Component `c` has the logarithmic weight `alphas[c]`, the mean `means[c * d..][..d]`, and a row of `icf`: a lower
//! triangular factor of its inverse covariance, first the logarithms of the diagonal (d), then column by column what is
//! below it (d (d - 1) / 2).
use crate::support::{Found, Program, check, close, noise, numbers, same_bits};
use micrograd::prelude::*;
use std::f64::consts::{LN_2, PI};

/// The length of a row of `icf`.
const fn width(d: usize) -> usize {
    d * (d + 1) / 2
}

/// The logarithm of the gamma function at `twice / 2`.
fn ln_gamma_of_half(mut twice: usize) -> f64 {
    let mut ln_gamma = if twice.is_multiple_of(2) { 0.0 } else { 0.5 * PI.ln() };
    while twice > 2 {
        twice -= 2;
        ln_gamma += (twice as f64 / 2.0).ln();
    }
    ln_gamma
}

#[differentiable]
fn squared_norm(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum()
}

#[differentiable]
fn logsumexp(x: &[f64]) -> f64 {
    if x.is_empty() {
        return f64::NEG_INFINITY;
    }
    let max = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    max + x.iter().map(|v| (v - max).exp()).sum::<f64>().ln()
}

/// Of every component: the sum of the logarithms of the diagonal, and the diagonal.
#[differentiable]
fn preprocess_qs(d: usize, icf: &[f64], sum_qs: &mut [f64], q_diags: &mut [f64]) {
    let rows = icf.chunks_exact(width(d)).zip(q_diags.chunks_exact_mut(d));
    for ((row, diagonal), sum) in rows.zip(sum_qs.iter_mut()) {
        *sum = row[..d].iter().sum();
        for (entry, q) in diagonal.iter_mut().zip(row) {
            *entry = q.exp();
        }
    }
}

/// The triangular factor times `x - mean`.
#[differentiable]
fn qx_minus_mu(diagonal: &[f64], lower: &[f64], x: &[f64], mean: &[f64], out: &mut [f64]) {
    let d = out.len();
    out.fill(0.0);
    let mut next = 0;
    for j in 0..d {
        let centred = x[j] - mean[j];
        out[j] += diagonal[j] * centred;
        for entry in &mut out[j + 1..] {
            *entry += lower[next] * centred;
            next += 1;
        }
    }
}

#[differentiable]
fn log_wishart_prior(d: usize, gamma: f64, m: usize, sum_qs: &[f64], q_diags: &[f64], icf: &[f64]) -> f64 {
    let n = d + m + 1;
    let mut ln_gamma = 0.25 * (d * (d - 1)) as f64 * PI.ln();
    for j in 1..=d {
        ln_gamma += ln_gamma_of_half(n + 1 - j);
    }
    let constant = (n * d) as f64 * (gamma.ln() - 0.5 * LN_2) - ln_gamma;
    let mut out = 0.0;
    for (c, (diagonal, row)) in q_diags.chunks_exact(d).zip(icf.chunks_exact(width(d))).enumerate() {
        let frobenius = squared_norm(diagonal) + squared_norm(&row[d..]);
        out += 0.5 * gamma * gamma * frobenius - m as f64 * sum_qs[c];
    }
    sum_qs.len() as f64 * constant - out
}

/// The logarithm of likelihood times prior; `work` has room for `k * (d + 2) + d` numbers.
#[differentiable]
fn objective_in(
    d: usize,
    alphas: &[f64],
    means: &[f64],
    icf: &[f64],
    x: &[f64],
    gamma: f64,
    m: usize,
    work: &mut [f64],
) -> f64 {
    let (k, n) = (alphas.len(), x.len() / d);
    assert_eq!(means.len(), k * d);
    assert_eq!(icf.len(), k * width(d));
    let (sum_qs, rest) = work.split_at_mut(k);
    let (q_diags, rest) = rest.split_at_mut(k * d);
    let (qx, betas) = rest.split_at_mut(d);
    preprocess_qs(d, icf, sum_qs, q_diags);
    let mut total = -(n as f64) * (0.5 * d as f64 * (2.0 * PI).ln() + logsumexp(alphas));
    for point in x.chunks_exact(d) {
        for c in 0..k {
            let row = &icf[c * width(d)..(c + 1) * width(d)];
            qx_minus_mu(&q_diags[c * d..][..d], &row[d..], point, &means[c * d..(c + 1) * d], qx);
            betas[c] = alphas[c] + sum_qs[c] - 0.5 * squared_norm(qx);
        }
        total += logsumexp(betas);
    }
    total + log_wishart_prior(d, gamma, m, sum_qs, q_diags, icf)
}

#[differentiable]
fn objective(d: usize, alphas: &[f64], means: &[f64], icf: &[f64], x: &[f64], gamma: f64, m: usize) -> f64 {
    let k = alphas.len();
    let mut work = vec![0.0; k * (d + 2) + d];
    objective_in(d, alphas, means, icf, x, gamma, m, &mut work)
}

const CASE: &str = include_str!("data/gmm.txt");

#[test]
fn value_and_gradient_are_those_of_gradbench() {
    let [alphas, means, icf, x] = ["alphas", "means", "icf", "x"].map(|name| numbers(CASE, name));
    let plain = objective(3, &alphas, &means, &icf, &x, 1.5, 2);
    close("objective", &numbers(CASE, "objective"), &[plain], 1e-12);
    let (value, gradient) = value_and_grad_objective(3, &alphas, &means, &icf, &x, 1.5, 2);
    same_bits("value_and_grad", &[plain], &[value]);
    let (d_alphas, d_means, d_icf, d_x, _) = gradient;
    close("alphas", &numbers(CASE, "d_alphas"), &d_alphas, 1e-11);
    close("means", &numbers(CASE, "d_means"), &d_means, 1e-11);
    close("icf", &numbers(CASE, "d_icf"), &d_icf, 1e-11);
    // moving all points and all means together changes nothing
    for i in 0..3 {
        let by = |d: &[f64]| d.iter().skip(i).step_by(3).sum::<f64>();
        close("a common move", &[0.0], &[by(&d_means) + by(&d_x)], 1e-11);
    }
}

/// The density of a mixture as in a textbook: with matrices, determinants and no logarithms.
fn textbook(d: usize, alphas: &[f64], means: &[f64], icf: &[f64], x: &[f64]) -> f64 {
    let sum: f64 = alphas.iter().map(|a| a.exp()).sum();
    let density = |point: &[f64]| -> f64 {
        let component = |c: usize| {
            let row = &icf[c * width(d)..];
            let entry = |i: usize, j: usize| match i.cmp(&j) {
                std::cmp::Ordering::Less => 0.0,
                std::cmp::Ordering::Equal => row[i].exp(),
                std::cmp::Ordering::Greater => row[d + (0..j).map(|column| d - 1 - column).sum::<usize>() + i - j - 1],
            };
            let image = |i: usize| (0..d).map(|j| entry(i, j) * (point[j] - means[c * d + j])).sum::<f64>();
            let determinant: f64 = (0..d).map(|i| entry(i, i)).product();
            let squares: f64 = (0..d).map(|i| image(i).powi(2)).sum();
            alphas[c].exp() / sum * determinant * (-0.5 * squares).exp() / (2.0 * PI).powf(0.5 * d as f64)
        };
        (0..alphas.len()).map(component).sum()
    };
    x.chunks(d).map(|point| density(point).ln()).sum()
}

#[test]
fn the_likelihood_is_that_of_the_textbook() {
    let (d, k, n) = (4, 3, 5);
    let (alphas, means, icf, x) = (noise(k, 1), noise(k * d, 2), noise(k * width(d), 3), noise(n * d, 4));
    let whole = objective(d, &alphas, &means, &icf, &x, 0.7, 3);
    let none = objective(d, &alphas, &means, &icf, &[], 0.7, 3);
    close("likelihood", &[textbook(d, &alphas, &means, &icf, &x)], &[whole - none], 1e-12);
    assert_eq!(logsumexp(&[]), f64::NEG_INFINITY);
    close("no overflow", &[1000.0 + LN_2], &[logsumexp(&[1000.0, 1000.0])], 1e-15);
}

/// Dimension, components and points of the small problem, and the length of its workspace.
const SIZES: [usize; 4] = [3, 2, 4, 13];

/// `objective_in` of alphas, means, icf, points, gamma and the workspace before.
struct InPlace;
impl Program for InPlace {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        let [d, k, n, _] = SIZES;
        let (alphas, x) = x.split_at(k);
        let (means, x) = x.split_at(k * d);
        let (icf, x) = x.split_at(k * width(d));
        let (points, x) = x.split_at(n * d);
        let mut work = x[1..].to_vec();
        let value = generic_objective_in(d, alphas, means, icf, points, x[0], 1, &mut work);
        [&[value], &work[..]].concat()
    }
}

/// The derivatives by alphas, means, icf, points and gamma.
type Gradient = (Vec<f64>, Vec<f64>, Vec<f64>, Vec<f64>, f64);

fn flat((alphas, means, icf, x, gamma): Gradient) -> Vec<f64> {
    [alphas, means, icf, x, vec![gamma]].concat()
}

#[test]
fn objective_through_all_engines() {
    let [d, k, n, room] = SIZES;
    let (alphas, means, icf, x) = (noise(k, 5), noise(k * d, 6), noise(k * width(d), 7), noise(n * d, 8));
    let (gamma, before) = (1.25, noise(room, 9));
    let all = [&alphas[..], &means, &icf, &x, &[gamma], &before].concat();
    let mut plain = before.clone();
    let value = objective_in(d, &alphas, &means, &icf, &x, gamma, 1, &mut plain);
    let results = [&[value], &plain[..]].concat();

    // the workspace is left to the caller, so its end counts too
    let seed = noise(1 + room, 10);
    let mut work = before.clone();
    let (again, pullback) = vjp_objective_in(d, &alphas, &means, &icf, &x, gamma, 1, &mut work);
    same_bits("vjp", &results, &[&[again], &work[..]].concat());
    let mut d_work = seed[1..].to_vec();
    let gradient = flat(pullback(seed[0], &mut d_work));
    assert_eq!(d_work, vec![0.0; room], "the workspace before is not looked at");
    check(&InPlace, &Found { x: &all, value: &results, seed: &seed, gradient: &[gradient, d_work].concat() });

    // without a weight for the workspace it is the gradient of the function that has its own
    let mut work = before.clone();
    let inner = flat(grad_objective_in(d, &alphas, &means, &icf, &x, gamma, 1, &mut work));
    close("pullback", &flat(pullback(1.0, &mut vec![0.0; room])), &inner, 1e-13);
    close("its own", &flat(grad_objective(d, &alphas, &means, &icf, &x, gamma, 1)), &inner, 1e-13);
}
