//! ln Σ exp(xᵢ): its gradient is the softmax.

/// The gradient. The exponentials are those of the value, divided by their sum.
#[must_use]
pub fn gradient(x: &[f64]) -> Vec<f64> {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut gradient: Vec<f64> = x.iter().map(|x| (x - largest).exp()).collect();
    let scale = 1.0 / gradient.iter().sum::<f64>();
    for d in &mut gradient {
        *d *= scale;
    }
    gradient
}
