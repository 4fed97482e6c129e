//! A hand that follows what is seen of it: skinned vertices against measured points.
use super::{Eval, ensure};
use crate::measure::measure;
use micrograd::dual::Lanes;
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

type Matrix = [[f64; 3]; 3];

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
    /// The bones.
    pub bones: Bones,
    /// The vertices that are seen: one for each point, or the three of its triangle.
    pub skin: Skin,
    /// Whether x is turned around.
    pub mirrored: bool,
    /// \[N\] the measured points.
    pub points: Vec<[f64; 3]>,
    /// \[N\] where in its triangle each point is, in barycentric coordinates; none where the points are at vertices.
    pub us: Vec<[f64; 2]>,
}

/// The bones of a hand.
pub struct Bones {
    /// \[B\] the number of each bone's parent, which comes before it; its own where it has none.
    pub parents: Vec<usize>,
    /// \[B\] from the bone's coordinates at rest to its parent's.
    pub relatives: Vec<Affine>,
}

/// Vertices, and the bones that they move with.
#[derive(Default)]
pub struct Skin {
    /// \[V\] behind the last weight of each vertex.
    pub ends: Vec<usize>,
    /// \[W\] the bone of each weight.
    pub movers: Vec<usize>,
    /// \[W\] how far the vertex goes with the bone.
    pub weights: Vec<f64>,
    /// \[W\] where the vertex rests, in homogeneous coordinates of the bone.
    pub rests: Vec<[f64; 4]>,
}

impl Skin {
    /// One more vertex, with a weight for each bone; `inverses` go from global coordinates to those of the bones.
    pub fn push(&mut self, rest: [f64; 4], weights: &[f64], inverses: &[Affine]) {
        let moving = weights.iter().zip(inverses).enumerate().filter(|(_, (weight, _))| **weight != 0.0);
        for (bone, (weight, inverse)) in moving {
            self.movers.push(bone);
            self.weights.push(*weight);
            let [x, y, z] = carried(inverse, rest);
            self.rests.push([x, y, z, rest[3]]);
        }
        self.ends.push(self.weights.len());
    }
}

impl Input {
    fn read(self) -> Result<Problem, String> {
        let Data { correspondences, points, model } = self.data;
        ensure(points.len() == correspondences.len(), "`points` and `correspondences` must be equally many")?;
        let skin = if self.us.is_empty() {
            model.skin(correspondences.iter().copied())?
        } else {
            ensure(self.us.len() == points.len(), "`us` must be as many as `points`")?;
            let triangle = |t: &usize| model.triangles.get(*t).copied();
            let triangles: Option<Vec<_>> = correspondences.iter().map(triangle).collect();
            let triangles = triangles.ok_or("`correspondences` must be numbers of triangles")?;
            model.skin(triangles.into_iter().flatten())?
        };
        let (bones, mirrored) = (model.bones()?, model.is_mirrored);
        Ok(Problem { theta: self.theta, bones, skin, mirrored, points, us: self.us })
    }
}

impl Model {
    fn bones(&self) -> Result<Bones, String> {
        let bones = self.parents.len();
        ensure(
            bones == 22 && self.base_relatives.len() == bones && self.inverse_base_absolutes.len() == bones,
            "`parents`, `base_relatives` and `inverse_base_absolutes` must be of 22 bones",
        )?;
        let parent = |(i, parent): (usize, &i64)| match usize::try_from(*parent) {
            Err(_) => Ok(i),
            Ok(parent) if parent < i => Ok(parent),
            Ok(_) => Err("a parent must come before its children"),
        };
        let parents = self.parents.iter().enumerate().map(parent).collect::<Result<Vec<_>, _>>()?;
        // the derivatives rely on it
        let alone = |(i, parent): (usize, &usize)| finger(*parent).is_none() || finger(*parent) == finger(i);
        ensure(parents.iter().enumerate().all(alone), "a finger's bone must be no parent of another finger's")?;
        Ok(Bones { parents, relatives: self.base_relatives.iter().map(affine).collect::<Result<_, _>>()? })
    }

    /// The vertices of these numbers.
    fn skin(&self, vertices: impl Iterator<Item = usize>) -> Result<Skin, String> {
        ensure(
            self.weights.len() == self.base_positions.len()
                && self.weights.iter().all(|row| row.len() == self.parents.len()),
            "`weights` must have a row for each vertex, and a number for each bone in it",
        )?;
        let inverses = self.inverse_base_absolutes.iter().map(affine).collect::<Result<Vec<_>, _>>()?;
        let mut skin = Skin::default();
        for v in vertices {
            ensure(v < self.weights.len(), "`correspondences` must be of vertices that there are")?;
            skin.push(self.base_positions[v], &self.weights[v], &inverses);
        }
        Ok(skin)
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
        let Problem { theta, bones, skin, mirrored, points, us } = self;
        let maps = pose(&angles(theta), &bones.parents, &bones.relatives);
        let (turn, shift) = (rotation([theta[0], theta[1], theta[2]]), [theta[3], theta[4], theta[5]]);
        let mut seen = skin.vertices().map(|vertex| turned(turn, vertex.skinned(&maps), *mirrored));
        if us.is_empty() {
            return points.iter().zip(seen).flat_map(|(point, at)| vertex_error(at, shift, *point)).collect();
        }
        let mut next = || seen.next().unwrap_or_default();
        let errors = points.iter().zip(us).map(|(point, u)| triangle_error(*u, next(), next(), next(), shift, *point));
        errors.flatten().collect()
    }

    /// \[3N\]\[26 or 28\] the derivatives of the errors, where there are barycentric coordinates first by those of the point.
    /// Forward as far as the vertices, and backward from each error to these.
    pub fn jacobian(&self) -> Vec<Vec<f64>> {
        let slopes = Slopes::new(self);
        let shift = slopes.shift;
        let mut seen = self.skin.vertices().map(|vertex| slopes.seen(vertex, self.mirrored));
        let mut jacobian = Vec::with_capacity(3 * self.points.len());
        if self.us.is_empty() {
            for (point, seen) in self.points.iter().zip(seen) {
                let (_, pullback) = vjp_vertex_error(seen.at, shift, *point);
                for seed in UNITS {
                    let (by_at, by_shift) = pullback(seed);
                    let mut row = vec![0.0; 26];
                    row[3..6].copy_from_slice(&by_shift);
                    seen.add(by_at, &mut row);
                    jacobian.push(row);
                }
            }
            return jacobian;
        }
        for (point, u) in self.points.iter().zip(&self.us) {
            let (Some(a), Some(b), Some(c)) = (seen.next(), seen.next(), seen.next()) else { break };
            let (_, pullback) = vjp_triangle_error(*u, a.at, b.at, c.at, shift, *point);
            for seed in UNITS {
                let (by_u, by_a, by_b, by_c, by_shift) = pullback(seed);
                let mut row = vec![0.0; 28];
                row[..2].copy_from_slice(&by_u);
                row[5..8].copy_from_slice(&by_shift);
                a.add(by_a, &mut row[2..]);
                b.add(by_b, &mut row[2..]);
                c.add(by_c, &mut row[2..]);
                jacobian.push(row);
            }
        }
        jacobian
    }
}

/// The components of an error.
const UNITS: [[f64; 3]; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// The angles in a pose.
fn angles(theta: &[f64; 26]) -> [f64; 20] {
    std::array::from_fn(|i| theta[6 + i])
}

/// One vertex: for each bone that it goes with the number of this, how far it does, and where in it the vertex rests.
#[derive(Clone, Copy)]
struct Vertex<'a> {
    movers: &'a [usize],
    weights: &'a [f64],
    rests: &'a [[f64; 4]],
}

impl Skin {
    fn vertices(&self) -> impl Iterator<Item = Vertex<'_>> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let all = std::mem::replace(&mut start, *end)..*end;
            Vertex { movers: &self.movers[all.clone()], weights: &self.weights[all.clone()], rests: &self.rests[all] }
        })
    }
}

impl<'a> Vertex<'a> {
    fn parts(self) -> impl Iterator<Item = (usize, f64, [f64; 4])> + 'a {
        self.movers.iter().zip(self.weights).zip(self.rests).map(|((bone, weight), rest)| (*bone, *weight, *rest))
    }

    /// Where the bones bring the vertex, each by its weight.
    fn skinned(self, maps: &[Affine]) -> [f64; 3] {
        let mut skinned = [0.0; 3];
        for (bone, weight, rest) in self.parts() {
            for (sum, x) in skinned.iter_mut().zip(carried(&maps[bone], rest)) {
                *sum += weight * x;
            }
        }
        skinned
    }
}

/// A number with its derivatives by the four angles of its finger.
type Bent = Dual<f64, Lanes<f64, 4>>;

/// A pose, and the derivatives of its parts.
struct Slopes {
    turn: Matrix,
    shift: [f64; 3],
    /// Those of the rotation by the three numbers of its vector.
    turns: [Matrix; 3],
    maps: Vec<[[Bent; 4]; 3]>,
}

impl Slopes {
    fn new(problem: &Problem) -> Self {
        let Problem { theta, bones, .. } = problem;
        // no bone depends on the angles of two fingers: a lane in which the same angle of all grows tells them all
        let angles = std::array::from_fn(|i| {
            Bent::along(theta[6 + i], Lanes(std::array::from_fn(|lane| if i % 4 == lane { 1.0 } else { 0.0 })))
        });
        let relatives = constants(&bones.relatives);
        let axis = [theta[0], theta[1], theta[2]];
        Slopes {
            turn: rotation(axis),
            shift: [theta[3], theta[4], theta[5]],
            turns: UNITS.map(|along| jvp_rotation(axis, along).1),
            maps: generic_pose::<Bent>(&angles, &bones.parents, &relatives),
        }
    }

    /// A vertex in this pose.
    fn seen(&self, vertex: Vertex<'_>, mirrored: bool) -> Seen {
        let (mut skinned, mut bends) = ([0.0; 3], [[0.0; 20]; 3]);
        for (bone, weight, rest) in vertex.parts() {
            let carried = generic_carried(&self.maps[bone], rest.map(Bent::from));
            for ((sum, bends), Dual { value, tangent: Lanes(slopes) }) in
                skinned.iter_mut().zip(&mut bends).zip(carried)
            {
                *sum += weight * value;
                let Some(finger) = finger(bone) else { continue };
                for (bend, slope) in bends[4 * finger..].iter_mut().zip(slopes) {
                    *bend += weight * slope;
                }
            }
        }
        let (at, pullback) = vjp_turned(self.turn, skinned, mirrored);
        let mut slopes = [[0.0; 26]; 3];
        for (k, along) in self.turns.iter().enumerate() {
            let (_, by) = jvp_turned(self.turn, skinned, mirrored, *along, [0.0; 3]);
            for (slopes, by) in slopes.iter_mut().zip(by) {
                slopes[k] = by;
            }
        }
        for (slopes, seed) in slopes.iter_mut().zip(UNITS) {
            let (_, [x, y, z]) = pullback(seed);
            for (k, slope) in slopes[6..].iter_mut().enumerate() {
                *slope = x * bends[0][k] + y * bends[1][k] + z * bends[2][k];
            }
        }
        Seen { at, slopes }
    }
}

/// Where a vertex is before the hand is shifted, and the derivatives of that by the pose.
struct Seen {
    at: [f64; 3],
    slopes: [[f64; 26]; 3],
}

impl Seen {
    /// Adds the derivatives by the pose of what has this derivative by the place.
    fn add(&self, [x, y, z]: [f64; 3], row: &mut [f64]) {
        let [by_x, by_y, by_z] = &self.slopes;
        for (((d, by_x), by_y), by_z) in row.iter_mut().zip(by_x).zip(by_y).zip(by_z) {
            *d += x * by_x + y * by_y + z * by_z;
        }
    }
}

/// Maps that depend on no angle.
fn constants(maps: &[Affine]) -> Vec<[[Bent; 4]; 3]> {
    let mut constants = vec![[[Bent::default(); 4]; 3]; maps.len()];
    for (constant, x) in
        constants.as_flattened_mut().as_flattened_mut().iter_mut().zip(maps.as_flattened().as_flattened())
    {
        constant.value = *x;
    }
    constants
}

/// Which finger a bone belongs to, if it does to one.
fn finger(bone: usize) -> Option<usize> {
    (1..=20).contains(&bone).then(|| (bone - 1) / 4)
}

/// The error of a point at a vertex.
#[differentiable(wrt(at, shift), modes(vjp))]
pub fn vertex_error(at: [f64; 3], shift: [f64; 3], point: [f64; 3]) -> [f64; 3] {
    let mut error = point;
    for r in 0..3 {
        error[r] -= at[r] + shift[r];
    }
    error
}

/// The error of a point in a triangle, at its barycentric coordinates.
#[differentiable(wrt(u, a, b, c, shift), modes(vjp))]
pub fn triangle_error(
    u: [f64; 2],
    a: [f64; 3],
    b: [f64; 3],
    c: [f64; 3],
    shift: [f64; 3],
    point: [f64; 3],
) -> [f64; 3] {
    let w = 1.0 - u[0] - u[1];
    let mut error = point;
    for r in 0..3 {
        error[r] -= u[0] * a[r] + u[1] * b[r] + w * c[r] + shift[r];
    }
    error
}

/// Where a map brings a place, which is in homogeneous coordinates.
#[differentiable(wrt(map), modes(generic))]
pub fn carried(map: &[[f64; 4]; 3], rest: [f64; 4]) -> [f64; 3] {
    let mut carried = [0.0; 3];
    for r in 0..3 {
        carried[r] = map[r][0] * rest[0] + map[r][1] * rest[1] + map[r][2] * rest[2] + map[r][3] * rest[3];
    }
    carried
}

/// Where a vertex is: turned with the hand, which may be the mirror image of the model.
#[differentiable(modes(vjp, jvp))]
pub fn turned(turn: [[f64; 3]; 3], skinned: [f64; 3], mirrored: bool) -> [f64; 3] {
    let [x, y, z] = skinned;
    let x = if mirrored { -x } else { x };
    let mut at = [0.0; 3];
    for r in 0..3 {
        at[r] = turn[r][0] * x + turn[r][1] * y + turn[r][2] * z;
    }
    at
}

/// The maps of all bones from their own coordinates to the hand's.
#[differentiable(wrt(angles), modes(generic))]
pub fn pose(angles: &[f64; 20], parents: &[usize], relatives: &[[[f64; 4]; 3]]) -> Vec<[[f64; 4]; 3]> {
    let mut maps: Vec<[[f64; 4]; 3]> = Vec::with_capacity(parents.len());
    for i in 0..parents.len() {
        let relative = bend(&relatives[i], angles, i);
        let map = if parents[i] == i { relative } else { compose(&maps[parents[i]], &relative) };
        maps.push(map);
    }
    maps
}

/// A bone's map to its parent, bent by the angles that the pose has for it: four for each finger, of which the first bone
/// has none, the second two, the third and the fourth one each.
#[differentiable(wrt(angles), modes(generic))]
fn bend(relative: &[[f64; 4]; 3], angles: &[f64; 20], bone: usize) -> [[f64; 4]; 3] {
    if bone == 0 || bone > 20 || bone % 4 == 1 {
        return *relative;
    }
    let first = 4 * ((bone - 1) / 4);
    let (by_x, by_z) = match bone % 4 {
        2 => (angles[first], angles[first + 1]),
        3 => (angles[first + 2], 0.0),
        _ => (angles[first + 3], 0.0),
    };
    let ((sin_x, cos_x), (sin_z, cos_z)) = (by_x.sin_cos(), by_z.sin_cos());
    compose(
        relative,
        &[
            [cos_z, -sin_z * cos_x, sin_z * sin_x, 0.0],
            [sin_z, cos_z * cos_x, -cos_z * sin_x, 0.0],
            [0.0, sin_x, cos_x, 0.0],
        ],
    )
}

/// One affine map behind another.
#[differentiable(modes(generic))]
fn compose(a: &[[f64; 4]; 3], b: &[[f64; 4]; 3]) -> [[f64; 4]; 3] {
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
#[differentiable(modes(jvp))]
pub fn rotation(v: [f64; 3]) -> [[f64; 3]; 3] {
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
