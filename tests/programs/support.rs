//! What every program is held to: the plain call is the truth for values, differences are it for gradients, and the
//! engines must agree with each other.
use micrograd::check::{DIFFERENCE_TOLERANCE, DOT_TOLERANCE, ENGINE_TOLERANCE, agree};
use micrograd::prelude::*;

/// A differentiable function over any scalar, as a map from the reals of all its arguments to the reals of its results:
/// what it returns, followed by the state of its `&mut` arguments after the call.
pub trait Program {
    /// The results at `x`.
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S>;
}

/// What a plain call and the generated code gave at one input.
pub struct Found<'a> {
    /// The reals of all arguments.
    pub x: &'a [f64],
    /// The results of the plain call.
    pub value: &'a [f64],
    /// The weights of the results.
    pub seed: &'a [f64],
    /// The gradient of the weighted sum of the results, an entry for each of `x`.
    pub gradient: &'a [f64],
}

/// Compares what was found with the program over `f64`, `Value` and `Dual`, and with differences.
#[track_caller]
pub fn check(program: &impl Program, found: &Found<'_>) {
    same_bits("generic at f64", found.value, &program.at(found.x));
    let (value, gradient) = graph(program, found);
    same_bits("Value", found.value, &value);
    close("Value", &gradient, found.gradient, ENGINE_TOLERANCE);
    let direction = noise(found.x.len(), 17);
    let (value, tangent) = dual(program, found.x, &direction);
    same_bits("Dual", found.value, &value);
    close("Dual", &[dot(found.seed, &tangent)], &[dot(&direction, found.gradient)], DOT_TOLERANCE);
    let truth: Vec<f64> = (0..found.x.len()).map(|j| slope_by_differences(program, found, j)).collect();
    close("differences", &truth, found.gradient, DIFFERENCE_TOLERANCE);
}

/// Compares the results and their derivative along a direction with the program over `Dual`.
#[track_caller]
pub fn check_along(program: &impl Program, x: &[f64], direction: &[f64], found: [&[f64]; 2]) {
    let (value, tangent) = dual(program, x, direction);
    same_bits("jvp", &value, found[0]);
    close("jvp", &tangent, found[1], ENGINE_TOLERANCE);
}

/// The same numbers to the bit: `-0.0` is not `0.0`.
#[track_caller]
pub fn same_bits(what: &str, expected: &[f64], actual: &[f64]) {
    let bits = |x: &[f64]| x.iter().map(|v| v.to_bits()).collect::<Vec<u64>>();
    assert_eq!(bits(expected), bits(actual), "{what}: {expected:?} against {actual:?}");
}

/// Equal within `tolerance`, relative to `max(1, |a|)`.
#[track_caller]
pub fn close(what: &str, expected: &[f64], actual: &[f64], tolerance: f64) {
    if let Err(mismatch) = agree(expected, actual, tolerance) {
        panic!("{what}: {mismatch}");
    }
}

/// `n` numbers that look random, in -1..1.
pub fn noise(n: usize, salt: u64) -> Vec<f64> {
    let mut state = salt.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).expect("31 bits")) / f64::from(1_u32 << 30) - 1.0
    };
    (0..n).map(|_| next()).collect()
}

/// The list that stands after `name:` in a text of named lists of numbers.
pub fn numbers(text: &str, name: &str) -> Vec<f64> {
    let heading = format!("{name}:");
    let list: Vec<f64> = text
        .split_whitespace()
        .skip_while(|word| *word != heading)
        .skip(1)
        .map_while(|word| word.parse().ok())
        .collect();
    assert!(!list.is_empty(), "no numbers after {heading}");
    list
}

/// The inner product.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Values, and the gradient by one sweep back over the recorded graph.
fn graph(program: &impl Program, found: &Found<'_>) -> (Vec<f64>, Vec<f64>) {
    let graph = Graph::new();
    let leaves = graph.values(found.x);
    let results = program.at(&leaves);
    let weighted = results.iter().zip(found.seed).map(|(y, w)| *y * *w).fold(Value::ZERO, |sum, y| sum + y);
    weighted.backward();
    (results.iter().map(|y| y.data()).collect(), leaves.iter().map(|x| x.grad()).collect())
}

/// Values, and their derivatives along a direction.
fn dual(program: &impl Program, x: &[f64], direction: &[f64]) -> (Vec<f64>, Vec<f64>) {
    assert_eq!(x.len(), direction.len());
    let x: Vec<Dual<f64>> = x.iter().zip(direction).map(|(&value, &tangent)| Dual { value, tangent }).collect();
    let results = program.at(&x);
    (results.iter().map(|y| y.value).collect(), results.iter().map(|y| y.tangent).collect())
}

/// The derivative of the weighted sum by input `j`: central differences over falling steps, extrapolated to step zero
/// (Ridders, Advances in Engineering Software 4, 1982); the entry of the table that differs least from its parents.
fn slope_by_differences(program: &impl Program, found: &Found<'_>, j: usize) -> f64 {
    let mut x = found.x.to_vec();
    let mut at = |v: f64| {
        x[j] = v;
        dot(found.seed, &program.at(&x))
    };
    let (mut best, mut doubt) = (f64::NAN, f64::INFINITY);
    let mut last: Vec<f64> = Vec::new();
    let mut step = found.x[j].abs().max(1.0) / 256.0;
    for _ in 0..7 {
        let mut row = vec![(at(found.x[j] + step) - at(found.x[j] - step)) / (2.0 * step)];
        let mut factor = 1.0;
        for (k, parent) in last.iter().enumerate() {
            factor *= 4.0;
            let next = row[k] + (row[k] - parent) / (factor - 1.0);
            let off = (next - row[k]).abs().max((next - parent).abs());
            if off <= doubt {
                (best, doubt) = (next, off);
            }
            row.push(next);
        }
        last = row;
        step /= 2.0;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::catch_unwind;

    struct Product;
    impl Program for Product {
        fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
            vec![x[0].exp() * x[1], x[1]]
        }
    }

    #[test]
    fn what_is_wrong_does_not_pass() {
        let e = 0.5_f64.exp();
        let fails = |value: [f64; 2], gradient: [f64; 2]| {
            let found = Found { x: &[0.5, 3.0], value: &value, seed: &[2.0, 1.0], gradient: &gradient };
            catch_unwind(|| check(&Product, &found)).is_err()
        };
        assert!(!fails([e * 3.0, 3.0], [6.0 * e, 2.0 * e + 1.0]));
        assert!(fails([e * 3.000_000_1, 3.0], [6.0 * e, 2.0 * e + 1.0]));
        assert!(fails([e * 3.0, 3.0], [6.000_000_1 * e, 2.0 * e + 1.0]));
        assert!(fails([e * 3.0, 3.0], [6.0 * e, 2.0 * e]));

        let fails = |value: [f64; 2], tangent: [f64; 2]| {
            catch_unwind(|| check_along(&Product, &[0.5, 3.0], &[1.0, 2.0], [&value, &tangent])).is_err()
        };
        assert!(!fails([e * 3.0, 3.0], [5.0 * e, 2.0]));
        assert!(fails([e * 3.0, 3.0], [5.000_000_1 * e, 2.0]));
        assert!(fails([e * 3.000_000_1, 3.0], [5.0 * e, 2.0]));
    }

    #[test]
    fn differences_are_good_to_ten_digits() {
        let found = Found { x: &[0.5, 3.0], value: &[], seed: &[2.0, 1.0], gradient: &[] };
        let truth = [6.0 * 0.5_f64.exp(), 2.0 * 0.5_f64.exp() + 1.0];
        let slopes = [0, 1].map(|j| slope_by_differences(&Product, &found, j));
        close("differences", &truth, &slopes, 1e-10);
    }

    #[test]
    fn numbers_are_found_by_name() {
        let text = "about: these\n\na.x:\n 1 2.5\n  -3e-2\nx: 4";
        assert_eq!(numbers(text, "a.x"), [1.0, 2.5, -0.03]);
        assert_eq!(numbers(text, "x"), [4.0]);
        assert!(catch_unwind(|| numbers(text, "about")).is_err());
    }
}
