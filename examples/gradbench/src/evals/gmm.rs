//! A mixture of Gaussians: the logarithm of the posterior density of its parameters.
use super::{Eval, ensure, flat, lse::log_sum_exp, rows};
use crate::measure::measure;
use micrograd::prelude::*;
use serde::{Deserialize, Serialize};
use std::f64::consts::{LN_2, PI, TAU};

/// The eval.
pub const EVAL: Eval = Eval {
    name: "gmm",
    functions: &[
        ("objective", |input| measure(input, Input::read, Problem::objective)),
        ("jacobian", |input| measure(input, Input::read, Problem::gradient)),
    ],
};

#[derive(Deserialize)]
struct Input {
    d: usize,
    k: usize,
    n: usize,
    m: usize,
    gamma: f64,
    x: Vec<Vec<f64>>,
    alpha: Vec<f64>,
    mu: Vec<Vec<f64>>,
    q: Vec<Vec<f64>>,
    l: Vec<Vec<f64>>,
}

/// A mixture of k Gaussians in d dimensions, and the n points that it is to explain.
pub struct Problem {
    /// The number of dimensions.
    pub d: usize,
    /// How strongly the Wishart prior holds the precisions.
    pub gamma: f64,
    /// The degrees of freedom of the prior beyond d + 1.
    pub m: usize,
    /// \[n\]\[d\] coordinates of the points.
    pub x: Vec<f64>,
    /// \[k\] logarithms of the weights, up to a constant.
    pub alpha: Vec<f64>,
    /// \[k\]\[d\] coordinates of the centres.
    pub mu: Vec<f64>,
    /// \[k\]\[d\] logarithms of the diagonals of the roots of the precisions.
    pub q: Vec<f64>,
    /// \[k\]\[d(d-1)/2\] what is below these diagonals, column by column.
    pub l: Vec<f64>,
}

#[derive(Serialize)]
struct Gradient {
    alpha: Vec<f64>,
    mu: Vec<Vec<f64>>,
    q: Vec<Vec<f64>>,
    l: Vec<Vec<f64>>,
}

impl Input {
    fn read(self) -> Result<Problem, String> {
        let (d, k) = (self.d, self.k);
        ensure(d >= 2 && k >= 1, "`d` must be at least 2, and `k` at least 1")?;
        let (x, alpha) = (flat(&self.x, d, "x")?, self.alpha);
        let (mu, q, l) = (flat(&self.mu, d, "mu")?, flat(&self.q, d, "q")?, flat(&self.l, d * (d - 1) / 2, "l")?);
        let rows = [self.x.len() == self.n, alpha.len() == k, self.mu.len() == k, self.q.len() == k, self.l.len() == k];
        ensure(rows.iter().all(|fits| *fits), "`x` must have `n` rows, `alpha`, `mu`, `q` and `l` must have `k`")?;
        Ok(Problem { d, gamma: self.gamma, m: self.m, x, alpha, mu, q, l })
    }
}

impl Problem {
    /// The logarithm of the posterior density.
    pub fn objective(&self) -> f64 {
        let Problem { alpha, mu, q, l, x, .. } = self;
        objective(alpha, mu, q, l, x, self.d, self.gamma, self.m) + self.constant()
    }

    fn gradient(&self) -> Gradient {
        let Problem { d, alpha, mu, q, l, x, .. } = self;
        let (alpha, mu, q, l) = grad_objective(alpha, mu, q, l, x, *d, self.gamma, self.m);
        Gradient { alpha, mu: rows(&mu, *d), q: rows(&q, *d), l: rows(&l, d * (d - 1) / 2) }
    }

    /// The logarithm of the norm of the prior: no parameter is in it.
    fn constant(&self) -> f64 {
        let (d, k) = (self.d as f64, self.alpha.len() as f64);
        let n = d + self.m as f64 + 1.0;
        k * (n * d * (self.gamma.ln() - 0.5 * LN_2) - log_gamma(0.5 * n, self.d))
    }
}

/// The logarithm of the gamma function in d dimensions.
fn log_gamma(a: f64, d: usize) -> f64 {
    let pairs = (d * (d - 1)) as f64;
    0.25 * pairs * PI.ln() + (0..d).map(|j| libm::lgamma(a - 0.5 * j as f64)).sum::<f64>()
}

/// The logarithm of the posterior density, up to what does not depend on the parameters; see [`Problem`] for the shapes.
#[differentiable(wrt(alpha, mu, q, l))]
#[expect(clippy::too_many_arguments, reason = "the eval gives them")]
pub fn objective(alpha: &[f64], mu: &[f64], q: &[f64], l: &[f64], x: &[f64], d: usize, gamma: f64, m: usize) -> f64 {
    let (k, n, below) = (alpha.len(), x.len() / d, d * (d - 1) / 2);
    let diagonal: Vec<f64> = q.iter().map(|q| q.exp()).collect();
    let sums: Vec<f64> = q.chunks_exact(d).map(|q| q.iter().sum::<f64>()).collect();
    let (mut beta, mut v, mut y) = (vec![0.0; k], vec![0.0; d], vec![0.0; d]);
    let mut likelihood = -(n as f64) * (0.5 * d as f64 * TAU.ln() + log_sum_exp(alpha));
    for point in x.chunks_exact(d) {
        for c in 0..k {
            let (centre, diagonal) = (&mu[c * d..(c + 1) * d], &diagonal[c * d..(c + 1) * d]);
            let lower = &l[c * below..(c + 1) * below];
            for i in 0..d {
                v[i] = point[i] - centre[i];
                y[i] = diagonal[i] * v[i];
            }
            let mut start = 0;
            for j in 0..d {
                let end = start + d - 1 - j;
                for (y, l) in y[j + 1..].iter_mut().zip(&lower[start..end]) {
                    *y += l * v[j];
                }
                start = end;
            }
            beta[c] = alpha[c] + sums[c] - 0.5 * y.iter().map(|y| y * y).sum::<f64>();
        }
        likelihood += log_sum_exp(&beta);
    }
    let squares = diagonal.iter().map(|e| e * e).sum::<f64>() + l.iter().map(|l| l * l).sum::<f64>();
    likelihood - (0.5 * gamma * gamma * squares - m as f64 * sums.iter().sum::<f64>())
}
