//! Runs a function as often as an input asks, and takes the time of each run.
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The result of an evaluation.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// What the last run gave.
    pub output: Value,
    /// How long each run took, and before them what was prepared for all.
    pub timings: Vec<Timing>,
}

/// A time that an evaluation took.
#[derive(Debug, Serialize)]
pub struct Timing {
    /// `evaluate` or `prepare`.
    pub name: &'static str,
    /// In nanoseconds.
    pub nanoseconds: u64,
}

/// How often to run, as inputs say it.
#[derive(Deserialize)]
#[serde(default)]
struct Repeats {
    min_runs: usize,
    min_seconds: f64,
}

impl Default for Repeats {
    fn default() -> Self {
        Repeats { min_runs: 1, min_seconds: 0.0 }
    }
}

/// Reads an input, prepares the problem that it states, and runs a function of the problem: at least once, and on until
/// both `min_runs` and `min_seconds` of the input are reached.
///
/// # Errors
/// If the input is not of the form that the eval has, in words for the driver.
pub fn measure<I, P, O>(
    input: &Value,
    prepare: impl FnOnce(I) -> Result<P, String>,
    run: impl Fn(&P) -> O,
) -> Result<Answer, String>
where
    I: for<'de> Deserialize<'de>,
    O: Serialize,
{
    // a bare number says nothing about runs
    let repeats = if input.is_object() { read(input)? } else { Repeats::default() };
    let input = read(input)?;
    let start = Instant::now();
    let problem = prepare(input)?;
    let mut timings = vec![Timing::new("prepare", start.elapsed())];
    let (mut runs, mut total) = (0, Duration::ZERO);
    loop {
        let start = Instant::now();
        let output = black_box(run(black_box(&problem)));
        let time = start.elapsed();
        timings.push(Timing::new("evaluate", time));
        (runs, total) = (runs + 1, total + time);
        if runs >= repeats.min_runs && total.as_secs_f64() >= repeats.min_seconds {
            let output = serde_json::to_value(output).map_err(|error| error.to_string())?;
            return Ok(Answer { output, timings });
        }
    }
}

fn read<I: for<'de> Deserialize<'de>>(input: &Value) -> Result<I, String> {
    I::deserialize(input).map_err(|error| format!("input not understood: {error}"))
}

impl Timing {
    fn new(name: &'static str, time: Duration) -> Self {
        Timing { name, nanoseconds: u64::try_from(time.as_nanos()).unwrap_or(u64::MAX) }
    }
}
