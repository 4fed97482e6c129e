//! Makes a program that fails as small as it gets, while it still fails in the same way.
mod parts;
mod whole;

use crate::batch::{Failure, Verdict, Workshop};
use crate::program::Program;
use parts::Change;
use std::collections::HashSet;
use std::io;
use std::time::Duration;

/// So many smaller programs are compiled at once.
const AT_ONCE: usize = 32;

/// So long one of them may run. Many do not end: what counts up to the end of a loop was left out.
const PATIENCE: Duration = Duration::from_secs(1);

/// How a failure is recognised: its mode, and its message without numbers and names.
pub fn signature(failure: &Failure) -> String {
    let first = failure.message.lines().next().unwrap_or_default();
    let mut quoted = false;
    let mut text = String::new();
    for c in first.chars() {
        quoted ^= c == '`';
        if !quoted && !c.is_ascii_digit() && !matches!(c, '.' | '-' | 'e' | ',' | ' ') {
            text.push(c);
        }
    }
    // what follows the values of a list is another failure's too; `[E0308]` is the code of an error
    let text = if failure.mode == "compile" { &*text } else { text.split('[').next().unwrap_or_default() };
    format!("{} {text}", failure.mode)
}

/// The smallest program that was found, with its failure.
///
/// # Errors
/// If files or processes fail.
pub fn shrink(shop: &Workshop<'_>, program: &Program, failure: &Failure) -> io::Result<(Program, Failure)> {
    let wanted = signature(failure);
    let mut tried = HashSet::new();
    let mut best = (program.clone(), failure.clone());
    loop {
        let mut smaller = all_smaller(&best.0);
        smaller.retain(|p| tried.insert(key(p)));
        smaller.sort_by_key(size);
        let mut found = None;
        while found.is_none() && !smaller.is_empty() {
            found = first_failing(shop, spread(&mut smaller), &wanted)?;
        }
        match found {
            Some(next) => best = next,
            None => return Ok(best),
        }
    }
}

/// Some of the candidates: the smallest, and some from everywhere, for the smallest often leave out too much.
fn spread(sorted: &mut Vec<Program>) -> Vec<Program> {
    let mut taken: Vec<Program> = sorted.drain(..sorted.len().min(AT_ONCE / 2)).collect();
    let step = sorted.len() / (AT_ONCE / 2) + 1;
    let mut k = 0;
    while k < sorted.len() {
        taken.push(sorted.remove(k));
        k += step - 1;
    }
    taken
}

/// The smallest that fails in the wanted way.
fn first_failing(
    shop: &Workshop<'_>,
    candidates: Vec<Program>,
    wanted: &str,
) -> io::Result<Option<(Program, Failure)>> {
    let named = |(k, mut p): (usize, Program)| {
        p.name = format!("p{k}");
        p
    };
    let candidates: Vec<Program> = candidates.into_iter().enumerate().map(named).collect();
    let invalid = shop.invalid(&candidates)?;
    let candidates: Vec<Program> = candidates.into_iter().filter(|p| !invalid.contains_key(&p.name)).collect();
    if candidates.is_empty() {
        return Ok(None);
    }
    let verdicts = shop.judge(&candidates, PATIENCE)?;
    let mut failing: Vec<(Program, Failure)> = Vec::new();
    for (program, verdict) in candidates.into_iter().zip(verdicts) {
        match verdict {
            Verdict::Failed(failure) if signature(&failure) == wanted => failing.push((program, failure)),
            _ => {}
        }
    }
    Ok(failing.into_iter().min_by_key(|(p, _)| size(p)))
}

/// Every program that has one thing less.
fn all_smaller(program: &Program) -> Vec<Program> {
    let own = size(program);
    let mut smaller = whole::smaller_programs(program);
    for number in 0.. {
        let mut other = program.clone();
        if !Change::apply(number, &mut other.items) {
            break;
        }
        smaller.push(other);
    }
    // a literal for a literal is a change too
    smaller.retain(|p| size(p) <= own);
    smaller
}

fn key(program: &Program) -> String {
    let inputs: Vec<&String> = program.params.iter().flat_map(|p| &p.inputs).collect();
    format!("{}{inputs:?}", tokens(program))
}

fn tokens(program: &Program) -> String {
    program.items.iter().map(|item| quote::ToTokens::to_token_stream(item).to_string()).collect()
}

/// The number of tokens, with those of the inputs.
fn size(program: &Program) -> usize {
    let inputs: usize = program.params.iter().flat_map(|p| &p.inputs).map(String::len).sum();
    tokens(program).split_whitespace().count() + inputs / 4
}
