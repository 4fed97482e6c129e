//! Derivatives of the plain call by central differences, extrapolated to step zero (Ridders, Advances in Engineering
//! Software 4, 1982), so that neither the step nor rounding hides an error of a millionth.

use alloc::vec;
use alloc::vec::Vec;

/// Steps are tried from the first downwards, each half of the one before.
const LEVELS: usize = 9;

/// A slope and how far it may be off, by the disagreement of the last extrapolations.
#[derive(Clone, Copy, Debug)]
pub struct Slope {
    /// The best estimate.
    pub value: f64,
    /// How far its neighbours in the table are from it.
    pub doubt: f64,
}

/// The derivative of every output by input `j`, with steps from `first` downwards.
#[must_use]
pub fn column(f: &dyn Fn(&[f64]) -> Vec<f64>, x: &[f64], j: usize, first: f64) -> Vec<Slope> {
    let difference = |h: f64| {
        let mut moved = x.to_vec();
        moved[j] = x[j] + h;
        let (above, up) = (moved[j], f(&moved));
        moved[j] = x[j] - h;
        let (below, down) = (moved[j], f(&moved));
        up.iter().zip(&down).map(|(a, b)| (a - b) / (above - below)).collect::<Vec<f64>>()
    };
    let steps = core::iter::successors(Some(first), |step| Some(0.5 * step));
    let levels: Vec<Vec<f64>> = steps.take(LEVELS).map(difference).collect();
    let outputs = levels.iter().map(Vec::len).min().unwrap_or(0);
    (0..outputs).map(|i| extrapolate(levels.iter().map(|level| level[i]))).collect()
}

/// Neville's table over the steps; the entry that differs least from its two parents wins.
fn extrapolate(differences: impl Iterator<Item = f64>) -> Slope {
    let mut best = Slope { value: f64::NAN, doubt: f64::INFINITY };
    let mut last: Vec<f64> = Vec::new();
    for d in differences {
        let mut row = vec![d];
        let mut factor = 1.0;
        for k in 0..last.len() {
            factor *= 4.0;
            let next = row[k] + (row[k] - last[k]) / (factor - 1.0);
            let doubt = (next - row[k]).abs().max((next - last[k]).abs());
            if doubt <= best.doubt {
                best = Slope { value: next, doubt };
            }
            row.push(next);
        }
        last = row;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::column;

    #[test]
    fn smooth_functions_have_ten_digits() {
        let f = |x: &[f64]| vec![(x[0] * 3.0).sin() * x[1].exp(), x[0].recip()];
        let truth = [3.0 * 2.1_f64.cos() * 0.2_f64.exp(), -(0.7_f64 * 0.7).recip()];
        for (slope, truth) in column(&f, &[0.7, 0.2], 0, 0.01).iter().zip(truth) {
            assert!((slope.value - truth).abs() < 1e-10 && slope.doubt < 1e-9, "{slope:?} {truth}");
        }
    }

    #[test]
    fn a_jump_is_doubted() {
        let f = |x: &[f64]| vec![if x[0] > 0.7 { 1.0 } else { 0.0 }];
        assert!(column(&f, &[0.7], 0, 0.01)[0].doubt > 1.0);
    }
}
