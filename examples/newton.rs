//! Newton's method with a generated Hessian, on Rosenbrock's function: near the minimum the number of right digits
//! doubles with each step.
//!
//! `cargo run --release --example newton`
use micrograd::prelude::*;

/// Rosenbrock's valley; its minimum is 0 at (1, 1).
#[differentiable]
fn rosenbrock(x: f64, y: f64) -> f64 {
    (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2)
}

fn main() {
    let (mut x, mut y) = (-1.2, 1.0);
    let mut errors = Vec::new();
    println!("step          x          y      distance");
    for step in 0..=10 {
        let error = f64::hypot(x - 1.0, y - 1.0);
        println!("{step:4} {x:10.6} {y:10.6} {error:13.3e}");
        errors.push(error);
        if error < 1e-14 {
            break;
        }
        let (gx, gy) = grad_rosenbrock(x, y);
        let hessian = hessian_rosenbrock(x, y);
        let (xx, xy, yy) = (hessian[0][0], hessian[0][1], hessian[1][1]);
        let determinant = xx * yy - xy * xy;
        x -= (yy * gx - xy * gy) / determinant;
        y -= (xx * gy - xy * gx) / determinant;
    }
    let last = errors.len() - 1;
    assert!(errors[last] < 1e-14, "no convergence: {errors:?}");
    // quadratic: the error of a step is the square of the one before, times a constant
    for pair in errors.windows(2).filter(|pair| pair[0] < 1e-1 && pair[1] > 1e-14) {
        assert!(pair[1] < 10.0 * pair[0] * pair[0], "not quadratic: {errors:?}");
    }
    assert!(errors.windows(2).any(|pair| pair[0] < 1e-3 && pair[1] < 1e-5 && pair[1] < pair[0] * pair[0] * 10.0));
}
