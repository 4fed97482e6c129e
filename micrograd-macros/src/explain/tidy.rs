//! Shorter listings: what is computed for one use is written there, and a sum that is put together is written as one.
use super::expr::{Expr, Name};
use super::script::{Line, What, each};
use crate::hash::HashMap;

/// How long a value may be that is written where it is used, in characters.
const LONGEST: usize = 36;

/// How a name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Another name gets its value.
    Copy,
    /// A place gets it, or it is added to something.
    Whole,
    /// It is part of an expression.
    Part,
}

/// Whether a name may give way to its value.
pub type May<'a> = dyn Fn(Name, &Expr, Use) -> bool + 'a;

/// Writes what has one use there, where `may` allows it.
pub fn inline(lines: &mut Vec<Line>, may: &May<'_>) {
    let mut counts: HashMap<Name, Counts> = HashMap::default();
    each(lines, &mut |line| {
        line.reads().into_iter().for_each(|name| counts.entry(name).or_default().reads += 1);
        line.changes().into_iter().for_each(|name| counts.entry(name).or_default().changes += 1);
    });
    within(lines, &counts, may);
}

#[derive(Default)]
struct Counts {
    reads: usize,
    changes: usize,
}

fn within(lines: &mut Vec<Line>, counts: &HashMap<Name, Counts>, may: &May<'_>) {
    for line in lines.iter_mut() {
        line.inner_mut().for_each(|inner| within(inner, counts, may));
    }
    let mut k = lines.len();
    while k > 0 {
        k -= 1;
        let Some((name, value)) = candidate(&lines[k], counts) else { continue };
        let Some(use_at) = only_use(&lines[k + 1..], name, &value) else { continue };
        let reader = &mut lines[k + 1 + use_at];
        let used = how_used(reader, name);
        if !may(name, &value, used) || (length(&value) > LONGEST && used == Use::Part) {
            continue;
        }
        reader.each_read(&mut |e| e.replace(name, &value));
        let notes = lines.remove(k).notes;
        lines[k + use_at].notes.splice(0..0, notes);
    }
}

fn how_used(line: &Line, name: Name) -> Use {
    let What::Set { to, op, by } = &line.what else { return Use::Part };
    match by.iter().position(|value| *value == Expr::Name(name)) {
        Some(k) if *op == "=" && matches!(to.get(k), Some(Expr::Name(_))) => Use::Copy,
        Some(_) => Use::Whole,
        None => Use::Part,
    }
}

/// A definition that has one use.
fn candidate(line: &Line, counts: &HashMap<Name, Counts>) -> Option<(Name, Expr)> {
    let What::Set { to, op: "=", by } = &line.what else { return None };
    let ([Expr::Name(name)], [value]) = (&to[..], &by[..]) else { return None };
    let own = counts.get(name)?;
    (own.reads == 1 && own.changes == 1).then(|| (*name, value.clone()))
}

/// The line that reads the name, if nothing in front of it changes what the value is made of.
fn only_use(lines: &[Line], name: Name, value: &Expr) -> Option<usize> {
    let of = value.names();
    for (k, line) in lines.iter().enumerate() {
        if line.reads().contains(&name) {
            return Some(k);
        }
        if changes(std::slice::from_ref(line), &of) {
            return None;
        }
    }
    None
}

/// The length of an expression in which every name has three letters.
pub fn length(value: &Expr) -> usize {
    value.show(&|_| "abc".to_owned()).len()
}

/// Writes the name itself where another is no more than a copy of it; those of `kept` stay.
pub fn copies(lines: &mut Vec<Line>, kept: &[Name]) {
    let mut k = 0;
    while k < lines.len() {
        lines[k].inner_mut().for_each(|inner| copies(inner, kept));
        let found = match &lines[k].what {
            What::Set { to, op: "=", by } => match (&to[..], &by[..]) {
                ([Expr::Name(name)], [Expr::Name(of)]) => Some((*name, *of)),
                _ => None,
            },
            _ => None,
        };
        let (_, rest) = lines.split_at_mut(k + 1);
        match found.filter(|(name, of)| is_copy(*name, kept) && !changes(rest, &[*name, *of])) {
            Some((name, of)) => {
                substitute(rest, name, &Expr::Name(of));
                lines.remove(k);
            }
            None => k += 1,
        }
    }
}

/// Whether the adjoint of a value of the program may give way.
fn is_copy(name: Name, kept: &[Name]) -> bool {
    matches!(name, Name::Adjoint(_)) && !kept.contains(&name)
}

fn changes(lines: &[Line], names: &[Name]) -> bool {
    let mut found = false;
    each(lines, &mut |line| found |= line.changes().iter().any(|name| names.contains(name)));
    found
}

fn substitute(lines: &mut [Line], name: Name, by: &Expr) {
    for line in lines {
        line.each_read(&mut |e| e.replace(name, by));
        line.inner_mut().for_each(|inner| substitute(inner, name, by));
    }
}

/// `d = a` and `d += b` behind it are `d = a + b`.
pub fn join(lines: &mut Vec<Line>) {
    let mut k = 0;
    while k < lines.len() {
        lines[k].inner_mut().for_each(join);
        if k > 0 && joined(lines, k) {
            lines.remove(k);
        } else {
            k += 1;
        }
    }
}

fn joined(lines: &mut [Line], k: usize) -> bool {
    let (front, back) = lines.split_at_mut(k);
    let (first, second) = (&mut front[k - 1].what, &back[0].what);
    let (What::Set { to, op: "=", by }, What::Set { to: also, op: sign @ ("+=" | "-="), by: more }) = (first, second)
    else {
        return false;
    };
    let ([Expr::Name(name)], [value], [added]) = (&to[..], &mut by[..], &more[..]) else { return false };
    let same = also[..] == [Expr::Name(*name)] && !added.names().contains(name);
    if !same || length(value) + length(added) > 2 * LONGEST {
        return false;
    }
    let own = std::mem::replace(value, Expr::text(""));
    let from_zero = matches!(&own, Expr::Text(zero) if zero == "0" || zero == "zeros")
        || matches!(&own, Expr::Code(pieces, _) if matches!(pieces.first(), Some(Expr::Text(t)) if t.starts_with("zeros ")));
    *value = match (from_zero, *sign) {
        (true, "+=") => added.clone(),
        (true, _) => Expr::Neg(Box::new(added.clone())),
        (false, sign) => Expr::binary(&sign[..1], own, added.clone()),
    };
    front[k - 1].notes.extend(back[0].notes.iter().cloned());
    true
}
