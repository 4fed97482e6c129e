//! Derivatives by central differences that are extrapolated to step zero, so that neither the step nor rounding hides
//! an error of a millionth.

/// Steps are tried from here downwards, each half of the one before.
const FIRST_STEP: f64 = 1.0 / 256.0;
const LEVELS: usize = 7;

/// The derivative of every result by input `j`: Ridders' method (Advances in Engineering Software 4, 1982).
pub fn column(f: &dyn Fn(&[f64]) -> Vec<f64>, x: &[f64], j: usize) -> Vec<f64> {
    let difference = |h: f64| {
        let mut moved = x.to_vec();
        moved[j] = x[j] + h;
        let up = f(&moved);
        moved[j] = x[j] - h;
        let down = f(&moved);
        up.iter().zip(&down).map(|(a, b)| (a - b) / (2.0 * h)).collect::<Vec<f64>>()
    };
    let first = FIRST_STEP * x[j].abs().max(1.0);
    let levels: Vec<Vec<f64>> = (0..LEVELS).map(|k| difference(first * 0.5_f64.powi(k as i32))).collect();
    (0..levels[0].len()).map(|i| extrapolate(levels.iter().map(|level| level[i]))).collect()
}

/// Neville's table over the steps; the entry that differs least from its two parents wins.
fn extrapolate(differences: impl Iterator<Item = f64>) -> f64 {
    let (mut best, mut error) = (f64::NAN, f64::INFINITY);
    let mut last: Vec<f64> = Vec::new();
    for d in differences {
        let mut row = vec![d];
        let mut factor = 1.0;
        for k in 0..last.len() {
            factor *= 4.0;
            let next = row[k] + (row[k] - last[k]) / (factor - 1.0);
            let doubt = (next - row[k]).abs().max((next - last[k]).abs());
            if doubt <= error {
                (best, error) = (next, doubt);
            }
            row.push(next);
        }
        last = row;
    }
    best
}

#[cfg(test)]
mod tests {
    #[test]
    fn differences_are_good_to_ten_digits() {
        let f = |x: &[f64]| vec![(x[0] * 3.0).sin() * x[1].exp(), x[0].recip()];
        let truth = [3.0 * 2.1_f64.cos() * 0.2_f64.exp(), -(0.7_f64 * 0.7).recip()];
        for (a, b) in super::column(&f, &[0.7, 0.2], 0).iter().zip(truth) {
            assert!((a - b).abs() < 1e-10, "{a} {b}");
        }
    }
}
