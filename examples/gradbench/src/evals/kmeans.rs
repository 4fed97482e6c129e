//! Clusters around centroids: a Newton step by the gradient and the Hessian's diagonal.
use super::{Eval, ensure, flat, rows};
use crate::measure::measure;
use micrograd::prelude::*;
use serde::Deserialize;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "kmeans",
    functions: &[
        ("cost", |input| measure(input, Input::read, |p| cost(&p.points, &p.centroids, p.d))),
        ("dir", |input| measure(input, Input::read, |p| rows(&direction(&p.points, &p.centroids, p.d), p.d))),
    ],
};

#[derive(Deserialize)]
struct Input {
    points: Vec<Vec<f64>>,
    centroids: Vec<Vec<f64>>,
}

struct Problem {
    points: Vec<f64>,
    centroids: Vec<f64>,
    d: usize,
}

impl Input {
    fn read(self) -> Result<Problem, String> {
        let d = self.centroids.first().map_or(0, Vec::len);
        ensure(d > 0, "`centroids` must not be empty")?;
        let (points, centroids) = (flat(&self.points, d, "points")?, flat(&self.centroids, d, "centroids")?);
        Ok(Problem { points, centroids, d })
    }
}

/// The sum over all points of the squared distance to the nearest centroid; points and centroids have `d` coordinates each.
#[differentiable(wrt(centroids))]
pub fn cost(points: &[f64], centroids: &[f64], d: usize) -> f64 {
    let mut total = 0.0;
    for point in points.chunks_exact(d) {
        let mut smallest = f64::INFINITY;
        for centroid in centroids.chunks_exact(d) {
            let mut distance = 0.0;
            for (p, c) in point.iter().zip(centroid) {
                distance += (p - c) * (p - c);
            }
            if distance < smallest {
                smallest = distance;
            }
        }
        total += smallest;
    }
    total
}

/// The gradient of the cost.
#[differentiable(wrt(centroids), modes(jvp))]
fn gradient(points: &[f64], centroids: &[f64], d: usize) -> Vec<f64> {
    grad_cost(points, centroids, d)
}

/// The gradient over the diagonal of the Hessian. The Hessian is diagonal, so it times a vector of ones is its diagonal,
/// and comes with the gradient from one backward sweep with tangents.
pub fn direction(points: &[f64], centroids: &[f64], d: usize) -> Vec<f64> {
    let ones = vec![1.0; centroids.len()];
    let (gradient, diagonal) = jvp_gradient(points, centroids, d, &ones);
    gradient.iter().zip(&diagonal).map(|(g, h)| g / h).collect()
}
