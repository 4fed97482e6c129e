//! A hand that follows what is seen of it: all columns of the Jacobian at once, each only where it is not zero.
use gradbench::evals::ht::{self, Affine, Problem};
use std::ops::Range;

type Matrix = [[f64; 3]; 3];

/// A bone's map, and its derivatives by the angles that it depends on: those of its finger, of its own bone and before it.
struct Bone {
    map: Affine,
    by: Vec<(usize, Affine)>,
}

/// \[3N\]\[26 or 28\] the derivatives of the errors.
#[must_use]
pub fn jacobian(problem: &Problem) -> Vec<Vec<f64>> {
    let bones = bones(problem);
    let theta = &problem.theta;
    let (turn, by_turn) = rotation([theta[0], theta[1], theta[2]]);
    let mut start = 0;
    let mut vertices = problem.skin.ends.iter().map(|end| {
        let vertex = Vertex::new(problem, &bones, &turn, &by_turn, start..*end);
        start = *end;
        vertex
    });
    let mut jacobian = Vec::with_capacity(3 * problem.points.len());
    if problem.us.is_empty() {
        for vertex in vertices {
            jacobian.extend((0..3).map(|r| vertex.by_theta[r].iter().map(|d| -d).collect::<Vec<f64>>()));
        }
        return jacobian;
    }
    let mut us = problem.us.iter();
    while let (Some([u, v]), Some(a), Some(b), Some(c)) = (us.next(), vertices.next(), vertices.next(), vertices.next())
    {
        let w = 1.0 - u - v;
        for r in 0..3 {
            let mut row = Vec::with_capacity(28);
            row.extend([c.at[r] - a.at[r], c.at[r] - b.at[r]]);
            let parts = a.by_theta[r].iter().zip(&b.by_theta[r]).zip(&c.by_theta[r]);
            row.extend(parts.map(|((a, b), c)| -(u * a + v * b + w * c)));
            jacobian.push(row);
        }
    }
    jacobian
}

/// Where a vertex is, and the derivatives of that by the pose.
struct Vertex {
    at: [f64; 3],
    by_theta: [[f64; 26]; 3],
}

impl Vertex {
    fn new(problem: &Problem, bones: &[Bone], turn: &Matrix, by_turn: &[Matrix; 3], weights: Range<usize>) -> Self {
        let (mut skinned, mut by_angle) = ([0.0; 3], [[0.0; 3]; 20]);
        for k in weights {
            let ht::Skin { movers, weights, rests, .. } = &problem.skin;
            let (bone, weight, rest) = (&bones[movers[k]], &weights[k], &rests[k]);
            add(&mut skinned, *weight, &bone.map, rest);
            for (angle, map) in &bone.by {
                add(&mut by_angle[*angle], *weight, map, rest);
            }
        }
        if problem.mirrored {
            skinned[0] = -skinned[0];
            for d in &mut by_angle {
                d[0] = -d[0];
            }
        }
        let (mut at, mut by_theta) = ([0.0; 3], [[0.0; 26]; 3]);
        for r in 0..3 {
            at[r] = dot(&turn[r], &skinned) + problem.theta[3 + r];
            for c in 0..3 {
                by_theta[r][c] = dot(&by_turn[c][r], &skinned);
            }
            by_theta[r][3 + r] = 1.0;
            for (d, by) in by_theta[r][6..].iter_mut().zip(&by_angle) {
                *d = dot(&turn[r], by);
            }
        }
        Vertex { at, by_theta }
    }
}

fn add(sum: &mut [f64; 3], weight: f64, map: &Affine, at: &[f64; 4]) {
    for (sum, row) in sum.iter_mut().zip(map) {
        *sum += weight * (row[0] * at[0] + row[1] * at[1] + row[2] * at[2] + row[3] * at[3]);
    }
}

fn dot(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// All bones' maps from their own coordinates to the hand's.
fn bones(problem: &Problem) -> Vec<Bone> {
    let hand = &problem.bones;
    let mut absolutes: Vec<Bone> = Vec::with_capacity(hand.parents.len());
    for (i, (parent, relative)) in hand.parents.iter().zip(&hand.relatives).enumerate() {
        let bends = bends(&problem.theta, i);
        let own = bends.as_ref().map_or(*relative, |(bend, _)| compose(relative, bend));
        let absolute = if *parent == i {
            Bone { map: own, by: Vec::new() }
        } else {
            let before = &absolutes[*parent];
            let mut by: Vec<_> = before.by.iter().map(|(angle, map)| (*angle, linear(map, &own))).collect();
            for (angle, slope) in bends.iter().flat_map(|(_, slopes)| slopes) {
                by.push((*angle, compose_linear(&before.map, &compose_linear(relative, slope))));
            }
            Bone { map: compose(&before.map, &own), by }
        };
        absolutes.push(absolute);
    }
    absolutes
}

/// How the pose bends a bone, and the slopes of that by the angles, which count from 0 behind the six global numbers.
fn bends(theta: &[f64; 26], bone: usize) -> Option<(Affine, Vec<(usize, Affine)>)> {
    if bone == 0 || bone > 20 || bone % 4 == 1 {
        return None;
    }
    let first = 4 * ((bone - 1) / 4);
    let at = first + [3, 0, 0, 2][bone % 4];
    let (sin_x, cos_x) = theta[6 + at].sin_cos();
    let (sin_z, cos_z) = if bone % 4 == 2 { theta[7 + at].sin_cos() } else { (0.0, 1.0) };
    let bend = [
        [cos_z, -sin_z * cos_x, sin_z * sin_x, 0.0],
        [sin_z, cos_z * cos_x, -cos_z * sin_x, 0.0],
        [0.0, sin_x, cos_x, 0.0],
    ];
    let by_x = [
        [0.0, sin_z * sin_x, sin_z * cos_x, 0.0],
        [0.0, -cos_z * sin_x, -cos_z * cos_x, 0.0],
        [0.0, cos_x, -sin_x, 0.0],
    ];
    let mut slopes = vec![(at, by_x)];
    if bone % 4 == 2 {
        let by_z =
            [[-sin_z, -cos_z * cos_x, cos_z * sin_x, 0.0], [cos_z, -sin_z * cos_x, sin_z * sin_x, 0.0], [0.0; 4]];
        slopes.push((at + 1, by_z));
    }
    Some((bend, slopes))
}

/// One affine map behind another.
fn compose(a: &Affine, b: &Affine) -> Affine {
    let mut product = compose_linear(a, b);
    for (row, a) in product.iter_mut().zip(a) {
        row[3] += a[3];
    }
    product
}

/// The slope of an affine map behind another.
fn linear(slope: &Affine, b: &Affine) -> Affine {
    compose(slope, b)
}

/// An affine map behind the slope of another.
fn compose_linear(a: &Affine, slope: &Affine) -> Affine {
    let mut product = [[0.0; 4]; 3];
    for (row, a) in product.iter_mut().zip(a) {
        for c in 0..4 {
            row[c] = a[0] * slope[0][c] + a[1] * slope[1][c] + a[2] * slope[2][c];
        }
    }
    product
}

/// The matrix of a rotation vector, and its slopes by the three; near zero it is the identity.
fn rotation(v: [f64; 3]) -> (Matrix, [Matrix; 3]) {
    let angle = dot(&v, &v).sqrt();
    if angle < 1e-4 {
        return ([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], [[[0.0; 3]; 3]; 3]);
    }
    let a = v.map(|v| v / angle);
    let (sin, cos) = angle.sin_cos();
    let rest = 1.0 - cos;
    let skew = |a: [f64; 3]| [[0.0, -a[2], a[1]], [a[2], 0.0, -a[0]], [-a[1], a[0], 0.0]];
    let (crossed, mut matrix, mut slopes) = (skew(a), [[0.0; 3]; 3], [[[0.0; 3]; 3]; 3]);
    for i in 0..3 {
        for j in 0..3 {
            let same = if i == j { 1.0 } else { 0.0 };
            matrix[i][j] = same * cos + sin * crossed[i][j] + rest * a[i] * a[j];
            let by_angle = -same * sin + cos * crossed[i][j] + sin * a[i] * a[j];
            for (k, slope) in slopes.iter_mut().enumerate() {
                // the unit vector's slopes by the k-th number
                let unit = [0, 1, 2].map(|c| (if c == k { 1.0 } else { 0.0 } - a[c] * a[k]) / angle);
                slope[i][j] = by_angle * a[k] + sin * skew(unit)[i][j] + rest * (unit[i] * a[j] + a[i] * unit[j]);
            }
        }
    }
    (matrix, slopes)
}
