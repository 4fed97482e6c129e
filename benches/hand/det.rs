//! A determinant by cofactors.

/// The derivatives by the entries. A minor's adjoint is known before the minor is, since all is linear in it, so value and
/// adjoint are computed together.
#[must_use]
pub fn gradient(a: &[f64], n: usize) -> Vec<f64> {
    let mut gradient = vec![0.0; n * n];
    minor(a, n, 0, u32::MAX >> (32 - n), 1.0, &mut gradient);
    gradient
}

fn minor(a: &[f64], n: usize, row: usize, columns: u32, seed: f64, gradient: &mut [f64]) -> f64 {
    let start = row * n;
    if row + 1 == n {
        let at = start + columns.trailing_zeros() as usize;
        gradient[at] += seed;
        return a[at];
    }
    let (mut total, mut sign, mut left) = (0.0, 1.0, columns);
    while left != 0 {
        let at = start + left.trailing_zeros() as usize;
        let signed = sign * a[at];
        let rest = minor(a, n, row + 1, columns & !(left & left.wrapping_neg()), seed * signed, gradient);
        total += signed * rest;
        gradient[at] += seed * sign * rest;
        sign = -sign;
        left &= left - 1;
    }
    total
}
