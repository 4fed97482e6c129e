//! Clusters around centroids.

/// The gradient of the cost over the diagonal of its Hessian: a point gives to its nearest centroid alone.
#[must_use]
pub fn direction(points: &[f64], centroids: &[f64], d: usize) -> Vec<f64> {
    let (mut gradient, mut diagonal) = (vec![0.0; centroids.len()], vec![0.0; centroids.len()]);
    for point in points.chunks_exact(d) {
        let (mut smallest, mut nearest) = (f64::INFINITY, 0);
        for (k, centroid) in centroids.chunks_exact(d).enumerate() {
            let mut distance = 0.0;
            for (p, c) in point.iter().zip(centroid) {
                distance += (p - c) * (p - c);
            }
            if distance < smallest {
                (smallest, nearest) = (distance, k);
            }
        }
        let at = nearest * d..(nearest + 1) * d;
        for ((d, p), c) in gradient[at.clone()].iter_mut().zip(point).zip(&centroids[at.clone()]) {
            *d -= 2.0 * (p - c);
        }
        for h in &mut diagonal[at] {
            *h += 2.0;
        }
    }
    gradient.iter().zip(&diagonal).map(|(g, h)| g / h).collect()
}
