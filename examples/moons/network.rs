//! The network and its loss, as plain Rust over floats; `#[differentiable]` adds the gradients.
#![allow(clippy::needless_range_loop, reason = "weights are numbered, as in the formulas")]
use crate::data::Moons;
use micrograd::prelude::*;
use rand::{Rng, RngExt};

/// Neurons in each of the two hidden layers.
const HIDDEN: usize = 16;
/// The first layer's neurons have two weights and a bias each.
const FIRST_NEURON: usize = 2 + 1;
/// Those of the second layer have a weight for each of the first and a bias.
const SECOND_NEURON: usize = HIDDEN + 1;
/// Where the second layer's numbers begin.
const SECOND: usize = HIDDEN * FIRST_NEURON;
/// Where the output's numbers begin.
const OUTPUT: usize = SECOND + HIDDEN * SECOND_NEURON;
/// All weights and biases: 337.
pub const PARAMETERS: usize = OUTPUT + HIDDEN + 1;
/// The price of large weights.
const ALPHA: f64 = 1e-4;

/// The network 2-16-16-1: negative on the upper moon, positive on the lower.
#[differentiable]
pub fn score(p: &[f64], x: &[f64; 2]) -> f64 {
    let mut first = [0.0; HIDDEN];
    for j in 0..HIDDEN {
        let k = FIRST_NEURON * j;
        first[j] = (p[k] * x[0] + p[k + 1] * x[1] + p[k + 2]).relu();
    }
    let mut second = [0.0; HIDDEN];
    for j in 0..HIDDEN {
        let k = SECOND + SECOND_NEURON * j;
        let mut sum = p[k + HIDDEN];
        for i in 0..HIDDEN {
            sum += p[k + i] * first[i];
        }
        second[j] = sum.relu();
    }
    let mut sum = p[OUTPUT + HIDDEN];
    for i in 0..HIDDEN {
        sum += p[OUTPUT + i] * second[i];
    }
    sum
}

/// The mean max-margin loss over all points, plus the price of the weights.
#[differentiable]
pub fn loss(p: &[f64], x: &[[f64; 2]], y: &[f64]) -> f64 {
    let mut margins = 0.0;
    for i in 0..x.len() {
        margins += (1.0 - y[i] * score(p, &x[i])).relu();
    }
    let mut squares = 0.0;
    for v in p {
        squares += v * v;
    }
    margins / x.len() as f64 + ALPHA * squares
}

/// Where training starts: weights between -1 and 1, biases zero.
pub fn initial(rng: &mut impl Rng) -> Vec<f64> {
    let mut p: Vec<f64> = (0..PARAMETERS).map(|_| rng.random_range(-1.0..1.0)).collect();
    let (first, rest) = p.split_at_mut(SECOND);
    let (second, output) = rest.split_at_mut(OUTPUT - SECOND);
    for (layer, neuron) in [(first, FIRST_NEURON), (second, SECOND_NEURON), (output, HIDDEN + 1)] {
        for bias in layer.iter_mut().skip(neuron - 1).step_by(neuron) {
            *bias = 0.0;
        }
    }
    p
}

/// The smallest `y * score` of all points: above zero, every point is on its side; from one on, the loss has none left.
pub fn margin(p: &[f64], moons: &Moons) -> f64 {
    margins(p, moons).fold(f64::INFINITY, f64::min)
}

/// The share of points on their side.
pub fn accuracy(p: &[f64], moons: &Moons) -> f64 {
    margins(p, moons).filter(|&m| m > 0.0).count() as f64 / moons.y.len() as f64
}

/// Each point's `y * score`.
fn margins(p: &[f64], moons: &Moons) -> impl Iterator<Item = f64> {
    moons.x.iter().zip(&moons.y).map(|(x, y)| y * score(p, x))
}
