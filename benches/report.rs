//! Tables of ratios in `BENCHMARKS.md`, from the medians that criterion has measured in this run.
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A line of a table: what was measured, each ratio or nothing.
pub struct Line {
    /// The first column.
    pub name: String,
    /// The other columns.
    pub ratios: Vec<Option<f64>>,
}

/// The median time, in nanoseconds, of a function of a group.
#[must_use]
pub fn median(group: &str, function: &str) -> Option<f64> {
    let file = target().join("criterion").join(group).join(function).join("new/estimates.json");
    let estimates: Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}

/// The ratio of two medians of a group.
#[must_use]
pub fn ratio(group: &str, function: &str, to: &str) -> Option<f64> {
    Some(median(group, function)? / median(group, to)?)
}

/// The name of a function in a round.
#[must_use]
pub fn round(function: &str, round: usize) -> String {
    format!("{function} {round}")
}

/// The median of the ratios of two medians in the rounds of a group, in each of which both were measured one after the
/// other.
#[must_use]
pub fn ratio_of_rounds(group: &str, function: &str, to: &str, rounds: usize) -> Option<f64> {
    let one = |k: usize| ratio(group, &round(function, k), &round(to, k));
    let mut ratios = (1..=rounds).map(one).collect::<Option<Vec<_>>>()?;
    ratios.sort_by(f64::total_cmp);
    ratios.get(rounds / 2).copied()
}

/// The geometric mean of what is there.
#[must_use]
pub fn geometric_mean(ratios: impl Iterator<Item = f64>) -> f64 {
    let (count, sum) = ratios.fold((0.0, 0.0), |(count, sum), ratio| (count + 1.0, sum + ratio.ln()));
    f64::exp(sum / count)
}

/// Writes a table between its marks in `BENCHMARKS.md`, or behind what is there.
///
/// # Panics
/// If the file cannot be written.
pub fn write(section: &str, text: &str, heads: &[&str], lines: &[Line]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../BENCHMARKS.md");
    let old = fs::read_to_string(&file).unwrap_or_else(|_| "# Benchmarks\n".to_owned());
    let (begin, end) = (format!("<!-- {section} -->"), format!("<!-- end of {section} -->"));
    let table = format!("{begin}\n{text}\n\n{}, {}.\n\n{}{end}", machine(), today(), table(heads, lines));
    let new = match (old.find(&begin), old.find(&end)) {
        (Some(from), Some(to)) => format!("{}{table}{}", &old[..from], &old[to + end.len()..]),
        _ => format!("{old}\n{table}\n"),
    };
    fs::write(file, new).expect("BENCHMARKS.md can be written");
    println!("{table}");
}

fn table(heads: &[&str], lines: &[Line]) -> String {
    let mut text = format!("| {} |\n|{}\n", heads.join(" | "), "---|".repeat(heads.len()));
    for line in lines {
        let ratios = line.ratios.iter().map(|ratio| ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}")));
        text += &format!("| {} | {} |\n", line.name, ratios.collect::<Vec<_>>().join(" | "));
    }
    text
}

fn target() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    env::var_os("CARGO_TARGET_DIR").map_or(own, PathBuf::from)
}

fn machine() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let flags = if cfg!(target_feature = "avx2") { "-C target-cpu=native" } else { "-C target-cpu=x86-64" };
    format!("{}, `{flags}`", name.map_or("an unknown processor", |(_, name)| name))
}

fn today() -> String {
    jiff::Zoned::now().date().to_string()
}
