//! The evals by their names.
use crate::measure::Answer;
use serde_json::Value;

pub mod ba;
pub mod descent;
pub mod det;
pub mod gmm;
pub mod hello;
pub mod ht;
pub mod kmeans;
pub mod llsq;
pub mod lse;
pub mod lstm;
pub mod ode;
pub mod particle;
pub mod saddle;

/// A function of an eval: from the input in JSON to the output and the time it took.
///
/// # Errors
/// If the input is not one of this eval.
pub type Run = fn(&Value) -> Result<Answer, String>;

/// An eval and its functions.
#[derive(Debug)]
pub struct Eval {
    /// What the driver calls it.
    pub name: &'static str,
    functions: &'static [(&'static str, Run)],
}

impl Eval {
    /// The function of that name.
    pub fn function(&self, name: &str) -> Option<Run> {
        self.functions.iter().find(|(known, _)| *known == name).map(|(_, run)| *run)
    }
}

/// All evals.
pub const EVALS: [Eval; 12] = [
    hello::EVAL,
    gmm::EVAL,
    ba::EVAL,
    lstm::EVAL,
    ht::EVAL,
    kmeans::EVAL,
    ode::EVAL,
    llsq::EVAL,
    det::EVAL,
    lse::EVAL,
    particle::EVAL,
    saddle::EVAL,
];

/// The eval of that name.
pub fn find(name: &str) -> Option<&'static Eval> {
    EVALS.iter().find(|eval| eval.name == name)
}

/// How a derivative is taken.
#[derive(Clone, Copy, Debug)]
pub enum Mode {
    /// From the arguments to the result.
    Forward,
    /// From the result back to the arguments.
    Reverse,
}

/// An error in words, unless a condition of the input holds.
fn ensure(holds: bool, otherwise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise.to_owned()) }
}

/// Rows of one length, one behind the other.
fn flat(rows: &[Vec<f64>], width: usize, name: &str) -> Result<Vec<f64>, String> {
    ensure(rows.iter().all(|row| row.len() == width), &format!("each row of `{name}` must have {width} numbers"))?;
    Ok(rows.concat())
}

/// The rows of a matrix whose numbers are given one behind the other.
fn rows(numbers: &[f64], width: usize) -> Vec<Vec<f64>> {
    numbers.chunks_exact(width).map(<[f64]>::to_vec).collect()
}
