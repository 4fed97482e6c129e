//! Differentiable functions, types and traits of one crate, which the corpus calls from another. Every warning of the
//! generated code is an error here.
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, clippy::all, clippy::pedantic)]
#![forbid(unsafe_code)]

use micrograd::{Differentiable, differentiable};
use std::ops::{Add, Mul};

/// A matrix under a name of its own.
pub type Matrix = [[f64; 2]; 2];

/// The product of two matrices.
#[differentiable]
#[must_use]
pub fn product(a: &Matrix, b: &Matrix) -> Matrix {
    let mut c = [[0.0; 2]; 2];
    for (row, of_a) in c.iter_mut().zip(a) {
        for (j, entry) in row.iter_mut().enumerate() {
            *entry = of_a.iter().zip(b).map(|(v, of_b)| v * of_b[j]).sum::<f64>();
        }
    }
    c
}

/// A scalar product of vectors of one length.
#[differentiable]
#[must_use]
pub fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Scales a slice in place; gives its sum before.
#[differentiable]
pub fn scale(x: &mut [f64], k: f64) -> f64 {
    let sum: f64 = x.iter().sum();
    for v in x.iter_mut() {
        *v *= k;
    }
    sum
}

/// The sum of a slice by halves.
#[differentiable(recursive)]
#[must_use]
pub fn pairwise(x: &[f64]) -> f64 {
    if x.len() == 1 {
        return x[0];
    }
    let (left, right) = x.split_at(x.len() / 2);
    pairwise(left) + pairwise(right) * pairwise(left)
}

/// Calls itself by way of [`odd`].
#[differentiable(recursive)]
#[must_use]
pub fn even(x: f64, n: usize) -> f64 {
    if n == 0 { x } else { odd(x * x, n - 1) + x }
}

/// Calls itself by way of [`even`].
#[differentiable(recursive)]
#[must_use]
pub fn odd(x: f64, n: usize) -> f64 {
    if n == 0 { x.sin() } else { 0.5 * even(x + 1.0, n - 1) }
}

/// A spring between two points.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Spring {
    /// Stiffness, in newtons per metre.
    pub k: f64,
    /// Length at rest, in metres.
    pub rest: f64,
    /// The numbers of the points.
    pub ends: [usize; 2],
}

/// Springs between points on a line.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Chain {
    /// The springs.
    pub springs: Vec<Spring>,
    /// What the energy is divided by.
    pub scale: f64,
}

#[differentiable]
impl Spring {
    /// The energy of the spring for points at `x`.
    #[differentiable]
    #[must_use]
    pub fn energy(&self, x: &[f64]) -> f64 {
        let stretch = x[self.ends[1]] - x[self.ends[0]] - self.rest;
        0.5 * self.k * stretch * stretch
    }

    /// Makes the spring softer.
    #[differentiable]
    pub fn soften(&mut self, by: f64) {
        self.k *= 1.0 - by;
    }
}

/// Something with an energy.
#[differentiable]
pub trait Energy {
    /// The energy for points at `x`.
    #[differentiable]
    fn total(&self, x: &[f64]) -> f64;
    /// Twice the energy.
    #[differentiable]
    fn double(&self, x: &[f64]) -> f64 {
        2.0 * self.total(x)
    }
}

#[differentiable]
impl Energy for Chain {
    #[differentiable]
    fn total(&self, x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for spring in &self.springs {
            sum += spring.energy(x);
        }
        sum / self.scale
    }
}

/// A complex number.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct Complex {
    /// The real part.
    pub re: f64,
    /// The imaginary part.
    pub im: f64,
}

#[differentiable]
impl Add for Complex {
    type Output = Complex;
    #[differentiable]
    fn add(self, o: Complex) -> Complex {
        Complex { re: self.re + o.re, im: self.im + o.im }
    }
}

#[differentiable]
impl Mul for Complex {
    type Output = Complex;
    #[differentiable]
    fn mul(self, o: Complex) -> Complex {
        Complex { re: self.re * o.re - self.im * o.im, im: self.re * o.im + self.im * o.re }
    }
}

/// Where a point of the plane goes.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub enum Step {
    /// Nowhere.
    Stay,
    /// By a number.
    By(Complex),
    /// Around the origin.
    Turn {
        /// The angle, in radians.
        angle: f64,
    },
}

/// A point after a step.
#[differentiable]
#[must_use]
pub fn after(z: Complex, step: &Step) -> Complex {
    match step {
        Step::Stay => z,
        Step::By(d) => z + *d,
        Step::Turn { angle } => z * Complex { re: angle.cos(), im: angle.sin() },
    }
}
