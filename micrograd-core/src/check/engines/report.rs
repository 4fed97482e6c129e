//! What a comparison of engines found: which two disagree, where, and by how much.
use super::super::differences::Slope;
use super::{Engines, Passing};
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// The engine that is none.
const QUOTIENT: &str = "the difference quotient";

/// The same of the gradient.
pub(super) const OF_GRADIENT: &str = "the difference quotient of the gradient";

/// Two sides that disagree.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// What is compared: an entry of a derivative, a value, a number of entries.
    pub of: String,
    /// The side that is taken for right, and what it gives.
    pub expected: (String, f64),
    /// The other side, and what it gives.
    pub actual: (String, f64),
    /// How far they may be apart; zero where they must have the same bits.
    pub allowed: f64,
    /// What else is to be said.
    pub note: Option<&'static str>,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Disagreement { of, expected: (left, a), actual: (right, b), allowed, note } = self;
        write!(f, "{of}: {left} gives {a:?}, {right} gives {b:?}")?;
        let apart = (a - b).abs();
        if apart.is_finite() {
            write!(f, ", {apart:.1e} apart")?;
        }
        if *allowed > 0.0 {
            write!(f, " where {allowed:.0e} is allowed")?;
        }
        note.map_or(Ok(()), |note| write!(f, " ({note})"))
    }
}

/// All that a check found.
#[derive(Clone, Debug)]
pub struct Report {
    disagreements: Vec<Disagreement>,
    /// What was compared.
    compared: BTreeSet<String>,
    /// The name of every input, and whether it has a slot in a gradient.
    inputs: Vec<(String, bool)>,
    /// How many results there are.
    results: usize,
    /// The inputs of a comparison of some.
    chosen: Vec<usize>,
    /// Whether derivatives are compared at all.
    derivatives: bool,
}

/// What the entries of a comparison are.
#[derive(Clone, Copy)]
pub(super) enum Labels {
    /// Results, maybe by an input.
    Results(Option<usize>),
    /// Inputs, maybe those of a result: all of them, or some.
    Inputs(Option<usize>, bool),
    /// Inputs with a slot in a gradient: all of them, or some.
    Slots(bool),
    /// Inputs with a slot, of second derivatives.
    Second,
}

impl Labels {
    pub fn results(by: Option<usize>) -> Self {
        Labels::Results(by)
    }
    pub fn inputs(of: Option<usize>) -> Self {
        Labels::Inputs(of, false)
    }
    pub fn slots() -> Self {
        Labels::Slots(false)
    }
    /// The same where only some are compared.
    pub fn chosen(self) -> Self {
        match self {
            Labels::Inputs(of, _) => Labels::Inputs(of, true),
            Labels::Slots(_) => Labels::Slots(true),
            other => other,
        }
    }
}

impl Report {
    pub(super) fn new(of: &Engines<'_>, results: usize) -> Self {
        let inputs = of.parameters.iter().flat_map(|p| {
            let slot = p.passing != Passing::ByMut;
            (0..p.reals).map(move |k| {
                (if p.reals == 1 { format!("`{}`", p.name) } else { format!("real {k} of `{}`", p.name) }, slot)
            })
        });
        Report {
            disagreements: Vec::new(),
            compared: BTreeSet::new(),
            inputs: inputs.collect(),
            results,
            chosen: of.inputs(),
            derivatives: of.tolerances.engines.is_finite(),
        }
    }

    /// What disagrees.
    #[must_use]
    pub fn disagreements(&self) -> &[Disagreement] {
        &self.disagreements
    }

    /// The names of the engines, modes and properties that were compared.
    #[must_use]
    pub fn compared(&self) -> Vec<&str> {
        self.compared.iter().map(String::as_str).collect()
    }

    fn note(&mut self, sides: (&str, &str)) {
        for side in [sides.0, sides.1] {
            if !self.compared.contains(side) {
                self.compared.insert(side.to_string());
            }
        }
    }

    fn add(&mut self, of: String, sides: (&str, &str), values: (f64, f64), allowed: f64) {
        let (expected, actual) = ((sides.0.to_string(), values.0), (sides.1.to_string(), values.1));
        self.disagreements.push(Disagreement { of, expected, actual, allowed, note: None });
    }

    #[allow(clippy::cast_precision_loss, reason = "a number of entries")]
    pub(super) fn count(&mut self, of: &str, expected: usize, actual: usize) {
        if expected != actual {
            self.add("the number of entries".to_string(), ("the shape", of), (expected as f64, actual as f64), 0.0);
        }
    }

    /// Values have the same bits.
    pub(super) fn values(&mut self, engine: &str, expected: &[f64], actual: &[f64]) {
        self.note(("the plain call", engine));
        self.count(engine, expected.len(), actual.len());
        for (i, (a, b)) in expected.iter().zip(actual).enumerate().filter(|(_, (a, b))| !same_bits(**a, **b)) {
            self.add(format!("the value of {}", self.result(i)), ("the plain call", engine), (*a, *b), 0.0);
        }
    }

    /// Derivatives are close.
    pub(super) fn compare(
        &mut self,
        sides: (&str, &str),
        labels: Labels,
        expected: &[f64],
        actual: &[f64],
        allowed: f64,
    ) {
        if !self.derivatives {
            return;
        }
        self.note(sides);
        self.count(sides.1, expected.len(), actual.len());
        for (k, (a, b)) in expected.iter().zip(actual).enumerate().filter(|(_, (a, b))| !close(**a, **b, allowed)) {
            let of = self.label(labels, k);
            self.add(of, sides, (*a, *b), allowed);
        }
    }

    /// Two sums are close.
    pub(super) fn products(&mut self, sides: (&str, &str), (a, b): (f64, f64), allowed: f64) {
        let scale = a.abs().max(1.0);
        if self.derivatives && !close(a, b, allowed / scale) {
            self.add("the dot test, <J v, w> = <v, J' w>".to_string(), sides, (a, b), allowed);
        }
    }

    /// The derivatives by an input are close to differences.
    pub(super) fn slopes(&mut self, input: usize, slopes: &[Slope], column: &[f64], allowed: f64) {
        if !self.derivatives {
            return;
        }
        self.note((QUOTIENT, "Dual"));
        self.count(QUOTIENT, column.len(), slopes.len());
        for (i, (slope, d)) in slopes.iter().zip(column).enumerate() {
            if close(slope.value, *d, allowed) {
                continue;
            }
            let of = self.label(Labels::Results(Some(input)), i);
            self.add(of, (QUOTIENT, "Dual"), (slope.value, *d), allowed);
            let settled = slope.doubt <= 0.1 * (slope.value - d).abs();
            if let Some(last) = self.disagreements.last_mut().filter(|_| !settled) {
                last.note = Some("differences settle on no slope here: a kink, a jump or noise?");
            }
        }
    }

    fn label(&self, labels: Labels, k: usize) -> String {
        let name = |j: usize| self.inputs.get(j).map_or_else(|| format!("input {j}"), |(name, _)| name.clone());
        let slot = |k: usize| {
            let mut slots = (0..self.inputs.len()).filter(|j| self.inputs[*j].1);
            slots.nth(k).unwrap_or(usize::MAX)
        };
        let some = |k: usize| self.chosen.get(k).copied().unwrap_or(usize::MAX);
        let some_slot = |k: usize| {
            let mut slots = self.chosen.iter().filter(|j| self.inputs.get(**j).is_some_and(|(_, slot)| *slot));
            slots.nth(k).copied().unwrap_or(usize::MAX)
        };
        let (of, by) = match labels {
            Labels::Results(Some(j)) => (self.result(k), name(j)),
            Labels::Results(None) => return format!("the derivative of {}", self.result(k)),
            Labels::Inputs(of, chosen) => {
                let by = name(if chosen { some(k) } else { k });
                (of.map_or_else(|| "the results".to_string(), |i| self.result(i)), by)
            }
            Labels::Second => return format!("the second derivative by {} and along a direction", name(slot(k))),
            Labels::Slots(chosen) => (self.result(0), name(if chosen { some_slot(k) } else { slot(k) })),
        };
        format!("the derivative of {of} by {by}")
    }

    fn result(&self, i: usize) -> String {
        if self.results == 1 { "the result".to_string() } else { format!("real {i} of the results") }
    }

    /// What the disagreements have in common.
    fn hint(&self) -> Option<&'static str> {
        let (first, rest) = self.disagreements.split_first()?;
        let differences = |d: &Disagreement| d.expected.0 == QUOTIENT || d.expected.0 == OF_GRADIENT;
        if differences(first) && rest.iter().all(differences) {
            return Some(
                "the engines agree with each other, but not with differences of the plain call: a rule by hand is wrong, \
                 a gradient is stopped, or the input is at a kink",
            );
        }
        None
    }
}

/// So many disagreements are shown.
const SHOWN: usize = 12;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for disagreement in self.disagreements.iter().take(SHOWN) {
            writeln!(f, "  {disagreement}")?;
        }
        if let Some(more) = self.disagreements.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            writeln!(f, "  and {more} more")?;
        }
        self.hint().map_or(Ok(()), |hint| writeln!(f, "{hint}"))
    }
}

/// The same number, or both NaN: `-0.0` is not `0.0`.
fn same_bits(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan()
}

/// Equal within `tolerance`, relative to `max(1, |a|)`; infinities equal themselves, NaN equals NaN.
#[allow(clippy::float_cmp, reason = "equal infinities, whose difference is NaN")]
pub(super) fn close(a: f64, b: f64, tolerance: f64) -> bool {
    a == b || a.is_nan() && b.is_nan() || (a - b).abs() <= tolerance * a.abs().max(1.0)
}
