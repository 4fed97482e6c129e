//! Runs the programs of a batch and writes one line for each into a report, so that a batch that dies tells where.
use crate::compare::{Verdict, check};
use crate::{Input, Subject};
use std::fs::File;
use std::io::Write;

/// Runs the subjects that the command line names: `batch REPORT NAME..`. Every one has a line `start NAME` in the
/// report, and, if it comes to an end, a line `passed NAME UNSURE`, `discarded NAME REASON` or `failed NAME MODE
/// MESSAGE`, separated by tabs; `UNSURE` slopes had no difference that could confirm them.
///
/// # Panics
/// If the command line is another or the report cannot be written.
pub fn run(subjects: &[fn() -> Subject]) {
    std::panic::set_hook(Box::new(|_| {})); // a panic is caught and reported
    let mut args = std::env::args().skip(1);
    let report = args.next().expect("a report");
    let wanted: Vec<String> = args.collect();
    let mut report = File::create(report).expect("the report can be written");
    for subject in subjects.iter().map(|s| s()).filter(|s| wanted.iter().any(|w| w == s.name)) {
        let name = subject.name;
        writeln!(report, "start\t{name}").expect("the report can be written");
        let line = match of_subject(&subject) {
            Ok(unsure) => format!("passed\t{name}\t{unsure}"),
            Err(Verdict::Discarded(reason)) => format!("discarded\t{name}\t{reason}"),
            Err(Verdict::Failed { mode, message }) => format!("failed\t{name}\t{mode}\t{}", one_line(&message)),
        };
        writeln!(report, "{line}").expect("the report can be written");
    }
}

/// The number of slopes that no difference could confirm. A program passes if one input does and none fails.
fn of_subject(subject: &Subject) -> Result<usize, Verdict> {
    let (mut passed, mut unsure, mut last) = (0, 0, Verdict::Discarded("no inputs".to_owned()));
    for number in 0..subject.inputs {
        match check(subject, &Input { number, reals: (subject.reals)(number) }) {
            Ok(more) => {
                passed += 1;
                unsure += more;
            }
            Err(Verdict::Failed { mode, message }) => {
                return Err(Verdict::Failed { mode, message: format!("input {number}: {message}") });
            }
            Err(discarded) => last = discarded,
        }
    }
    if passed == 0 { Err(last) } else { Ok(unsure) }
}

fn one_line(message: &str) -> String {
    message.replace(['\n', '\t'], " ")
}
