//! The command line.
use crate::generate::{self, Knobs, Preference};
use crate::program::Program;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;
use std::{fs, io};

/// So many programs have one seed.
pub const BATCH: usize = 100;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The first seed; every further batch has the next one.
    pub seed: u64,
    /// How many programs.
    pub count: usize,
    /// Only these programs: seeds with their numbers.
    pub only: Option<Vec<Batch>>,
    /// No new batch is begun after this time.
    pub time: Option<Duration>,
    /// How many batches at once.
    pub jobs: usize,
    /// How large the programs are.
    pub knobs: Knobs,
    /// A deliberate fault of the macro, which must be found.
    pub fault: Option<String>,
    /// Whether failures are shrunk: each kind once.
    pub shrink: bool,
    /// Whether to end with the first failure.
    pub first: bool,
    /// Whether to print the program instead of running it.
    pub print: bool,
    /// Where to write the programs instead of running them.
    pub write: Option<PathBuf>,
}

/// A seed, and the numbers of its programs.
pub type Batch = (u64, Vec<usize>);

impl Options {
    /// Reads the command line; ends the process if it is not understood.
    ///
    /// # Errors
    /// If the list of programs cannot be read.
    pub fn read() -> io::Result<Self> {
        let matches = command().get_matches();
        let seed = matches.get_one("seed").copied().unwrap_or(1);
        let number = |name: &str, otherwise: usize| matches.get_one(name).copied().unwrap_or(otherwise);
        let default = Knobs::default();
        let part = |name, part| flag(&matches, name).then_some(part);
        let prefers = part("loops", Preference::Loops).or(part("chains", Preference::Chains));
        let knobs = Knobs {
            statements: number("statements", default.statements),
            depth: number("depth", default.depth),
            blocks: number("blocks", default.blocks),
            callees: number("callees", default.callees),
            prefers,
            ..default
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let only = match matches.get_one::<PathBuf>("listed") {
            Some(file) => Some(listed(&fs::read_to_string(file)?)?),
            None => matches.get_one("only").map(|only| vec![(seed, vec![*only])]),
        };
        Ok(Options {
            seed,
            count: number("count", 1000),
            only,
            time: matches.get_one("time").copied().map(Duration::from_secs),
            jobs: number("jobs", cores).max(1),
            knobs,
            fault: matches.get_one("fault").cloned(),
            shrink: !flag(&matches, "no-shrink"),
            first: flag(&matches, "first"),
            print: flag(&matches, "print"),
            write: matches.get_one("write").cloned(),
        })
    }

    /// All programs, each with its seed and number as a name.
    pub fn programs(&self) -> impl Iterator<Item = (String, Program)> {
        let batches = (0..).map_while(|k| self.batch(k));
        let named = |seed: u64, number| (format!("{seed}_{number}"), generate::program(seed, number, self.knobs));
        batches.flat_map(move |(seed, numbers)| numbers.into_iter().map(move |number| named(seed, number)))
    }

    /// The batch of a number.
    pub fn batch(&self, number: u64) -> Option<Batch> {
        let batch = usize::try_from(number).ok()?;
        if let Some(only) = &self.only {
            return only.get(batch).cloned();
        }
        let left = self.count.saturating_sub(batch * BATCH).min(BATCH);
        (left > 0).then(|| (self.seed + number, (0..left).collect()))
    }
}

/// Programs by lines `SEED_NUMBER`.
fn listed(text: &str) -> io::Result<Vec<Batch>> {
    let mut batches: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for line in text.lines() {
        let found = line.split_once('_').and_then(|(seed, number)| Some((seed.parse().ok()?, number.parse().ok()?)));
        let (seed, number) = found.ok_or_else(|| io::Error::other(format!("`{line}` is not SEED_NUMBER")))?;
        batches.entry(seed).or_default().push(number);
    }
    Ok(batches.into_iter().collect())
}

fn flag(matches: &ArgMatches, name: &str) -> bool {
    matches.get_flag(name)
}

fn command() -> Command {
    let number = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_parser(value_parser!(usize)).help(help)
    };
    let path = |name: &'static str, help: &'static str| number(name, help).value_parser(value_parser!(PathBuf));
    let large = |name: &'static str, help: &'static str| number(name, help).value_parser(value_parser!(u64));
    let switch =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    Command::new("micrograd-fuzz")
        .about("Random differentiable programs through every engine: finds wrong gradients and shrinks them")
        .arg(large("seed", "The first seed [1]; a seed is a batch of 100 programs, and the next batch has the next"))
        .arg(number("count", "How many programs [1000]"))
        .arg(number("only", "Only the program of this number in the batch of the seed"))
        .arg(path("listed", "Only the programs that this file names, each by a line SEED_NUMBER"))
        .arg(path("write", "Write the programs into this folder, as they would be compiled, instead of running them"))
        .arg(large("time", "No batch is begun after so many seconds"))
        .arg(number("jobs", "How many batches at once [as many as there are processors]"))
        .arg(number("statements", "The most statements in a function"))
        .arg(number("depth", "How deep expressions nest"))
        .arg(number("blocks", "How deep blocks nest"))
        .arg(number("callees", "The most functions beside the first"))
        .arg(Arg::new("fault").long("fault").help("Builds the macro with a deliberate fault, which must be found"))
        .arg(switch("loops", "Prefer loops, and stores into the elements of lists"))
        .arg(switch("chains", "Prefer chains of iterators").conflicts_with("loops"))
        .arg(switch("first", "End with the first failure"))
        .arg(switch("no-shrink", "Report failures as they are"))
        .arg(switch("print", "Print the program instead of running it; with --only"))
}
