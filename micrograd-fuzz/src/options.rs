//! The command line.
use crate::generate::Knobs;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::time::Duration;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The first seed; every further batch has the next one.
    pub seed: u64,
    /// How many programs.
    pub count: usize,
    /// Only this program of the first seed.
    pub only: Option<usize>,
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
}

impl Options {
    /// Reads the command line; ends the process if it is not understood.
    pub fn read() -> Self {
        let matches = command().get_matches();
        let number = |name: &str, otherwise: usize| matches.get_one(name).copied().unwrap_or(otherwise);
        let default = Knobs::default();
        let knobs = Knobs {
            statements: number("statements", default.statements),
            depth: number("depth", default.depth),
            blocks: number("blocks", default.blocks),
            callees: number("callees", default.callees),
            ..default
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Options {
            seed: matches.get_one("seed").copied().unwrap_or(1),
            count: number("count", 1000),
            only: matches.get_one("only").copied(),
            time: matches.get_one("time").copied().map(Duration::from_secs),
            jobs: number("jobs", cores).max(1),
            knobs,
            fault: matches.get_one("fault").cloned(),
            shrink: !flag(&matches, "no-shrink"),
            first: flag(&matches, "first"),
            print: flag(&matches, "print"),
        }
    }
}

fn flag(matches: &ArgMatches, name: &str) -> bool {
    matches.get_flag(name)
}

fn command() -> Command {
    let number = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_parser(value_parser!(usize)).help(help)
    };
    let large = |name: &'static str, help: &'static str| number(name, help).value_parser(value_parser!(u64));
    let switch =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    Command::new("micrograd-fuzz")
        .about("Random differentiable programs through every engine: finds wrong gradients and shrinks them")
        .arg(large("seed", "The first seed [1]; a seed is a batch of 100 programs, and the next batch has the next"))
        .arg(number("count", "How many programs [1000]"))
        .arg(number("only", "Only the program of this number in the batch of the seed"))
        .arg(large("time", "No batch is begun after so many seconds"))
        .arg(number("jobs", "How many batches at once [as many as there are processors]"))
        .arg(number("statements", "The most statements in a function"))
        .arg(number("depth", "How deep expressions nest"))
        .arg(number("blocks", "How deep blocks nest"))
        .arg(number("callees", "The most functions beside the first"))
        .arg(Arg::new("fault").long("fault").help("Builds the macro with a deliberate fault, which must be found"))
        .arg(switch("first", "End with the first failure"))
        .arg(switch("no-shrink", "Report failures as they are"))
        .arg(switch("print", "Print the program instead of running it; with --only"))
}
