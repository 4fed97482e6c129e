//! One function through every engine and mode, and each against every other: what `assert_grad!` runs.
//!
//! The plain call is the truth for values, to the bit; differences of it are the truth for derivatives. `Dual` is
//! compared with them, and everything else with `Dual`.
mod order;
mod report;
#[cfg(test)]
mod sabotage;

pub use report::{Disagreement, Report};

use super::differences::{self, Slope};
use alloc::vec::Vec;
use core::ops::Range;
use report::Labels;

/// The reals of anything, in order.
pub type Flat = Vec<f64>;
/// The reals of a value and of a derivative.
pub type Pair = (Flat, Flat);

/// Steps of differences are tried from here downwards.
const FIRST_STEP: f64 = 1.0 / 256.0;
/// Parts of them that are tried where those disagree with an engine.
const SMALLER: [f64; 2] = [1.0 / 64.0, 1.0 / 4096.0];
/// Of more inputs or results than these, so many are looked at, and random directions through all.
const MOST: usize = 64;

/// How a parameter is passed; it decides what `backward_f` does with its adjoint, and who has a slot in a gradient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// By value: the adjoint is returned.
    ByValue,
    /// By reference: the adjoint is added to what is there.
    ByRef,
    /// By `&mut`: the adjoint of the state after goes in, that of the state before comes out. No slot in `grad_f`.
    ByMut,
}

/// A parameter with a derivative.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'a> {
    /// Its name.
    pub name: &'a str,
    /// How it is passed.
    pub passing: Passing,
    /// How many reals it has.
    pub reals: usize,
}

/// How far two sides may be apart, relative to `max(1, |d|)`. Infinity leaves the comparison out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tolerances {
    /// Of two engines.
    pub engines: f64,
    /// Of an engine and differences.
    pub differences: f64,
    /// Of the two sides of the dot test.
    pub dot: f64,
    /// Of two engines' second derivatives.
    pub second: f64,
}

impl Tolerances {
    /// Those of a function of `f64`.
    pub const DOUBLE: Self = Tolerances {
        engines: super::ENGINE_TOLERANCE,
        differences: super::DIFFERENCE_TOLERANCE,
        dot: super::DOT_TOLERANCE,
        second: super::ENGINE_TOLERANCE,
    };
    /// Those of a function with `f32` in it: what is rounded on the way is differentiated where it was rounded to.
    pub const SINGLE: Self = Tolerances { engines: 2e-5, differences: 1e-4, dot: 2e-6, second: 2e-5 };
}

/// A function from the reals of an argument to reals.
pub type Map<'a> = &'a dyn Fn(&[f64]) -> Flat;
/// The same with a derivative beside the value.
pub type Derived<'a> = &'a dyn Fn(&[f64]) -> Pair;

/// A seed and adjoints, to the value and the adjoints after.
pub type Accumulating<'a> = &'a dyn Fn(&[f64], &[f64]) -> Pair;
/// Seeds, to the value and what the pullback gives for each.
pub type Pulled<'a> = &'a dyn Fn(&[Flat]) -> (Flat, Vec<Flat>);

/// One function at one input, with every shape flattened away: reals in, reals out.
///
/// The reals of a value are those of the result, then those that the call left behind every `&mut`; so are the tangents
/// of values, and every seed.
#[derive(Clone, Copy)]
pub struct Engines<'a> {
    /// The parameters with a derivative, in order.
    pub parameters: &'a [Parameter<'a>],
    /// Their reals.
    pub x: &'a [f64],
    /// `f`.
    pub plain: Map<'a>,
    /// The same without roundings to `f32`, for differences.
    pub exact: Map<'a>,
    /// The function over `Dual` along a direction.
    pub dual: Derived<'a>,
    /// The function over `Value`, swept backward from a seed.
    pub graph: Derived<'a>,
    /// The modes that exist.
    pub modes: Modes<'a>,
    /// How far they may be apart.
    pub tolerances: Tolerances,
}

/// The generated functions of one function, as far as it has them.
#[derive(Clone, Copy, Default)]
pub struct Modes<'a> {
    /// `generic_f` at `f64`.
    pub generic: Option<Map<'a>>,
    /// `value_and_grad_f`.
    pub value_and_grad: Option<&'a dyn Fn() -> Pair>,
    /// `grad_f` at an input.
    pub grad: Option<Map<'a>>,
    /// `backward_f` with a seed and prefilled adjoints.
    pub backward: Option<Accumulating<'a>>,
    /// `vjp_f`, its pullback called with each of the seeds.
    pub vjp: Option<Pulled<'a>>,
    /// Whether `jvp_f` is written by hand, and so need not have the bits of `Dual`.
    pub by_hand: bool,
    /// `jvp_f` along a direction.
    pub jvp: Option<Derived<'a>>,
    /// `hvp_f` along a direction in the inputs.
    pub hvp: Option<Map<'a>>,
    /// The same from the function over `Value<Dual>`; not a mode, but exists where the result is one real.
    pub wide: Option<Map<'a>>,
    /// `hessian_f`.
    pub hessian: Option<&'a dyn Fn() -> Vec<Flat>>,
    /// `hessian_diagonal_f`.
    pub hessian_diagonal: Option<&'a dyn Fn() -> Flat>,
    /// `jacobian_f`.
    pub jacobian: Option<&'a dyn Fn() -> Vec<Flat>>,
    /// `jacobian_rows_f`.
    pub jacobian_rows: Option<&'a dyn Fn(Range<usize>) -> Vec<Flat>>,
}

/// The columns of the Jacobian that were computed, by their numbers.
struct Columns(Vec<(usize, Flat)>);

impl Columns {
    /// The entries of row `i`.
    fn row(&self, i: usize) -> Flat {
        self.0.iter().map(|(_, column)| column[i]).collect()
    }
    /// The same entries of a whole row.
    fn of(&self, row: &[f64]) -> Flat {
        self.0.iter().filter_map(|(j, _)| row.get(*j).copied()).collect()
    }
}

impl Engines<'_> {
    /// Compares everything with everything.
    #[must_use]
    pub fn check(&self) -> Report {
        let y = (self.plain)(self.x);
        let mut report = Report::new(self, y.len());
        if let Some(generic) = self.modes.generic {
            report.values("generic", &y, &generic(self.x));
        }
        let columns = self.forward(&y, &mut report);
        self.reverse(&y, &columns, &mut report);
        self.gradient(&y, &columns, &mut report);
        self.jacobian(&y, &columns, &mut report);
        self.seeded(&y, &mut report);
        self.second_order(&mut report);
        self.dot_test(&y, &mut report);
        self.differences(&columns, &mut report);
        report
    }

    /// The inputs whose columns are compared.
    fn inputs(&self) -> Vec<usize> {
        spread(self.x.len())
    }

    /// How each input is passed.
    fn passing(&self, input: usize) -> Passing {
        let mut at = input;
        for p in self.parameters {
            if at < p.reals {
                return p.passing;
            }
            at -= p.reals;
        }
        Passing::ByValue
    }

    /// Whether there is a slot of the gradient for an input.
    fn has_slot(&self, input: usize) -> bool {
        self.passing(input) != Passing::ByMut
    }

    /// The entries that have a slot in a gradient.
    fn slots(&self, all: &[f64]) -> Flat {
        (0..all.len()).filter(|j| self.has_slot(*j)).map(|j| all[j]).collect()
    }

    /// The Jacobian by columns, from `Dual`; `jvp_f` must agree to the bit.
    fn forward(&self, y: &[f64], report: &mut Report) -> Columns {
        let n = self.x.len();
        let allowed = if self.modes.by_hand { self.tolerances.engines } else { 0.0 };
        let column = |j: usize| {
            let direction = unit(n, j);
            let (value, tangent) = (self.dual)(&direction);
            report.values("Dual", y, &value);
            if let Some(jvp) = self.modes.jvp {
                let (value, other) = jvp(&direction);
                report.values("jvp", y, &value);
                report.compare(("Dual", "jvp"), Labels::results(Some(j)), &tangent, &other, allowed);
            }
            (j, sized(tangent, y.len()))
        };
        Columns(self.inputs().into_iter().map(column).collect())
    }

    /// The rows from one pullback, called several times: a second call and a multiple must fit.
    fn reverse(&self, y: &[f64], columns: &Columns, report: &mut Report) {
        let Some(vjp) = self.modes.vjp else { return };
        let chosen = spread(y.len());
        let mut seeds: Vec<Flat> = chosen.iter().map(|i| unit(y.len(), *i)).collect();
        seeds.extend_from_within(..);
        seeds.extend(chosen.iter().map(|i| unit(y.len(), *i).iter().map(|s| s * -0.75).collect::<Flat>()));
        let (value, rows) = vjp(&seeds);
        report.values("vjp", y, &value);
        let m = chosen.len();
        for (k, i) in chosen.into_iter().enumerate() {
            let labels = Labels::inputs(Some(i));
            report.compare(("vjp", "the second call of its pullback"), labels, &rows[k], &rows[m + k], 0.0);
            let multiple: Flat = rows[k].iter().map(|g| g * -0.75).collect();
            let dot = self.tolerances.dot;
            report.compare(("vjp times -0.75", "vjp with the seed -0.75"), labels, &multiple, &rows[2 * m + k], dot);
            let (expected, own) = (columns.row(i), columns.of(&rows[k]));
            report.compare(("Dual", "vjp"), labels.chosen(), &expected, &own, self.tolerances.engines);
        }
    }

    fn gradient(&self, y: &[f64], columns: &Columns, report: &mut Report) {
        let grad = self.modes.grad.map(|grad| grad(self.x));
        let both = self.modes.value_and_grad.map(|both| both());
        if let Some((value, gradient)) = &both {
            report.values("value_and_grad", y, value);
            if let Some(grad) = &grad {
                report.compare(("value_and_grad", "grad"), Labels::slots(), gradient, grad, 0.0);
            }
        }
        let Some(gradient) = grad.or(both.map(|(_, gradient)| gradient)) else { return };
        if let Some(vjp) = self.modes.vjp {
            let mut seed = y.to_vec();
            seed.fill(0.0);
            seed[0] = 1.0;
            let (_, rows) = vjp(&[seed]);
            report.compare(("vjp", "grad"), Labels::slots(), &self.slots(&rows[0]), &gradient, self.tolerances.engines);
        }
        let own: Vec<(usize, f64)> =
            columns.0.iter().filter(|(j, _)| self.has_slot(*j)).map(|(j, column)| (*j, column[0])).collect();
        // the slots stand one after the other
        let slot = |j: usize| (0..j).filter(|k| self.has_slot(*k)).count();
        let actual: Flat = own.iter().filter_map(|(j, _)| gradient.get(slot(*j)).copied()).collect();
        let expected: Flat = own.into_iter().map(|(_, d)| d).collect();
        report.compare(("Dual", "grad"), Labels::slots().chosen(), &expected, &actual, self.tolerances.engines);
    }

    /// `jacobian_f` by the columns; it has those of what has a slot in a gradient, or else of everything.
    fn jacobian(&self, y: &[f64], columns: &Columns, report: &mut Report) {
        if let Some(jacobian) = self.modes.jacobian {
            self.matrix(("jacobian", &jacobian()), y, columns, report);
        }
        if let Some(rows) = self.modes.jacobian_rows {
            // in two blocks
            let (half, m) = (y.len() / 2, y.len());
            self.matrix(("jacobian_rows", &[rows(0..half), rows(half..m)].concat()), y, columns, report);
        }
    }

    fn matrix(&self, (name, jacobian): (&str, &[Flat]), y: &[f64], columns: &Columns, report: &mut Report) {
        report.count(name, y.len(), jacobian.len());
        let width = jacobian.first().map_or(0, Vec::len);
        let slots = width != self.x.len();
        for (i, own) in jacobian.iter().enumerate().take(y.len()) {
            if let Some(vjp) = self.modes.vjp {
                let (_, rows) = vjp(&[unit(y.len(), i)]);
                let row = if slots { self.slots(&rows[0]) } else { rows[0].clone() };
                let labels = if slots { Labels::slots() } else { Labels::inputs(Some(i)) };
                report.compare(("vjp", name), labels, &row, own, self.tolerances.engines);
            } else if !slots {
                let labels = Labels::inputs(Some(i)).chosen();
                let (expected, own) = (columns.row(i), columns.of(own));
                report.compare(("Dual", name), labels, &expected, &own, self.tolerances.engines);
            }
        }
    }

    /// `backward_f` and the graph with a seed that is not one.
    fn seeded(&self, y: &[f64], report: &mut Report) {
        let seed = noise(y.len(), 7);
        let (value, graph) = (self.graph)(&seed);
        report.values("Value", y, &value);
        let labels = Labels::inputs(None);
        let rows = self.modes.vjp.map(|vjp| vjp(core::slice::from_ref(&seed)).1.remove(0));
        if let Some(row) = &rows {
            report.compare(("Value", "vjp"), labels, &graph, row, self.tolerances.engines);
        }
        if let Some(backward) = self.modes.backward {
            let prefill = noise(self.x.len(), 11);
            let truth = rows.as_ref().unwrap_or(&graph);
            let added = truth.iter().zip(&prefill).enumerate();
            let added = added.map(|(j, (g, p))| if self.passing(j) == Passing::ByRef { g + p } else { *g });
            let (value, adjoints) = backward(&seed, &prefill);
            report.values("backward", y, &value);
            let expected: Flat = added.collect();
            report.compare(("what backward adds", "backward"), labels, &expected, &adjoints, self.tolerances.engines);
        }
    }

    /// Forward and backward along random directions: `<J v, w> = <v, J' w>`.
    fn dot_test(&self, y: &[f64], report: &mut Report) {
        let (v, w) = (noise(self.x.len(), 3), noise(y.len(), 5));
        let (forward, forward_name) = match self.modes.jvp {
            Some(jvp) => (jvp(&v).1, "jvp"),
            None => ((self.dual)(&v).1, "Dual"),
        };
        let (backward, backward_name) = match self.modes.vjp {
            Some(vjp) => (vjp(core::slice::from_ref(&w)).1.remove(0), "vjp"),
            None => ((self.graph)(&w).1, "Value"),
        };
        let terms = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).collect::<Flat>();
        let (left, right) = (terms(&forward, &w), terms(&backward, &v));
        let scale = right.iter().map(|t| t.abs()).sum::<f64>().max(1.0);
        let sums = (left.iter().sum::<f64>(), right.iter().sum::<f64>());
        report.products((forward_name, backward_name), sums, self.tolerances.dot * scale);
    }

    fn differences(&self, columns: &Columns, report: &mut Report) {
        if self.tolerances.differences.is_infinite() {
            return;
        }
        for (j, column) in &columns.0 {
            report.slopes(*j, &self.slopes(*j, column), column, self.tolerances.differences);
        }
    }

    /// The difference quotients by an input. A kink nearby is stepped over by large steps: what they do not confirm is
    /// tried with smaller ones.
    fn slopes(&self, input: usize, column: &[f64]) -> Vec<Slope> {
        let step = FIRST_STEP * self.x[input].abs().max(1.0);
        let mut slopes = differences::column(self.exact, self.x, input, step);
        let fits = |slope: &Slope, d: f64| report::close(slope.value, d, self.tolerances.differences);
        for smaller in SMALLER {
            if slopes.iter().zip(column).all(|(slope, d)| fits(slope, *d)) {
                break;
            }
            let others = differences::column(self.exact, self.x, input, step * smaller);
            for ((slope, other), d) in slopes.iter_mut().zip(others).zip(column) {
                if !fits(slope, *d) && fits(&other, *d) {
                    *slope = other;
                }
            }
        }
        slopes
    }
}

/// `n` numbers that look random, in -1..1, without zeros.
fn noise(n: usize, salt: u64) -> Flat {
    let mut state = salt.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 33).expect("31 bits")) / f64::from(1_u32 << 30) - 1.0 + 1e-5
    };
    (0..n).map(|_| next()).collect()
}

fn unit(n: usize, i: usize) -> Flat {
    (0..n).map(|j| if i == j { 1.0 } else { 0.0 }).collect()
}

/// All of `n` things, or some from the first to the last.
fn spread(n: usize) -> Vec<usize> {
    if n <= MOST { (0..n).collect() } else { (0..MOST).map(|k| k * (n - 1) / (MOST - 1)).collect() }
}

/// A column that has as many entries as there are results, whatever the engine gave: the report tells of the rest.
fn sized(mut column: Flat, m: usize) -> Flat {
    column.resize(m, f64::NAN);
    column
}
