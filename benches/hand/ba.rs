//! Bundle adjustment: the two rows of an observation.
use gradbench::evals::ba::{Problem, Sparse};

/// The derivatives of a residual's two components: by the camera, the point and the weight, in one row each.
#[must_use]
pub fn rows(camera: &[f64; 11], point: &[f64; 3], weight: f64, feature: &[f64; 2]) -> [[f64; 15]; 2] {
    let v = [point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]];
    let Turned { at: [x, y, z], by_axis, by_v } = rotate([camera[0], camera[1], camera[2]], v);
    let (u, w) = (x / z, y / z);
    let radius = u * u + w * w;
    let distortion = 1.0 + camera[9] * radius + camera[10] * radius * radius;
    let scale = camera[6] * distortion;
    // the slope of the scale by the radius, and so by u and w
    let slope = camera[6] * (camera[9] + 2.0 * camera[10] * radius);
    let (scale_u, scale_w) = (2.0 * slope * u, 2.0 * slope * w);
    let by_uw = [[scale + scale_u * u, scale_w * u], [scale_u * w, scale + scale_w * w]];
    let projected = [scale * u + camera[7], scale * w + camera[8]];
    let mut rows = [[0.0; 15]; 2];
    for r in 0..2 {
        let (by_u, by_w) = (weight * by_uw[r][0] / z, weight * by_uw[r][1] / z);
        let by_at = [by_u, by_w, -(by_u * u + by_w * w)];
        for c in 0..3 {
            rows[r][c] = by_at[0] * by_axis[0][c] + by_at[1] * by_axis[1][c] + by_at[2] * by_axis[2][c];
            let by_point = by_at[0] * by_v[0][c] + by_at[1] * by_v[1][c] + by_at[2] * by_v[2][c];
            rows[r][3 + c] = -by_point;
            rows[r][11 + c] = by_point;
        }
        let part = weight * if r == 0 { u } else { w };
        rows[r][6] = part * distortion;
        rows[r][7 + r] = weight;
        rows[r][9] = part * camera[6] * radius;
        rows[r][10] = part * camera[6] * radius * radius;
        rows[r][14] = projected[r] - feature[r];
    }
    rows
}

/// A turned vector, and its derivatives by the rotation vector and by what is turned.
struct Turned {
    at: [f64; 3],
    by_axis: [[f64; 3]; 3],
    by_v: [[f64; 3]; 3],
}

fn rotate(axis: [f64; 3], v: [f64; 3]) -> Turned {
    let squared = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
    if squared == 0.0 {
        let across = cross(axis, v);
        return Turned {
            at: [v[0] + across[0], v[1] + across[1], v[2] + across[2]],
            by_axis: [[0.0, v[2], -v[1]], [-v[2], 0.0, v[0]], [v[1], -v[0], 0.0]],
            by_v: [[1.0, -axis[2], axis[1]], [axis[2], 1.0, -axis[0]], [-axis[1], axis[0], 1.0]],
        };
    }
    let angle = squared.sqrt();
    let inverse = 1.0 / angle;
    let a = [axis[0] * inverse, axis[1] * inverse, axis[2] * inverse];
    let (sin, cos) = angle.sin_cos();
    let rest = 1.0 - cos;
    let across = cross(a, v);
    let dot = a[0] * v[0] + a[1] * v[1] + a[2] * v[2];
    let along = dot * rest;
    let at = [0, 1, 2].map(|i| v[i] * cos + across[i] * sin + a[i] * along);
    // by the angle, and by the unit vector
    let by_angle = [0, 1, 2].map(|i| across[i] * cos - v[i] * sin + a[i] * dot * sin);
    let turn = [[0.0, v[2], -v[1]], [-v[2], 0.0, v[0]], [v[1], -v[0], 0.0]];
    let mut by_v = [[rest * a[0] * a[0], rest * a[0] * a[1], rest * a[0] * a[2]], [0.0; 3], [0.0; 3]];
    by_v[1] = [rest * a[1] * a[0], rest * a[1] * a[1], rest * a[1] * a[2]];
    by_v[2] = [rest * a[2] * a[0], rest * a[2] * a[1], rest * a[2] * a[2]];
    let skew = [[0.0, -a[2], a[1]], [a[2], 0.0, -a[0]], [-a[1], a[0], 0.0]];
    let mut by_axis = [[0.0; 3]; 3];
    for i in 0..3 {
        let by_a = [0, 1, 2].map(|c| sin * turn[i][c] + rest * a[i] * v[c] + if i == c { along } else { 0.0 });
        // a = axis / angle, and the angle's slopes are a
        let radial = by_a[0] * a[0] + by_a[1] * a[1] + by_a[2] * a[2];
        for c in 0..3 {
            by_axis[i][c] = (by_a[c] - radial * a[c]) * inverse + by_angle[i] * a[c];
            by_v[i][c] += sin * skew[i][c] + if i == c { cos } else { 0.0 };
        }
    }
    Turned { at, by_axis, by_v }
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// The Jacobian of all residuals, as [`Problem::jacobian`] builds it.
#[must_use]
pub fn jacobian(problem: &Problem) -> Sparse {
    let (n, m, p) = (problem.cameras.len(), problem.points.len(), problem.weights.len());
    let mut sparse = Sparse {
        rows: Vec::with_capacity(3 * p + 1),
        cols: Vec::with_capacity(31 * p),
        vals: Vec::with_capacity(31 * p),
    };
    sparse.rows.push(0);
    for i in 0..p {
        let (camera, point) = (11 * (i % n), 11 * n + 3 * (i % m));
        let parts = (&problem.cameras[i % n], &problem.points[i % m], problem.weights[i], &problem.features[i]);
        for row in rows(parts.0, parts.1, parts.2, parts.3) {
            sparse.cols.extend(camera..camera + 11);
            sparse.cols.extend([point, point + 1, point + 2, 11 * n + 3 * m + i]);
            sparse.vals.extend(row);
            sparse.rows.push(sparse.cols.len());
        }
    }
    for (i, weight) in problem.weights.iter().enumerate() {
        sparse.cols.push(11 * n + 3 * m + i);
        sparse.vals.push(-2.0 * weight);
        sparse.rows.push(sparse.cols.len());
    }
    sparse
}
