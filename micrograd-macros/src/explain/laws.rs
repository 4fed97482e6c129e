//! What must hold of every listing.
use super::Explained;
use super::expr::Name;
use super::saved::Room;
use crate::analyse::{Keep, Plan};
use crate::emit::count_tapes;
use crate::ir::{Program, Region, Var};
use crate::parse::Input;

/// The longest line that a listing may have, in characters.
const WIDTH: usize = 120;

/// Whether a listing says what the plan and the emitted code do; `Err` says where not.
pub fn check(input: &Input, program: &Program, plan: &Plan) -> Result<String, String> {
    let Explained { listing, naming, saved } = Explained::new(input, program, plan);
    let wide = listing.lines().find(|line| line.chars().count() > WIDTH);
    if let Some(line) = wide {
        return Err(format!("a line is too long: {line}"));
    }
    if let Some(c) = listing.chars().find(|c| *c == char::REPLACEMENT_CHARACTER || u32::from(*c) >= 0xF_0000) {
        return Err(format!("a variable has no name: {c:?}"));
    }
    let count = |wanted: fn(&Room) -> bool| saved.iter().filter(|one| wanted(&one.room)).count();
    let said = [
        count(|room| matches!(room, Room::Old)),
        count(|room| matches!(room, Room::Argument)),
        count(|room| matches!(room, Room::Went)),
        count(|room| matches!(room, Room::Trips)),
    ];
    let real = count_tapes(input, program, plan);
    // the tapes of a loop with checkpoints are opened by the backward sweep
    if said != real && !has_checkpoint(&program.body) {
        return Err(format!("it lists {said:?} tapes, and there are {real:?}:\n{listing}"));
    }
    for v in (0..program.vars.len()).map(Var).filter(|v| plan.keep(*v) == Some(Keep::Save)) {
        let name = naming.text(Name::Value(v));
        if !has_word(&listing, &name) {
            return Err(format!("`{name}` is saved, and not listed:\n{listing}"));
        }
    }
    Ok(listing)
}

/// Whether a loop in a region runs from snapshots.
fn has_checkpoint(region: &Region) -> bool {
    region.stmts.iter().any(|stmt| {
        let mut found = stmt.has_checkpoint();
        stmt.regions(&mut |inner| found |= has_checkpoint(inner));
        found
    })
}

fn has_word(text: &str, name: &str) -> bool {
    let in_word = |c: char| c == '_' || c.is_alphanumeric();
    text.match_indices(name).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(in_word)
            && !text[at + name.len()..].chars().next().is_some_and(in_word)
    })
}
