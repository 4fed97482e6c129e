//! Two interleaving half circles, as scikit-learn's `make_moons` defines them.
use rand::Rng;
use rand_distr::{Distribution, Normal};
use std::f64::consts::PI;

/// Points in the plane, and which moon each belongs to.
pub struct Moons {
    /// The points.
    pub x: Vec<[f64; 2]>,
    /// Their labels: -1 on the upper moon, +1 on the lower.
    pub y: Vec<f64>,
}

impl Moons {
    /// `n` points, half of them on each moon, off it by normal noise of the given standard deviation.
    pub fn new(n: usize, noise: f64, rng: &mut impl Rng) -> Self {
        let noise = Normal::new(0.0, noise).expect("the noise is finite and not negative");
        let mut jitter = |[a, b]: [f64; 2]| [a + noise.sample(rng), b + noise.sample(rng)];
        let upper = half_circle(n / 2).map(|(cos, sin)| ([cos, sin], -1.0));
        let lower = half_circle(n - n / 2).map(|(cos, sin)| ([1.0 - cos, 0.5 - sin], 1.0));
        let (x, y) = upper.chain(lower).map(|(x, y)| (jitter(x), y)).unzip();
        Moons { x, y }
    }
}

/// Cosine and sine of `n` angles from 0 to pi, both included.
fn half_circle(n: usize) -> impl Iterator<Item = (f64, f64)> {
    (0..n).map(move |i| {
        let (sin, cos) = (PI * i as f64 / (n - 1) as f64).sin_cos();
        (cos, sin)
    })
}
