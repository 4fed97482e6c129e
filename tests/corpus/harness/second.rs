//! Second order: `hvp_f` against a graph over dual numbers and against differences of the gradient, and the Hessian
//! against `hvp_f` and its own transpose.
use super::{Engines, FIRST_STEP, Flat, Passing, differences, noise, unit};

/// The functions of second order.
#[derive(Clone, Copy)]
pub struct Second<'a> {
    /// `grad_f` at an input.
    pub gradient: &'a dyn Fn(&[f64]) -> Flat,
    /// `hvp_f` along a direction in the inputs.
    pub hvp: &'a dyn Fn(&[f64]) -> Flat,
    /// The same from `generic_f` at `Value<Dual>`.
    pub graph: &'a dyn Fn(&[f64]) -> Flat,
    /// `hessian_f`.
    pub hessian: &'a dyn Fn() -> Vec<Flat>,
}

impl Engines<'_> {
    /// Compares all of them.
    pub fn second_order(&self) {
        let Some(second) = self.second else { return };
        if !(second.gradient)(&self.x).iter().all(|g| g.is_finite()) {
            return; // zero times infinity depends on the order of the products
        }
        let own: Vec<usize> = (0..self.x.len()).filter(|j| self.passing[*j] != Passing::Mutable).collect();
        let direction = noise(self.x.len(), 13);
        let hvp = (second.hvp)(&direction);
        let graph = (second.graph)(&direction);
        let graph: Vec<f64> = own.iter().map(|j| graph[*j]).collect();
        self.compare("hvp against Value<Dual>", &graph, &hvp, self.allows.engines());
        let hessian = (second.hessian)();
        let columns: Vec<Flat> = own.iter().map(|j| (second.hvp)(&unit(self.x.len(), *j))).collect();
        assert_eq!(hessian.len(), columns.len(), "{}: rows of the Hessian", self.name);
        for (i, (row, column)) in hessian.iter().zip(&columns).enumerate() {
            self.compare(&format!("row {i} of the Hessian against hvp"), column, row, self.allows.engines());
            let transposed: Vec<f64> = hessian.iter().map(|row| row[i]).collect();
            self.compare("the Hessian is symmetric", &transposed, row, self.allows.engines());
        }
        if !(self.allows.kink || self.allows.values) {
            self.differences_of_gradients(second, &direction, &hvp);
        }
    }

    fn differences_of_gradients(&self, second: Second<'_>, direction: &[f64], hvp: &[f64]) {
        if self.allows.single {
            return; // what is rounded to `f32` on the way has steps
        }
        let along = |t: &[f64]| {
            let at: Vec<f64> = self.x.iter().zip(direction).map(|(x, d)| x + t[0] * d).collect();
            (second.gradient)(&at)
        };
        let slopes = differences::column(&along, &[0.0], 0, FIRST_STEP);
        // the gradient may have a kink where the function has none
        let settled = |(slope, d): (differences::Slope, &f64)| {
            if slope.doubt <= 0.01 * self.allows.differences() * d.abs().max(1.0) { slope.value } else { *d }
        };
        let truth: Vec<f64> = slopes.into_iter().zip(hvp).map(settled).collect();
        self.compare("hvp against differences of gradients", &truth, hvp, self.allows.differences());
    }
}
