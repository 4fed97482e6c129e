//! Gradient descent with a step that grows after ten successes and shrinks after a failure: the minimiser of `particle` and
//! `saddle`.

/// The step at the beginning; also how small a gradient or a move ends the search.
pub const TOLERANCE: f64 = 1e-5;

/// A place near `start` where `f` is small, found with the gradient of `f`.
pub fn minimise<const N: usize>(
    start: [f64; N],
    f: impl Fn([f64; N]) -> f64,
    gradient: impl Fn([f64; N]) -> [f64; N],
) -> [f64; N] {
    let (mut x, mut value, mut slope) = (start, f(start), gradient(start));
    let (mut step, mut successes) = (TOLERANCE, 0);
    while norm(slope) > TOLERANCE {
        if successes == 10 {
            (step, successes) = (2.0 * step, 0);
            continue;
        }
        let next: [f64; N] = std::array::from_fn(|i| x[i] - step * slope[i]);
        if norm::<N>(std::array::from_fn(|i| x[i] - next[i])) <= TOLERANCE {
            break;
        }
        let there = f(next);
        if there < value {
            (x, value, slope) = (next, there, gradient(next));
            successes += 1;
        } else {
            (step, successes) = (0.5 * step, 0);
        }
    }
    x
}

fn norm<const N: usize>(x: [f64; N]) -> f64 {
    x.iter().map(|x| x * x).sum::<f64>().sqrt()
}
