//! A polynomial fitted to the sign.

/// The gradient by the coefficients. A point's powers are kept from its residual to its adjoint.
#[must_use]
pub fn gradient(x: &[f64], n: usize) -> Vec<f64> {
    let (mut gradient, mut powers) = (vec![0.0; x.len()], vec![0.0; x.len()]);
    for i in 0..n {
        let t = -1.0 + (2 * i) as f64 / (n - 1) as f64;
        let mut residual = if t == 0.0 { 0.0 } else { t.signum() };
        let mut power = 1.0;
        for (c, kept) in x.iter().zip(&mut powers) {
            *kept = power;
            residual -= c * power;
            power *= t;
        }
        for (d, power) in gradient.iter_mut().zip(&powers) {
            *d -= residual * power;
        }
    }
    gradient
}
