//! A failure as a file that is ready for `tests/regression/fuzz/`, where the harness of the corpus runs it.
use crate::batch::Failure;
use crate::program::{Passing, Program};

/// The text of the file.
pub fn report(program: &Program, failure: &Failure, seed: u64, number: usize) -> String {
    let message: String =
        failure.message.lines().map(|line| format!("//! {line}").trim_end().to_owned() + "\n").collect();
    format!(
        "//! Found by `micrograd-fuzz --seed {seed} --only {number}`, {}:\n{message}use micrograd::prelude::*;\n\n{}\n\
         {}\n",
        failure.mode,
        program.source(),
        case(program),
    )
}

/// `case!(val, ref => (0.5, vec![1.0]));`
fn case(program: &Program) -> String {
    let words: Vec<&str> = program
        .params
        .iter()
        .map(|p| match (p.real, p.passing) {
            (true, Passing::Value) => "val",
            (true, Passing::Shared) => "ref",
            (true, Passing::Mutable) => "mutref",
            (false, Passing::Value) => "int",
            (false, Passing::Shared) => "intref",
            (false, Passing::Mutable) => "intmut",
        })
        .collect();
    let inputs = (0..program.inputs()).map(|k| {
        let arguments: String = program.params.iter().map(|p| argument(&p.ty, &p.inputs[k])).collect();
        format!("({arguments})")
    });
    let options: Vec<&str> = [("vector", !program.real), ("single", program.single())]
        .iter()
        .filter(|(_, is)| *is)
        .map(|(o, _)| *o)
        .collect();
    let option = if options.is_empty() { String::new() } else { format!("[{}] ", options.join(" ")) };
    format!("case!({option}{} => {});", words.join(", "), inputs.collect::<Vec<_>>().join(", "))
}

/// An integer alone needs its type there.
fn argument(ty: &str, value: &str) -> String {
    if ty == "usize" { format!("{value}_usize, ") } else { format!("{value}, ") }
}
