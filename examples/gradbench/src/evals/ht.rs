//! A hand that follows what is seen of it: skinned vertices against measured points.
use super::{Eval, ensure};
use crate::measure::measure;
use micrograd::prelude::*;
use serde::Deserialize;

/// The eval.
pub const EVAL: Eval = Eval {
    name: "ht",
    functions: &[
        ("objective", |input| measure(input, Input::read, Problem::errors)),
        ("jacobian", |input| measure(input, Input::read, Problem::jacobian)),
    ],
};

/// An affine map: the first three rows of a matrix for homogeneous coordinates.
pub type Affine = [[f64; 4]; 3];

#[derive(Deserialize)]
struct Input {
    theta: [f64; 26],
    us: Vec<[f64; 2]>,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    correspondences: Vec<usize>,
    points: Vec<[f64; 3]>,
    model: Model,
}

#[derive(Deserialize)]
struct Model {
    parents: Vec<i64>,
    base_relatives: Vec<[[f64; 4]; 4]>,
    inverse_base_absolutes: Vec<[[f64; 4]; 4]>,
    base_positions: Vec<[f64; 4]>,
    weights: Vec<Vec<f64>>,
    triangles: Vec<[usize; 3]>,
    is_mirrored: bool,
}

/// A pose, the hand, and what is seen of it.
pub struct Problem {
    /// Global rotation vector and translation, then four angles for each finger.
    pub theta: [f64; 26],
    /// The hand.
    pub hand: Hand,
    /// \[N\] the measured points.
    pub points: Vec<[f64; 3]>,
    /// Where on the hand each point is.
    pub places: Places,
}

/// A hand: bones and the vertices that move with them.
pub struct Hand {
    /// \[B\] the number of each bone's parent, which comes before it; its own where it has none.
    pub parents: Vec<usize>,
    /// \[B\] from the bone's coordinates at rest to its parent's.
    pub relatives: Vec<Affine>,
    /// \[B\] from global coordinates to the bone's, at rest.
    pub inverses: Vec<Affine>,
    /// \[V\] where the vertices are at rest.
    pub positions: Vec<[f64; 4]>,
    /// \[V\]\[B\] how far each vertex goes with each bone.
    pub weights: Vec<f64>,
    /// Whether x is turned around.
    pub mirrored: bool,
}

/// Where on a hand points are.
pub enum Places {
    /// \[N\] at these vertices.
    Vertices(Vec<usize>),
    /// \[N\] in the triangles of these vertices, at these barycentric coordinates.
    Triangles(Vec<[usize; 3]>, Vec<[f64; 2]>),
}

impl Input {
    fn read(self) -> Result<Problem, String> {
        let Data { correspondences, points, model } = self.data;
        ensure(points.len() == correspondences.len(), "`points` and `correspondences` must be equally many")?;
        let vertices = model.base_positions.len();
        let places = if self.us.is_empty() {
            ensure(correspondences.iter().all(|v| *v < vertices), "`correspondences` must be numbers of vertices")?;
            Places::Vertices(correspondences)
        } else {
            ensure(self.us.len() == points.len(), "`us` must be as many as `points`")?;
            let triangle = |t: &usize| model.triangles.get(*t).filter(|t| t.iter().all(|v| *v < vertices)).copied();
            let triangles: Option<Vec<_>> = correspondences.iter().map(triangle).collect();
            Places::Triangles(triangles.ok_or("`correspondences` must be numbers of triangles of vertices")?, self.us)
        };
        Ok(Problem { theta: self.theta, hand: model.read()?, points, places })
    }
}

impl Model {
    fn read(self) -> Result<Hand, String> {
        let bones = self.parents.len();
        ensure(
            bones == 22 && self.base_relatives.len() == bones && self.inverse_base_absolutes.len() == bones,
            "`parents`, `base_relatives` and `inverse_base_absolutes` must be of 22 bones",
        )?;
        ensure(
            self.weights.len() == self.base_positions.len() && self.weights.iter().all(|row| row.len() == bones),
            "`weights` must have a row for each vertex, and a number for each bone in it",
        )?;
        let parent = |(i, parent): (usize, &i64)| match usize::try_from(*parent) {
            Err(_) => Ok(i),
            Ok(parent) if parent < i => Ok(parent),
            Ok(_) => Err("a parent must come before its children"),
        };
        Ok(Hand {
            parents: self.parents.iter().enumerate().map(parent).collect::<Result<_, _>>()?,
            relatives: self.base_relatives.iter().map(affine).collect::<Result<_, _>>()?,
            inverses: self.inverse_base_absolutes.iter().map(affine).collect::<Result<_, _>>()?,
            positions: self.base_positions,
            weights: self.weights.concat(),
            mirrored: self.is_mirrored,
        })
    }
}

/// The rows that tell something of the matrix of an affine map.
#[expect(clippy::float_cmp, reason = "the last row is a constant")]
fn affine(matrix: &[[f64; 4]; 4]) -> Result<Affine, String> {
    let [x, y, z, last] = *matrix;
    ensure(last == [0.0, 0.0, 0.0, 1.0], "the last row of a matrix must be (0, 0, 0, 1)")?;
    Ok([x, y, z])
}

impl Problem {
    /// \[3N\] the errors, three for each point.
    pub fn errors(&self) -> Vec<f64> {
        let Problem { theta, hand, points, .. } = self;
        let Hand { parents, relatives, inverses, positions, weights, mirrored } = hand;
        match &self.places {
            Places::Vertices(at) => {
                vertex_errors(theta, parents, relatives, inverses, positions, weights, *mirrored, points, at)
            }
            Places::Triangles(at, us) => {
                let none = [0.0; 2];
                triangle_errors(
                    none, theta, parents, relatives, inverses, positions, weights, *mirrored, points, at, us,
                )
            }
        }
    }

    /// \[3N\]\[26 or 28\] the derivatives of the errors, where there are barycentric coordinates first by those of the point.
    pub fn jacobian(&self) -> Vec<Vec<f64>> {
        let Problem { theta, hand, points, .. } = self;
        let Hand { parents, relatives, inverses, positions, weights, mirrored } = hand;
        match &self.places {
            Places::Vertices(at) => {
                jacobian_vertex_errors(theta, parents, relatives, inverses, positions, weights, *mirrored, points, at)
            }
            Places::Triangles(at, us) => {
                let none = [0.0; 2];
                jacobian_triangle_errors(
                    none, theta, parents, relatives, inverses, positions, weights, *mirrored, points, at, us,
                )
            }
        }
    }
}

/// The errors of points at vertices.
#[differentiable(wrt(theta), modes(jacobian, vjp))]
#[expect(clippy::too_many_arguments, reason = "the parts of a hand, each with or without derivatives")]
fn vertex_errors(
    theta: &[f64; 26],
    parents: &[usize],
    relatives: &[[[f64; 4]; 3]],
    inverses: &[[[f64; 4]; 3]],
    positions: &[[f64; 4]],
    weights: &[f64],
    mirrored: bool,
    points: &[[f64; 3]],
    at: &[usize],
) -> Vec<f64> {
    let vertices = skin(theta, parents, relatives, inverses, positions, weights, mirrored);
    let mut errors = vec![0.0; 3 * points.len()];
    for i in 0..points.len() {
        for r in 0..3 {
            errors[3 * i + r] = points[i][r] - vertices[at[i]][r];
        }
    }
    errors
}

/// The errors of points in triangles. The shift is added to the barycentric coordinates of all points: each error depends on
/// those of its own point alone, so its derivatives by the shift are those by these.
#[differentiable(wrt(shift, theta), modes(jacobian, vjp))]
#[expect(clippy::too_many_arguments, reason = "the parts of a hand, each with or without derivatives")]
fn triangle_errors(
    shift: [f64; 2],
    theta: &[f64; 26],
    parents: &[usize],
    relatives: &[[[f64; 4]; 3]],
    inverses: &[[[f64; 4]; 3]],
    positions: &[[f64; 4]],
    weights: &[f64],
    mirrored: bool,
    points: &[[f64; 3]],
    at: &[[usize; 3]],
    us: &[[f64; 2]],
) -> Vec<f64> {
    let vertices = skin(theta, parents, relatives, inverses, positions, weights, mirrored);
    let mut errors = vec![0.0; 3 * points.len()];
    for i in 0..points.len() {
        let (u, v) = (us[i][0] + shift[0], us[i][1] + shift[1]);
        let [a, b, c] = at[i];
        for r in 0..3 {
            let there = u * vertices[a][r] + v * vertices[b][r] + (1.0 - u - v) * vertices[c][r];
            errors[3 * i + r] = points[i][r] - there;
        }
    }
    errors
}

/// Where all vertices are in a pose.
#[differentiable(wrt(theta), modes(vjp))]
fn skin(
    theta: &[f64; 26],
    parents: &[usize],
    relatives: &[[[f64; 4]; 3]],
    inverses: &[[[f64; 4]; 3]],
    positions: &[[f64; 4]],
    weights: &[f64],
    mirrored: bool,
) -> Vec<[f64; 3]> {
    let bones = parents.len();
    let mut absolutes = vec![[[0.0; 4]; 3]; bones];
    let mut transforms = vec![[[0.0; 4]; 3]; bones];
    for i in 0..bones {
        let relative = bend(relatives[i], theta, i);
        absolutes[i] = if parents[i] == i { relative } else { compose(absolutes[parents[i]], relative) };
        transforms[i] = compose(absolutes[i], inverses[i]);
    }
    let turn = rotation([theta[0], theta[1], theta[2]]);
    let mut vertices = vec![[0.0; 3]; positions.len()];
    for v in 0..positions.len() {
        let rest = positions[v];
        let mut skinned = [0.0; 3];
        for i in 0..bones {
            let weight = weights[v * bones + i];
            let t = transforms[i];
            for r in 0..3 {
                skinned[r] += weight * (t[r][0] * rest[0] + t[r][1] * rest[1] + t[r][2] * rest[2] + t[r][3] * rest[3]);
            }
        }
        if mirrored {
            skinned[0] = -skinned[0];
        }
        for r in 0..3 {
            vertices[v][r] = turn[r][0] * skinned[0] + turn[r][1] * skinned[1] + turn[r][2] * skinned[2] + theta[3 + r];
        }
    }
    vertices
}

/// A bone's map to its parent, bent by the angles that the pose has for it: four for each finger, of which the first bone
/// has none, the second two, the third and the fourth one each.
#[differentiable(wrt(theta), modes(vjp))]
fn bend(relative: [[f64; 4]; 3], theta: &[f64; 26], bone: usize) -> [[f64; 4]; 3] {
    if bone == 0 || bone > 20 || bone % 4 == 1 {
        return relative;
    }
    let first = 6 + 4 * ((bone - 1) / 4);
    let (by_x, by_z) = match bone % 4 {
        2 => (theta[first], theta[first + 1]),
        3 => (theta[first + 2], 0.0),
        _ => (theta[first + 3], 0.0),
    };
    let ((sin_x, cos_x), (sin_z, cos_z)) = (by_x.sin_cos(), by_z.sin_cos());
    compose(
        relative,
        [
            [cos_z, -sin_z * cos_x, sin_z * sin_x, 0.0],
            [sin_z, cos_z * cos_x, -cos_z * sin_x, 0.0],
            [0.0, sin_x, cos_x, 0.0],
        ],
    )
}

/// One affine map behind another.
#[differentiable(modes(vjp))]
fn compose(a: [[f64; 4]; 3], b: [[f64; 4]; 3]) -> [[f64; 4]; 3] {
    let mut product = [[0.0; 4]; 3];
    for r in 0..3 {
        for c in 0..4 {
            product[r][c] = a[r][0] * b[0][c] + a[r][1] * b[1][c] + a[r][2] * b[2][c];
        }
        product[r][3] += a[r][3];
    }
    product
}

/// The matrix of a rotation vector; near zero it is the identity.
#[differentiable(modes(vjp))]
fn rotation(v: [f64; 3]) -> [[f64; 3]; 3] {
    let angle = (v[0] * v[0] + v[1] * v[1] + v[2] * v[2]).sqrt();
    if angle < 1e-4 {
        return [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    }
    let [x, y, z] = [v[0] / angle, v[1] / angle, v[2] / angle];
    let (sin, cos) = angle.sin_cos();
    let rest = 1.0 - cos;
    [
        [cos + rest * x * x, rest * x * y - sin * z, rest * x * z + sin * y],
        [rest * y * x + sin * z, cos + rest * y * y, rest * y * z - sin * x],
        [rest * z * x - sin * y, rest * z * y + sin * x, cos + rest * z * z],
    ]
}
