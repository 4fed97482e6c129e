//! The network's score on a lattice, as strips of one tint and as contour lines.
use crate::network::score;
use std::ops::Range;

/// Steps of tint from undecided to sure.
const TINTS: f64 = 8.0;

/// A point of the plane.
type Point = (f64, f64);

/// The scores at the corners of all cells, row by row.
pub struct Field {
    x: Vec<f64>,
    y: Vec<f64>,
    rows: Vec<Vec<f64>>,
    /// Cells across and upwards.
    cells: (usize, usize),
}

impl Field {
    /// The scores of the network `p` in a part of the plane, on so many cells across and upwards.
    pub fn new(p: &[f64], (across, upwards): (Range<f64>, Range<f64>), cells: (usize, usize)) -> Self {
        let (x, y) = (corners(across, cells.0), corners(upwards, cells.1));
        let rows = y.iter().map(|&y| x.iter().map(|&x| score(p, &[x, y])).collect()).collect();
        Field { x, y, rows, cells }
    }

    /// Neighbouring cells of one tint as one rectangle, with how sure the network is there, from -1 to 1.
    pub fn strips(&self) -> impl Iterator<Item = ([Point; 2], f64)> {
        (0..self.cells.1).flat_map(move |j| {
            let tint = move |i: usize| (TINTS * (0.7 * self.rows[j][i]).tanh()).round() / TINTS;
            let columns: Vec<usize> = (0..self.cells.0).collect();
            let runs = columns.chunk_by(|&a, &b| tint(a).total_cmp(&tint(b)).is_eq()).map(|run| {
                let (left, right) = (run[0], run[run.len() - 1] + 1);
                ([(self.x[left], self.y[j]), (self.x[right], self.y[j + 1])], tint(left))
            });
            runs.collect::<Vec<_>>()
        })
    }

    /// The line on which the score is `level`, in short pieces: where it enters and leaves each cell.
    pub fn contour(&self, level: f64) -> impl Iterator<Item = [Point; 2]> {
        let corner = move |i: usize, j: usize| ((self.x[i], self.y[j]), self.rows[j][i] - level);
        (0..self.cells.0 * self.cells.1).flat_map(move |cell| {
            let (i, j) = (cell % self.cells.0, cell / self.cells.0);
            pieces([corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)])
        })
    }
}

/// The ends of equal cells.
fn corners(range: Range<f64>, cells: usize) -> Vec<f64> {
    let step = (range.end - range.start) / cells as f64;
    (0..=cells).map(|i| range.start + step * i as f64).collect()
}

/// Where a function vanishes in a cell, from its values at the corners, which stand in a circle: no piece, one, or two.
fn pieces(corners: [(Point, f64); 4]) -> Vec<[Point; 2]> {
    let sides = (0..4).map(|k| (corners[k], corners[(k + 1) % 4]));
    let ends: Vec<Point> = sides.filter(|(u, v)| (u.1 < 0.0) != (v.1 < 0.0)).map(crossing).collect();
    ends.chunks_exact(2).map(|ends| [ends[0], ends[1]]).collect()
}

/// The zero between two points at which a linear function has different signs.
fn crossing(((a, fa), (b, fb)): ((Point, f64), (Point, f64))) -> Point {
    let t = fa / (fa - fb);
    (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1))
}
