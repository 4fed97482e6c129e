//! Second derivatives: a mode against a graph over dual numbers.
use crate::compare::{Verdict, failed, guarded};
use crate::{Input, Mode, noise};

/// How far both may be from each other, relative to the largest entry.
const TOLERANCE: f64 = 1e-8;
/// Second derivatives that rounding of the input changes by more say nothing.
const LOUD: f64 = 1e-6;
/// By how much an input is moved to see what rounding does.
const SHIFT: f64 = 3e-15;

/// Compares along two directions.
pub fn against(mode: &Mode, input: &Input) -> Result<(), Verdict> {
    let n = input.reals.len();
    let asked = [noise(n, 13), noise(n, 19)];
    let shift = |(r, by): (&f64, f64)| r * (1.0 + SHIFT * by);
    let moved = Input { reals: input.reals.iter().zip(noise(n, 17)).map(shift).collect(), ..input.clone() };
    let (_, own) = guarded(mode.name, || (mode.run)(input, &asked))?;
    let (_, other) = guarded(mode.name, || (mode.run)(&moved, &asked))?;
    for (own, other) in own.iter().zip(&other) {
        along(mode, own, other)?;
    }
    Ok(())
}

/// One direction: the first half of the entries is the mode's, the second the graph's.
fn along(mode: &Mode, own: &[f64], moved: &[f64]) -> Result<(), Verdict> {
    let half = own.len() / 2;
    let scale = own.iter().fold(1.0_f64, |largest, v| largest.max(v.abs()));
    if !scale.is_finite() || own.len() != moved.len() {
        return Ok(());
    }
    let noise = own.iter().zip(moved).fold(0.0_f64, |largest, (a, b)| largest.max((a - b).abs()));
    if noise > LOUD * scale || noise.is_nan() {
        return Ok(());
    }
    for (k, (a, b)) in own[..half].iter().zip(&own[half..]).enumerate() {
        // NaN does not pass
        let fits = (a - b).abs() <= TOLERANCE * scale + 50.0 * noise;
        if !fits {
            return Err(failed(mode.name, format!("entry {k} is {a:?} and should be {b:?}")));
        }
    }
    Ok(())
}
