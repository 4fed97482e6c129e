//! A mixture of Gaussians.

/// The gradient by the weights, centres, diagonals and what is below them.
pub type Gradient = (Vec<f64>, Vec<f64>, Vec<f64>, Vec<f64>);

/// The gradient of the objective; its parameters are those of the objective. The adjoint of a point follows its value at
/// once: the seed of the likelihood is one.
#[must_use]
#[expect(clippy::too_many_arguments, reason = "those of the objective")]
pub fn gradient(
    alpha: &[f64],
    mu: &[f64],
    q: &[f64],
    l: &[f64],
    x: &[f64],
    d: usize,
    gamma: f64,
    m: usize,
) -> Gradient {
    let (k, n, below) = (alpha.len(), x.len() / d, d * (d - 1) / 2);
    let diagonal: Vec<f64> = q.iter().map(|q| q.exp()).collect();
    let sums: Vec<f64> = q.chunks_exact(d).map(|q| q.iter().sum::<f64>()).collect();
    let (mut d_alpha, mut d_mu, mut d_l) = (vec![0.0; k], vec![0.0; k * d], vec![0.0; k * below]);
    let (mut d_diagonal, mut d_sums) = (vec![0.0; k * d], vec![0.0; k]);
    // of all components for one point
    let (mut beta, mut v, mut y) = (vec![0.0; k], vec![0.0; k * d], vec![0.0; k * d]);
    for point in x.chunks_exact(d) {
        for c in 0..k {
            let (v, y) = (&mut v[c * d..(c + 1) * d], &mut y[c * d..(c + 1) * d]);
            let (centre, diagonal) = (&mu[c * d..(c + 1) * d], &diagonal[c * d..(c + 1) * d]);
            for i in 0..d {
                v[i] = point[i] - centre[i];
                y[i] = diagonal[i] * v[i];
            }
            let mut rest = &l[c * below..(c + 1) * below];
            for j in 0..d {
                let (column, others) = rest.split_at(d - 1 - j);
                let factor = v[j];
                for (y, l) in y[j + 1..].iter_mut().zip(column) {
                    *y += l * factor;
                }
                rest = others;
            }
            beta[c] = alpha[c] + sums[c] - 0.5 * y.iter().map(|y| y * y).sum::<f64>();
        }
        softmax(&mut beta);
        for c in 0..k {
            let weight = beta[c];
            d_alpha[c] += weight;
            d_sums[c] += weight;
            let (v, y) = (&v[c * d..(c + 1) * d], &mut y[c * d..(c + 1) * d]);
            for y in y.iter_mut() {
                *y *= -weight;
            }
            let (diagonal, d_mu) = (&diagonal[c * d..(c + 1) * d], &mut d_mu[c * d..(c + 1) * d]);
            let (mut rest, mut d_rest) = (&l[c * below..(c + 1) * below], &mut d_l[c * below..(c + 1) * below]);
            for j in 0..d {
                let (column, others) = rest.split_at(d - 1 - j);
                let (d_column, d_others) = d_rest.split_at_mut(d - 1 - j);
                let factor = v[j];
                let mut d_v = diagonal[j] * y[j];
                for ((d_l, l), d_y) in d_column.iter_mut().zip(column).zip(&y[j + 1..]) {
                    *d_l += d_y * factor;
                    d_v += d_y * l;
                }
                d_diagonal[c * d + j] += y[j] * factor;
                d_mu[j] -= d_v;
                (rest, d_rest) = (others, d_others);
            }
        }
    }
    let mut weights = alpha.to_vec();
    softmax(&mut weights);
    for (d, weight) in d_alpha.iter_mut().zip(weights) {
        *d -= n as f64 * weight;
    }
    for (d, l) in d_l.iter_mut().zip(l) {
        *d -= gamma * gamma * l;
    }
    let mut d_q = d_diagonal;
    for (i, (d_q, e)) in d_q.iter_mut().zip(&diagonal).enumerate() {
        *d_q = (*d_q - gamma * gamma * e) * e + d_sums[i / d] + m as f64;
    }
    (d_alpha, d_mu, d_q, d_l)
}

/// The gradient of the logarithm of the sum of the exponentials, in place.
fn softmax(x: &mut [f64]) {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut sum = 0.0;
    for x in x.iter_mut() {
        *x = (*x - largest).exp();
        sum += *x;
    }
    let scale = 1.0 / sum;
    for x in x {
        *x *= scale;
    }
}
