//! Runge and Kutta's method, of which the last component is wanted.

/// The stages of one step.
struct Stages {
    first: Vec<f64>,
    second: Vec<f64>,
    third: Vec<f64>,
    fourth: Vec<f64>,
}

impl Stages {
    fn new(n: usize) -> Self {
        let zeros = || vec![0.0; n];
        Stages { first: zeros(), second: zeros(), third: zeros(), fourth: zeros() }
    }

    /// The first three stages at `y`; the adjoint needs no more.
    fn start(&mut self, x: &[f64], y: &[f64], h: f64) {
        let Stages { first, second, third, .. } = self;
        (first[0], second[0], third[0]) = (x[0], x[0], x[0]);
        for i in 1..x.len() {
            first[i] = x[i] * y[i - 1];
        }
        for i in 1..x.len() {
            second[i] = x[i] * (y[i - 1] + 0.5 * h * first[i - 1]);
        }
        for i in 1..x.len() {
            third[i] = x[i] * (y[i - 1] + 0.5 * h * second[i - 1]);
        }
    }

    fn finish(&mut self, x: &[f64], y: &mut [f64], h: f64) {
        let Stages { first, second, third, fourth } = self;
        fourth[0] = x[0];
        for i in 1..x.len() {
            fourth[i] = x[i] * (y[i - 1] + h * third[i - 1]);
        }
        for i in 0..x.len() {
            y[i] += h / 6.0 * (first[i] + 2.0 * second[i] + 2.0 * third[i] + fourth[i]);
        }
    }
}

/// The derivatives of the last component by `x`. The state is kept at each step, and the stages are computed again.
#[must_use]
pub fn gradient(x: &[f64], s: usize) -> Vec<f64> {
    let n = x.len();
    let h = 2.0 / s as f64;
    let mut stages = Stages::new(n);
    let mut y = vec![0.0; n];
    let mut states = Vec::with_capacity(s * n);
    for _ in 0..s {
        states.extend_from_slice(&y);
        stages.start(x, &y, h);
        stages.finish(x, &mut y, h);
    }
    let (mut d_x, mut d_y) = (vec![0.0; n], vec![0.0; n]);
    d_y[n - 1] = 1.0;
    let mut d = Stages::new(n);
    for y in states.chunks_exact(n).rev() {
        stages.start(x, y, h);
        backward(x, y, h, &stages, &mut d, &mut d_y, &mut d_x);
    }
    d_x
}

fn backward(x: &[f64], y: &[f64], h: f64, stages: &Stages, d: &mut Stages, d_y: &mut [f64], d_x: &mut [f64]) {
    let n = x.len();
    let Stages { first, second, third, .. } = stages;
    for i in 0..n {
        let part = h / 6.0 * d_y[i];
        (d.first[i], d.second[i], d.third[i], d.fourth[i]) = (part, 2.0 * part, 2.0 * part, part);
    }
    for i in 1..n {
        d_x[i] += d.fourth[i] * (y[i - 1] + h * third[i - 1]);
        let part = d.fourth[i] * x[i];
        d_y[i - 1] += part;
        d.third[i - 1] += h * part;
    }
    for i in 1..n {
        d_x[i] += d.third[i] * (y[i - 1] + 0.5 * h * second[i - 1]);
        let part = d.third[i] * x[i];
        d_y[i - 1] += part;
        d.second[i - 1] += 0.5 * h * part;
    }
    for i in 1..n {
        d_x[i] += d.second[i] * (y[i - 1] + 0.5 * h * first[i - 1]);
        let part = d.second[i] * x[i];
        d_y[i - 1] += part;
        d.first[i - 1] += 0.5 * h * part;
    }
    for i in 1..n {
        d_x[i] += d.first[i] * y[i - 1];
        d_y[i - 1] += d.first[i] * x[i];
    }
    d_x[0] += d.first[0] + d.second[0] + d.third[0] + d.fourth[0];
}
