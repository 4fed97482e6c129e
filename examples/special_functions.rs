//! Rules for foreign functions: the error function and log-gamma from `libm`, in a fit of a Gamma distribution by
//! maximum likelihood with Newton's method.
//!
//! `cargo run --release --example special_functions`
use micrograd::check::{ENGINE_TOLERANCE, relative_error};
use micrograd::prelude::*;
use std::f64::consts::FRAC_2_SQRT_PI;

/// The error function. Its body is foreign code; the derivative is what `partials` says.
#[differentiable(partials(FRAC_2_SQRT_PI * (-x * x).exp()))]
fn erf(x: f64) -> f64 {
    libm::erf(x)
}

/// The logarithm of the gamma function.
#[differentiable(partials(digamma(x)))]
fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The derivative of `ln_gamma`: shifted up to where its asymptotic series holds (Abramowitz and Stegun 6.3.5, 6.3.18).
/// Being differentiable itself, it gives `ln_gamma` all higher derivatives.
#[differentiable]
fn digamma(x: f64) -> f64 {
    let (mut x, mut shift) = (x, 0.0);
    while x < 10.0 {
        shift -= 1.0 / x;
        x += 1.0;
    }
    let r = 1.0 / (x * x);
    let series = r * (1.0 / 12.0 - r * (1.0 / 120.0 - r * (1.0 / 252.0 - r * (1.0 / 240.0 - r * (5.0 / 660.0)))));
    shift + x.ln() - 0.5 / x - series
}

/// Minus the mean log-likelihood of a Gamma distribution with this shape and scale; the data enter by their mean and the
/// mean of their logarithms.
#[differentiable(wrt(shape, scale))]
fn loss(shape: f64, scale: f64, mean: f64, mean_of_ln: f64) -> f64 {
    ln_gamma(shape) + shape * scale.ln() - (shape - 1.0) * mean_of_ln + mean / scale
}

/// The probability that a normal variable lies within `k` standard deviations of its mean.
#[differentiable]
fn within(k: f64) -> f64 {
    erf(k / 2.0_f64.sqrt())
}

fn main() {
    let (two, slope) = value_and_grad_within(2.0);
    println!("within two standard deviations: {two:.6}, and {slope:.6} more for each further one");
    assert!(relative_error(slope, 2.0 * (-2.0_f64).exp() / (2.0 * std::f64::consts::PI).sqrt()) < ENGINE_TOLERANCE);

    let data = [1.1, 0.4, 2.3, 1.7, 0.9, 3.1, 1.2, 0.6, 1.9, 1.4];
    #[allow(clippy::cast_precision_loss, reason = "ten numbers")]
    let n = data.len() as f64;
    let (mean, mean_of_ln) = (data.iter().sum::<f64>() / n, data.iter().map(|x| x.ln()).sum::<f64>() / n);
    let (mut shape, mut scale) = (2.0, mean / 2.0);
    for step in 0..20 {
        let (value, (by_shape, by_scale)) = value_and_grad_loss(shape, scale, mean, mean_of_ln);
        println!("step {step}: shape {shape:.9}, scale {scale:.9}, loss {value:.12}");
        if by_shape.hypot(by_scale) < 1e-13 {
            break;
        }
        let h = hessian_loss(shape, scale, mean, mean_of_ln);
        let determinant = h[0][0] * h[1][1] - h[0][1] * h[1][0];
        shape -= (h[1][1] * by_shape - h[0][1] * by_scale) / determinant;
        scale -= (h[0][0] * by_scale - h[1][0] * by_shape) / determinant;
    }
    // at the maximum the mean is that of the data, and ln(shape) - digamma(shape) fits their logarithms
    assert!(relative_error(shape * scale, mean) < 1e-10);
    assert!(relative_error(shape.ln() - digamma(shape), mean.ln() - mean_of_ln) < 1e-10);
}
