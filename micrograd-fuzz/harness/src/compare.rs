//! The comparison: the plain call is the truth for values, its differences for the reference mode, and the reference
//! mode for every other.
//!
//! Random programs may amplify rounding. How much is measured, by moving the input by a few units in the last place:
//! what changes the derivative then is noise, and is added to every tolerance.
use crate::{Input, Kind, MISSING, Mode, Subject, differences, noise, second};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How far two engines, which round differently, may be from each other.
struct Rounding {
    /// How far derivatives may differ.
    engines: f64,
    /// By how much an input is moved to see what rounding does.
    shift: f64,
    /// Derivatives that such a shift changes by more say nothing.
    loud: f64,
}

const DOUBLE: Rounding = Rounding { engines: 1e-10, shift: 3e-15, loud: 1e-9 };
const SINGLE: Rounding = Rounding { engines: 1e-4, shift: 1e-6, loud: 1e-3 };

/// How far extrapolated differences may be off.
const DIFFERENCES: f64 = 1e-6;
/// Values and derivatives beyond this are not compared: the program has run away.
const LARGEST: f64 = 1e8;
/// The first step of the differences, and those that must confirm a disagreement: a kink nearby shows with some only.
const STEPS: [f64; 4] = [1.0 / 128.0, 1.0 / 700.0, 1.0 / 2900.0, 1.0 / 17000.0];

/// Why an input did not pass.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The input says nothing: an infinity, or derivatives of rounding errors.
    Discarded(String),
    /// A disagreement.
    Failed {
        /// The mode that disagrees, or `differences`, or `plain` where the plain call panics.
        mode: String,
        /// What was expected, and what came.
        message: String,
    },
}

pub(crate) fn failed(mode: &str, message: impl Into<String>) -> Verdict {
    Verdict::Failed { mode: mode.to_owned(), message: message.into() }
}

/// The Jacobian at an input, by columns, and how far rounding moves each entry.
struct Reference {
    rounding: &'static Rounding,
    values: Vec<f64>,
    columns: Vec<Vec<f64>>,
    noise: Vec<Vec<f64>>,
}

/// Compares everything at one input; gives the number of slopes that no difference could confirm.
///
/// # Errors
/// What disagrees, or why nothing can be said.
pub fn check(subject: &Subject, input: &Input) -> Result<usize, Verdict> {
    let values = guarded("plain", || (subject.plain)(input))?;
    if !tame(&values) {
        return Err(Verdict::Discarded("values".to_owned()));
    }
    let reference = reference(subject, input, values)?;
    for mode in &subject.modes {
        match mode.kind {
            Kind::Second if subject.single => {} // of so few digits nothing is left
            Kind::Second => second::against(mode, input)?,
            _ => against(mode, &reference, input)?,
        }
    }
    if subject.single {
        return Ok(0); // differences of so few digits tell nothing
    }
    let unsure = (0..input.reals.len()).map(|j| by_differences(subject, input, &reference, j));
    unsure.sum()
}

fn tame(values: &[f64]) -> bool {
    values.iter().all(|v| v.is_finite() && v.abs() < LARGEST)
}

/// A panic is a disagreement, since the plain call is known not to panic.
pub(crate) fn guarded<T>(mode: &str, run: impl FnOnce() -> T) -> Result<T, Verdict> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|payload| {
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
        failed(mode, format!("panic: {text}"))
    })
}

/// The columns of the first mode at the input, and at the input moved by rounding.
fn reference(subject: &Subject, input: &Input, values: Vec<f64>) -> Result<Reference, Verdict> {
    let rounding = if subject.single { &SINGLE } else { &DOUBLE };
    let mode = &subject.modes[0];
    let n = input.reals.len();
    let units: Vec<Vec<f64>> = (0..n).map(|j| (0..n).map(|i| f64::from(u8::from(i == j))).collect()).collect();
    let (own, columns) = guarded(mode.name, || (mode.run)(input, &units))?;
    same_bits(mode, &values, &own)?;
    let shift = |(r, by): (&f64, f64)| r * (1.0 + rounding.shift * by);
    let moved = Input { reals: input.reals.iter().zip(noise(n, 17)).map(shift).collect(), ..input.clone() };
    let (_, others) = guarded(mode.name, || (mode.run)(&moved, &units))?;
    let distance = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().zip(b).map(|(a, b)| (a - b).abs()).collect::<Vec<f64>>();
    let noise: Vec<Vec<f64>> = columns.iter().zip(&others).map(distance).collect();
    let loud = |(c, n): (&f64, &f64)| *n > rounding.loud * c.abs().max(1.0);
    if !columns.iter().all(|c| tame(c)) {
        return Err(Verdict::Discarded("derivatives".to_owned()));
    }
    if columns.iter().flatten().zip(noise.iter().flatten()).any(loud) {
        return Err(Verdict::Discarded("rounding".to_owned()));
    }
    Ok(Reference { rounding, values, columns, noise })
}

/// One mode against the reference, along two directions, and along the first again: a second call must be the same.
fn against(mode: &Mode, reference: &Reference, input: &Input) -> Result<(), Verdict> {
    let (inputs, outputs) = (reference.columns.len(), reference.values.len());
    let asked = match mode.kind {
        Kind::Forward => vec![noise(inputs, 3), noise(inputs, 5), noise(inputs, 3)],
        Kind::Reverse | Kind::Matrix | Kind::Second => vec![noise(outputs, 7), noise(outputs, 11), noise(outputs, 7)],
        Kind::Gradient => vec![(0..outputs).map(|i| f64::from(u8::from(i == 0))).collect()],
    };
    let (values, given) = guarded(mode.name, || (mode.run)(input, &asked))?;
    if mode.kind != Kind::Matrix && !(mode.kind == Kind::Gradient && values.is_empty()) {
        same_bits(mode, &reference.values, &values)?;
    }
    if given.len() != asked.len() {
        return Err(failed(mode.name, format!("{} derivatives for {}", given.len(), asked.len())));
    }
    for (along, given) in asked.iter().zip(&given) {
        let expected = if mode.kind == Kind::Forward { reference.times(along) } else { reference.transposed(along) };
        close(mode.name, &expected, given)?;
    }
    if given.len() > 2 && given[0].iter().zip(&given[2]).any(|(a, b)| a.to_bits() != b.to_bits()) {
        return Err(failed(mode.name, format!("the first call gave {:?}, a second {:?}", given[0], given[2])));
    }
    Ok(())
}

/// An entry that is expected, and how far the actual one may be from it.
type Expected = (f64, f64);

impl Reference {
    /// The product with a direction.
    fn times(&self, direction: &[f64]) -> Vec<Expected> {
        let row = |i: usize| (0..self.columns.len()).map(move |j| (j, i));
        (0..self.values.len()).map(|i| self.sum(row(i), |j, _| direction[j])).collect()
    }

    /// The product of the transpose with a seed.
    fn transposed(&self, seed: &[f64]) -> Vec<Expected> {
        let column = |j: usize| (0..self.values.len()).map(move |i| (j, i));
        (0..self.columns.len()).map(|j| self.sum(column(j), |_, i| seed[i])).collect()
    }

    fn sum(&self, entries: impl Iterator<Item = (usize, usize)>, weight: impl Fn(usize, usize) -> f64) -> Expected {
        let (mut sum, mut scale, mut noise) = (0.0, 1.0_f64, 0.0);
        for (j, i) in entries {
            let w = weight(j, i);
            sum += w * self.columns[j][i];
            scale += (w * self.columns[j][i]).abs();
            noise += (w * self.noise[j][i]).abs();
        }
        (sum, self.rounding.engines * scale + 20.0 * noise)
    }
}

/// Values have the same bits, but where the engine has fewer of them.
fn same_bits(mode: &Mode, expected: &[f64], actual: &[f64]) -> Result<(), Verdict> {
    let same =
        |(a, b): (&f64, &f64)| a.to_bits() == b.to_bits() || mode.rounds && (a - b).abs() <= 1e-4 * a.abs().max(1.0);
    let fits = expected.len() == actual.len() && expected.iter().zip(actual).all(same);
    if fits { Ok(()) } else { Err(failed(mode.name, format!("the value is {actual:?} and should be {expected:?}"))) }
}

fn close(mode: &str, expected: &[Expected], actual: &[f64]) -> Result<(), Verdict> {
    if expected.len() != actual.len() {
        return Err(failed(mode, format!("{} entries instead of {}", actual.len(), expected.len())));
    }
    for (k, ((value, tolerance), actual)) in expected.iter().zip(actual).enumerate() {
        let missing = actual.to_bits() == MISSING.to_bits();
        // NaN does not pass
        let fits = (value - actual).abs() <= *tolerance;
        if !missing && !fits {
            return Err(failed(mode, format!("entry {k} is {actual:?} and should be {value:?}")));
        }
    }
    Ok(())
}

/// Column `j` of the reference against differences of the plain call. A slope that they do not settle is counted.
fn by_differences(subject: &Subject, input: &Input, reference: &Reference, j: usize) -> Result<usize, Verdict> {
    let plain = |x: &[f64]| {
        let input = Input { reals: x.to_vec(), ..input.clone() };
        catch_unwind(|| (subject.plain)(&input)).unwrap_or_default()
    };
    let column = &reference.columns[j];
    let mut settled = vec![false; column.len()];
    let mut against = vec![0; column.len()];
    let mut seen = vec![f64::NAN; column.len()];
    for (round, step) in STEPS.into_iter().enumerate() {
        for (i, slope) in differences::column(&plain, &input.reals, j, step).into_iter().enumerate() {
            let scale = column[i].abs().max(1.0);
            settled[i] |= (slope.value - column[i]).abs() <= DIFFERENCES * scale;
            if slope.doubt <= 0.01 * DIFFERENCES * scale {
                // estimates that do not agree with each other witness nothing
                let fits = seen[i].is_nan() || (slope.value - seen[i]).abs() <= DIFFERENCES * scale;
                against[i] = if fits { against[i] + 1 } else { 0 };
                seen[i] = slope.value;
            }
        }
        if settled.iter().all(|s| *s) {
            return Ok(0);
        }
        if round + 1 == STEPS.len() {
            break;
        }
    }
    match (0..column.len()).find(|i| !settled[*i] && against[*i] >= 3) {
        Some(i) => {
            let message = format!("output {i} by input {j}: {:?} and should be {:?}", column[i], seen[i]);
            Err(failed("differences", message))
        }
        None => Ok(settled.iter().filter(|s| !**s).count()),
    }
}
