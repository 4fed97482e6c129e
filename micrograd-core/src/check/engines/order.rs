//! Second order: `hvp_f` against a graph over dual numbers and against differences of the gradient, and the Hessian
//! against `hvp_f` and its own transpose.
use super::report::{Labels, OF_GRADIENT};
use super::{Engines, FIRST_STEP, Flat, MOST, Modes, Report, differences, noise, unit};
use alloc::vec::Vec;

impl Engines<'_> {
    /// Compares all of them.
    pub(super) fn second_order(&self, report: &mut Report) {
        let Some(wide) = self.modes.wide else { return };
        let Modes { hvp, hessian, hessian_diagonal, .. } = self.modes;
        let none = hvp.is_none() && hessian.is_none() && hessian_diagonal.is_none();
        if none || self.tolerances.second.is_infinite() {
            return;
        }
        let direction = noise(self.x.len(), 13);
        if !(self.graph)(&self.one()).1.iter().all(|g| g.is_finite()) {
            return; // zero times infinity depends on the order of the products
        }
        let graph = self.slots(&wide(&direction));
        if let Some(hvp) = self.modes.hvp {
            let own = hvp(&direction);
            report.compare(("Value<Dual>", "hvp"), Labels::Second, &graph, &own, self.tolerances.second);
            self.differences_of_gradients(&direction, &own, report);
        }
        self.hessian(wide, &direction, &graph, report);
        self.diagonal(wide, report);
    }

    fn diagonal(&self, wide: &dyn Fn(&[f64]) -> Flat, report: &mut Report) {
        let Some(diagonal) = self.modes.hessian_diagonal else { return };
        let own: Vec<usize> = (0..self.x.len()).filter(|j| self.has_slot(*j)).collect();
        let diagonal = diagonal();
        report.count("hessian_diagonal", own.len(), diagonal.len());
        let chosen = super::spread(own.len());
        let expected: Flat = chosen.iter().map(|k| wide(&unit(self.x.len(), own[*k]))[own[*k]]).collect();
        let actual: Flat = chosen.iter().filter_map(|k| diagonal.get(*k).copied()).collect();
        let sides = ("Value<Dual>", "hessian_diagonal");
        report.compare(sides, Labels::Second, &expected, &actual, self.tolerances.second);
    }

    /// The seed of a gradient: one for the result, zero for what is left behind `&mut`.
    fn one(&self) -> Flat {
        unit((self.plain)(self.x).len(), 0)
    }

    fn hessian(&self, wide: &dyn Fn(&[f64]) -> Flat, direction: &[f64], along: &[f64], report: &mut Report) {
        let Some(hessian) = self.modes.hessian else { return };
        let own: Vec<usize> = (0..self.x.len()).filter(|j| self.has_slot(*j)).collect();
        if own.len() > 4 * MOST {
            return; // so many numbers would not fit into memory
        }
        let (hessian, allowed) = (hessian(), self.tolerances.second);
        report.count("rows of hessian", own.len(), hessian.len());
        if hessian.len() != own.len() || hessian.iter().any(|row| row.len() != own.len()) {
            return;
        }
        for (i, row) in hessian.iter().enumerate() {
            let transposed: Flat = hessian.iter().map(|row| row[i]).collect();
            report.compare(("hessian", "its transpose"), Labels::Second, row, &transposed, allowed);
        }
        let of = self.modes.hvp.unwrap_or(wide);
        let name = if self.modes.hvp.is_some() { "hvp" } else { "Value<Dual>" };
        for k in super::spread(own.len()) {
            let column = of(&unit(self.x.len(), own[k]));
            let column = if self.modes.hvp.is_some() { column } else { self.slots(&column) };
            report.compare((name, "hessian"), Labels::Second, &column, &hessian[k], allowed);
        }
        if own.len() == self.x.len() {
            let times = |row: &Flat| row.iter().zip(direction).map(|(a, b)| a * b).sum::<f64>();
            let product: Flat = hessian.iter().map(times).collect();
            let scale = hessian.iter().map(|row| row.iter().map(|d| d.abs()).sum::<f64>()).fold(1.0, f64::max);
            let allowed = allowed * scale;
            report.compare(("Value<Dual>", "hessian times a direction"), Labels::Second, along, &product, allowed);
        }
    }

    fn differences_of_gradients(&self, direction: &[f64], hvp: &[f64], report: &mut Report) {
        let (Some(gradient), tolerance) = (self.modes.grad, self.tolerances.differences) else { return };
        if tolerance.is_infinite() {
            return;
        }
        if self.tolerances.engines > super::super::ENGINE_TOLERANCE {
            return; // what is rounded to `f32` on the way has steps
        }
        let along = |t: &[f64]| {
            let at: Flat = self.x.iter().zip(direction).map(|(x, d)| x + t[0] * d).collect();
            gradient(&at)
        };
        let slopes = differences::column(&along, &[0.0], 0, FIRST_STEP);
        // the gradient may have a kink where the function has none
        let settled = |(slope, d): (differences::Slope, &f64)| {
            if slope.doubt <= 0.01 * tolerance * d.abs().max(1.0) { slope.value } else { *d }
        };
        let truth: Flat = slopes.into_iter().zip(hvp).map(settled).collect();
        report.compare((OF_GRADIENT, "hvp"), Labels::Second, &truth, hvp, tolerance);
    }
}
