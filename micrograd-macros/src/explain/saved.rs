//! What is saved, and how often; what is not active, and why.
use super::expr::Expr;
use super::forward::phrase;
use super::reader::Reader;
use crate::ir::{Operand, Region, Rvalue, Stmt, Var};
use crate::parse::Mode;

/// What a saved thing is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A value of the program.
    Value(Var),
    /// The last state of memory.
    State(Var),
    /// What a store overwrote.
    Old,
    /// What a call was given to change.
    Argument,
    /// Whether control went on behind a statement.
    Went,
    /// How often a loop ran.
    Trips,
}

/// Something that the forward sweep leaves.
pub struct Saved {
    /// What it is for.
    pub room: Room,
    /// What it is.
    pub what: Expr,
    /// The loops around: it is left in each iteration of all of them.
    pub each: Vec<Expr>,
    /// Whether that is only so where control comes into an arm of a branch.
    pub in_arm: bool,
}

/// The lines of the summary, each a term and what is said of it.
pub fn summary(reader: &Reader<'_>, saved: &[Saved]) -> Vec<(String, Vec<Expr>)> {
    let mut lines = Vec::new();
    let mut loops: Vec<&[Expr]> = Vec::new();
    for one in saved {
        if !loops.contains(&&one.each[..]) {
            loops.push(&one.each);
        }
    }
    if saved.is_empty() {
        lines.push(("saved".to_owned(), vec![Expr::text("nothing but the parameters is needed")]));
    }
    loops.sort_by_key(|each| each.len());
    for each in loops {
        let items = saved.iter().filter(|one| one.each == each);
        let mut said: Vec<Expr> = vec![often(each)];
        said.extend(items.map(|one| {
            phrase([
                one.what.clone(),
                Expr::text(format!(" ({}{})", size(reader, one.room), if one.in_arm { " in its arm" } else { "" })),
            ])
        }));
        lines.push(("saved".to_owned(), said));
    }
    if !saved.is_empty() {
        lines.push(("a real is".to_owned(), vec![Expr::text(bytes(reader))]));
    }
    lines
}

/// What something takes, in words.
fn size(reader: &Reader<'_>, room: Room) -> &'static str {
    match room {
        Room::Value(v) => reader.size(v),
        Room::State(_) => "a copy of its last state",
        Room::Old | Room::Argument => "what stood there",
        Room::Went => "a flag",
        Room::Trips => "an integer",
    }
}

fn often(each: &[Expr]) -> Expr {
    let mut pieces = Vec::new();
    for (k, one) in each.iter().enumerate() {
        pieces.push(Expr::text(if k == 0 { "for " } else { ", " }));
        pieces.push(one.clone());
    }
    if pieces.is_empty() { Expr::text("once") } else { Expr::Code(pieces, true) }
}

fn bytes(reader: &Reader<'_>) -> String {
    match &reader.input.mode {
        Mode::Plain(real) => format!("{} bytes in {real}", if *real == "f32" { 4 } else { 8 }),
        Mode::Generic(s) => format!("one {s}"),
    }
}

/// What has no adjoint, by the reason.
pub fn inactive(reader: &Reader<'_>) -> Vec<(&'static str, Vec<Var>)> {
    let mut groups: Vec<(&'static str, Vec<Var>)> = Vec::new();
    let mut vars = reader.program.params.clone();
    shown(&reader.program.body, &mut vars);
    for v in vars {
        let named = reader.users_name(v).is_some();
        let Some(why) = why_inactive(reader, v).filter(|_| named && reader.written(v).is_none()) else { continue };
        match groups.iter_mut().find(|(own, _)| *own == why) {
            Some((_, group)) => group.push(v),
            None => groups.push((why, vec![v])),
        }
    }
    groups
}

/// The variables that statements define, in the order of the program.
fn shown(region: &Region, found: &mut Vec<Var>) {
    found.extend(region.index.iter().chain(&region.args));
    for stmt in &region.stmts {
        stmt.regions(&mut |inner| shown(inner, found));
        let pullback = match stmt {
            Stmt::Call { pullback, .. } => Some(*pullback),
            _ => None,
        };
        found.extend(stmt.defines().into_iter().filter(|v| Some(*v) != pullback));
    }
}

fn why_inactive(reader: &Reader<'_>, v: Var) -> Option<&'static str> {
    use crate::kinds::Kind;
    let info = reader.program.info(v);
    if reader.plan.is_active(v) {
        return None;
    }
    Some(match &info.kind {
        Kind::Unit | Kind::Poison => return None,
        Kind::Int => "an integer has no derivative",
        Kind::Bool => "a flag has no derivative",
        kind if kind.is_inactive() => "no real that is differentiated is in it",
        _ if reader.plan.varies(v) => "the result does not depend on it by a derivative",
        _ if is_flat(reader, v) => "its derivative is 0 everywhere",
        _ => "a constant: no parameter's derivative reaches it",
    })
}

/// Whether it is a step: all its partials are zero, though a parameter's derivative reaches an operand.
fn is_flat(reader: &Reader<'_>, v: Var) -> bool {
    match reader.definitions.get(&v) {
        Some(Rvalue::Prim(_, ops)) => ops.iter().filter_map(Operand::var).any(|v| reader.plan.varies(v)),
        _ => false,
    }
}
