//! Bundle adjustment: cameras that see points. The Jacobian of all residuals is sparse.
use super::{Eval, ensure};
use crate::measure::measure;
use micrograd::prelude::*;
use serde::{Deserialize, Serialize};

/// The eval.
pub const EVAL: Eval = Eval {
    name: "ba",
    functions: &[
        ("objective", |input| measure(input, Input::read, |p| p.residuals().summary())),
        ("jacobian", |input| measure(input, Input::read, |p| p.jacobian().summary())),
    ],
};

/// A camera: rotation vector, centre, focal length, principal point, radial coefficients.
pub type Camera = [f64; 11];

#[derive(Deserialize)]
struct Input {
    n: usize,
    m: usize,
    p: usize,
    cam: Camera,
    x: [f64; 3],
    w: f64,
    feat: [f64; 2],
}

/// n cameras, m points, and p observations: the i-th is of point i mod m by camera i mod n.
pub struct Problem {
    /// \[n\] cameras.
    pub cameras: Vec<Camera>,
    /// \[m\] points.
    pub points: Vec<[f64; 3]>,
    /// \[p\] weights of the observations.
    pub weights: Vec<f64>,
    /// \[p\] where the points were seen.
    pub features: Vec<[f64; 2]>,
}

impl Input {
    fn read(self) -> Result<Problem, String> {
        ensure(self.n > 0 && self.m > 0 && self.p > 0, "`n`, `m` and `p` must not be 0")?;
        Ok(Problem {
            cameras: vec![self.cam; self.n],
            points: vec![self.x; self.m],
            weights: vec![self.w; self.p],
            features: vec![self.feat; self.p],
        })
    }
}

/// The residuals of all observations.
pub struct Residuals {
    /// \[p\] where a point is seen less where it was, weighted.
    pub reprojection: Vec<[f64; 2]>,
    /// \[p\] residuals of the weights.
    pub weights: Vec<f64>,
}

#[derive(Serialize)]
struct ResidualsSummary {
    reproj_error: Elements,
    w_err: Element,
}

#[derive(Serialize)]
struct Elements {
    elements: [f64; 2],
    repeated: usize,
}

#[derive(Serialize)]
struct Element {
    element: f64,
    repeated: usize,
}

/// A matrix by compressed rows.
pub struct Sparse {
    /// Where each row begins, and where the last ends.
    pub rows: Vec<usize>,
    /// The column of each entry.
    pub cols: Vec<usize>,
    /// The entries.
    pub vals: Vec<f64>,
}

#[derive(Serialize)]
struct SparseSummary {
    rows: Vec<usize>,
    cols: Vec<usize>,
    vals: Vec<f64>,
}

impl Problem {
    /// An observation: its camera, its point, its weight and where it was seen.
    fn observations(&self) -> impl Iterator<Item = (&Camera, &[f64; 3], f64, &[f64; 2])> {
        let seen = self.cameras.iter().cycle().zip(self.points.iter().cycle());
        let told = self.weights.iter().zip(&self.features);
        seen.zip(told).map(|((camera, point), (weight, feature))| (camera, point, *weight, feature))
    }

    /// All residuals.
    pub fn residuals(&self) -> Residuals {
        Residuals {
            reprojection: self.observations().map(|(camera, x, w, feature)| residual(camera, x, w, feature)).collect(),
            weights: self.weights.iter().map(|w| weight_residual(*w)).collect(),
        }
    }

    /// The Jacobian of all residuals by all cameras, points and weights.
    pub fn jacobian(&self) -> Sparse {
        let (n, m, p) = (self.cameras.len(), self.points.len(), self.weights.len());
        let mut jacobian = Sparse::with_capacity(3 * p, 31 * p);
        for (i, (camera, point, weight, feature)) in self.observations().enumerate() {
            let columns = [11 * (i % n), 11 * n + 3 * (i % m), 11 * n + 3 * m + i];
            let (_, pullback) = vjp_residual(camera, point, weight, feature);
            for seed in [[1.0, 0.0], [0.0, 1.0]] {
                let (by_camera, by_point, by_weight) = pullback(seed);
                jacobian.extend(columns[0], &by_camera);
                jacobian.extend(columns[1], &by_point);
                jacobian.extend(columns[2], &[by_weight]);
                jacobian.end_row();
            }
        }
        for (i, weight) in self.weights.iter().enumerate() {
            jacobian.extend(11 * n + 3 * m + i, &[grad_weight_residual(*weight)]);
            jacobian.end_row();
        }
        jacobian
    }
}

impl Residuals {
    fn summary(&self) -> ResidualsSummary {
        let repeated = self.weights.len();
        ResidualsSummary {
            reproj_error: Elements { elements: self.reprojection[0], repeated },
            w_err: Element { element: self.weights[0], repeated },
        }
    }
}

impl Sparse {
    fn with_capacity(rows: usize, entries: usize) -> Self {
        let mut starts = Vec::with_capacity(rows + 1);
        starts.push(0);
        Sparse { rows: starts, cols: Vec::with_capacity(entries), vals: Vec::with_capacity(entries) }
    }

    /// Entries side by side in the row that is being written.
    fn extend(&mut self, column: usize, entries: &[f64]) {
        self.cols.extend(column..column + entries.len());
        self.vals.extend_from_slice(entries);
    }

    fn end_row(&mut self) {
        self.rows.push(self.cols.len());
    }

    fn summary(&self) -> SparseSummary {
        SparseSummary { rows: ends(&self.rows), cols: ends(&self.cols), vals: ends(&self.vals) }
    }
}

/// The first thirty elements, and the last.
fn ends<T: Copy>(all: &[T]) -> Vec<T> {
    all.iter().take(30).chain(all.last()).copied().collect()
}

/// The weighted difference between where a camera sees a point and where it was seen.
#[differentiable(wrt(camera, point, weight))]
pub fn residual(camera: &[f64; 11], point: &[f64; 3], weight: f64, feature: &[f64; 2]) -> [f64; 2] {
    let rotation = [camera[0], camera[1], camera[2]];
    let [x, y, z] = rotate(rotation, [point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]]);
    let (x, y) = (x / z, y / z);
    let radius = x * x + y * y;
    let distortion = 1.0 + camera[9] * radius + camera[10] * radius * radius;
    let scale = camera[6] * distortion;
    [weight * (scale * x + camera[7] - feature[0]), weight * (scale * y + camera[8] - feature[1])]
}

/// Rodrigues' formula: a vector turned about an axis, by the axis' length. Where that is zero, the formula's linear part.
#[differentiable]
fn rotate(axis: [f64; 3], v: [f64; 3]) -> [f64; 3] {
    let squared = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
    if squared == 0.0 {
        let across = cross(axis, v);
        return [v[0] + across[0], v[1] + across[1], v[2] + across[2]];
    }
    let angle = squared.sqrt();
    let a = [axis[0] / angle, axis[1] / angle, axis[2] / angle];
    let (sin, cos) = angle.sin_cos();
    let across = cross(a, v);
    let along = (a[0] * v[0] + a[1] * v[1] + a[2] * v[2]) * (1.0 - cos);
    [
        v[0] * cos + across[0] * sin + a[0] * along,
        v[1] * cos + across[1] * sin + a[1] * along,
        v[2] * cos + across[2] * sin + a[2] * along,
    ]
}

#[differentiable]
fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// How far the square of a weight is from 1.
#[differentiable]
pub fn weight_residual(weight: f64) -> f64 {
    1.0 - weight * weight
}
