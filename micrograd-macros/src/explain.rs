//! The forward and backward sweep of a function as a person would write them, with what is saved and why.
//!
//! The listing is made from the same program and the same plan as the code, so it says neither more nor less. The walk
//! backwards is that of the emitter; then the lines are made shorter, and versions of a variable get one name where they
//! are never in use together.
mod backward;
mod code;
mod expr;
mod formula;
mod forward;
mod live;
mod naming;
mod reader;
mod saved;
mod script;
mod text;
mod tidy;
mod why;

#[cfg(test)]
pub mod laws;

use crate::analyse::Plan;
use crate::hash::HashSet;
use crate::ir::{Program, Var};
use crate::names::plain;
use crate::parse::Input;
use expr::Name;
use naming::Naming;
use reader::Reader;
use saved::Saved;

/// The listing of a function.
pub fn explain(input: &Input, program: &Program, plan: &Plan) -> String {
    Explained::new(input, program, plan).listing
}

/// A listing, and what is in it.
struct Explained {
    listing: String,
    #[cfg(test)]
    naming: Naming,
    #[cfg(test)]
    saved: Vec<Saved>,
}

impl Explained {
    fn new(input: &Input, program: &Program, plan: &Plan) -> Self {
        let reader = Reader::new(input, program, plan);
        let mut forward = forward::Forward::new(&reader);
        let mut there = forward.body();
        let mut back = backward::Backward::new(&reader).body();
        let naming = Naming::new(&reader, &mut there, &mut back);
        let name = |of: Name| naming.text(of);
        let sections = [
            head(&reader, &naming),
            text::section("forward", &there, &name),
            text::section(&from(&reader, &naming), &back, &name),
            tail(&reader, &forward.saved, &naming),
        ];
        let mut listing = sections.join("\n");
        for (k, (call, meaning)) in formula::helpers(&listing).into_iter().enumerate() {
            listing += if k == 0 { "\n" } else { "" };
            listing += &[call, " is ", meaning, "\n"].concat();
        }
        Explained {
            listing,
            #[cfg(test)]
            naming,
            #[cfg(test)]
            saved: forward.saved,
        }
    }
}

/// A listing in the docs of a function: no code to be tested.
pub fn fenced(listing: &str) -> String {
    let longest = listing.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    format!("\n\n{fence}text\n{listing}{fence}")
}

fn head(reader: &Reader<'_>, naming: &Naming) -> String {
    let (program, plan) = (reader.program, reader.plan);
    let shown = |v: &Var| naming.text(Name::Value(*v));
    let params: Vec<String> = program.params.iter().map(shown).collect();
    let active: Vec<String> = program.params.iter().filter(|v| plan.is_active(**v)).map(shown).collect();
    let by = if active.is_empty() { "nothing".to_owned() } else { active.join(", ") };
    let head = format!("{}({}): derivatives by {by}", plain(reader.input.name()), params.join(", "));
    text::wrapped(&head, 116).join("\n  ") + "\n"
}

fn from(reader: &Reader<'_>, naming: &Naming) -> String {
    let (program, plan) = (reader.program, reader.plan);
    let example = program.params.iter().find(|v| plan.is_active(**v)).map(|v| {
        let (d, of) = (naming.text(Name::Adjoint(*v)), naming.text(Name::Value(*v)));
        format!("; {d} is the adjoint of {of}, and so on")
    });
    let from = if reader.input.result.has_real() {
        let given = if reader.input.result.is_real() { " (1 for the gradient)" } else { "" };
        format!("backward, from {}, the adjoint of the result{given}", naming.text(Name::Result))
    } else {
        "backward, from the adjoints of what was changed".to_owned()
    };
    text::wrapped(&(from + &example.unwrap_or_default()), 116).join("\n  ")
}

fn tail(reader: &Reader<'_>, saved: &[Saved], naming: &Naming) -> String {
    let name = |of: Name| naming.text(of);
    let mut listing = String::new();
    for (term, said) in saved::summary(reader, saved) {
        let said: Vec<String> = said.iter().map(|e| e.show(&name)).collect();
        let text = match said.split_first() {
            Some((first, rest)) if !rest.is_empty() => format!("{term} {first}: {}", counted(rest).join(", ")),
            _ if term == "a real is" => format!("{term} {}", said.join(", ")),
            _ => format!("{term}: {}", said.join(", ")),
        };
        listing += &text::wrapped(&text, 112).join("\n    ");
        listing.push('\n');
    }
    let vars = (0..reader.program.vars.len()).map(Var).filter(|v| reader.plan.is_active(*v));
    let active: HashSet<String> = vars.map(|v| name(Name::Value(v))).collect();
    for (why, vars) in saved::inactive(reader) {
        let mut names: Vec<String> = Vec::new();
        for text in vars.into_iter().map(|v| name(Name::Value(v))) {
            if !names.contains(&text) && !active.contains(&text) {
                names.push(text);
            }
        }
        if names.is_empty() {
            continue;
        }
        let text = format!("not active: {} ({why})", names.join(", "));
        listing += &text::wrapped(&text, 112).join("\n    ");
        listing.push('\n');
    }
    listing
}

/// Each text once, with how often it is there.
fn counted(texts: &[String]) -> Vec<String> {
    let mut found: Vec<(&String, usize)> = Vec::new();
    for text in texts {
        match found.iter_mut().find(|(own, _)| *own == text) {
            Some((_, count)) => *count += 1,
            None => found.push((text, 1)),
        }
    }
    found.into_iter().map(|(text, n)| if n == 1 { text.clone() } else { format!("{n} times {text}") }).collect()
}
