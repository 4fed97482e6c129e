//! What every name of a listing is called: the versions of a variable that are never in use together share the user's
//! name for it.
use super::expr::{Expr, Name};
use super::live::{merged, unread, without_copies};
use super::reader::Reader;
use super::script::Line;
use super::tidy::{self, Use};
use crate::hash::{HashMap, HashSet};
use crate::ir::{Callee, Region, Stmt, Var};

/// The text of every name.
pub struct Naming {
    values: HashMap<Var, String>,
    adjoints: HashMap<Name, String>,
    prefix: &'static str,
}

impl Naming {
    /// What a name is called.
    pub fn text(&self, name: Name) -> String {
        match name {
            Name::Value(v) => self.values.get(&v).cloned().unwrap_or_default(),
            Name::Result => {
                // `y`, as in the table of rules, unless that is a name of the user's
                let taken = self.values.values().any(|text| text == "y");
                let plain = || format!("{}{}", self.prefix, if taken { "result" } else { "y" });
                self.adjoints.get(&name).cloned().unwrap_or_else(plain)
            }
            Name::Adjoint(v) | Name::Carry(v) => {
                let plain = || format!("{}{}", self.prefix, self.text(Name::Value(v)));
                self.adjoints.get(&name).cloned().unwrap_or_else(plain)
            }
        }
    }

    /// Shortens both sweeps, and names what is in them.
    pub fn new(reader: &Reader<'_>, forward: &mut Vec<Line>, backward: &mut Vec<Line>) -> Self {
        tidy::inline(forward, &|name, _, used| {
            let Name::Value(v) = name else { return false };
            // what is copied to a carried variable becomes one with it
            used != Use::Copy
                && reader.users_name(v).is_none()
                && reader.plan.keep(v).is_none()
                && !reader.program.info(v).memory
        });
        let values = values(reader, forward);
        let prefix = ["d", "d_", "adjoint_"].into_iter().find(|prefix| {
            let texts: HashSet<&str> = values.values().map(|text| &text[..]).collect();
            !texts.iter().any(|text| texts.contains(&format!("{prefix}{text}")[..]))
        });
        let mut naming = Naming { values, adjoints: HashMap::default(), prefix: prefix.unwrap_or("d_") };
        naming.name_adjoints(reader, backward);
        naming
    }

    fn name_adjoints(&mut self, reader: &Reader<'_>, lines: &mut Vec<Line>) {
        tidy::inline(lines, &|name, value, used| match name {
            Name::Adjoint(v) => {
                let is_atom = matches!(value, Expr::Name(_) | Expr::Text(_) | Expr::Code(_, true));
                reader.users_name(v).is_none() || used != Use::Part || is_atom
            }
            Name::Value(_) | Name::Carry(_) | Name::Result => false,
        });
        let end: Vec<Name> = reader.program.params.iter().map(|v| Name::Adjoint(*v)).collect();
        unread(lines);
        tidy::join(lines);
        tidy::copies(lines, &end);
        tidy::join(lines);
        let same = |a: Name, b: Name| {
            let is_value = |name| matches!(name, Name::Value(_));
            !is_value(a) && !is_value(b) && self.text(a) == self.text(b)
        };
        let one = merged(lines, &end, &same);
        let of = |name: Name| one.get(&name).copied().unwrap_or(name);
        without_copies(lines, &|a, b| of(a) == of(b));
        let (mut texts, mut taken) = (HashMap::default(), HashSet::default());
        super::script::each(lines, &mut |line| {
            for name in line.changes().into_iter().chain(line.reads()).filter(|n| !matches!(n, Name::Value(_))) {
                let own = of(name);
                texts.entry(own).or_insert_with(|| {
                    let mut text = self.text(name);
                    while !taken.insert(text.clone()) {
                        text.push('\'');
                    }
                    text
                });
            }
        });
        let all: Vec<Name> = one.keys().copied().collect();
        for name in all {
            if let Some(text) = texts.get(&of(name)).cloned() {
                self.adjoints.insert(name, text);
            }
        }
        self.adjoints.extend(texts);
    }
}

/// Where a variable is defined.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Home {
    region: usize,
    depth: usize,
    /// Whether a branch or a loop leaves it.
    left: bool,
}

/// The texts of the values.
fn values(reader: &Reader<'_>, lines: &mut Vec<Line>) -> HashMap<Var, String> {
    let mut homes = HashMap::default();
    let mut regions = 0;
    find_homes(&reader.program.body, 0, &mut regions, &mut homes);
    let one = merged(lines, &[], &|a, b| {
        let (Name::Value(a), Name::Value(b)) = (a, b) else { return false };
        // a temporary may be what becomes the next state of a variable
        let fits = |v: Var| homes.get(&v).is_some_and(|home| !home.left);
        let is_local = |v: Var| homes.contains_key(&v);
        let same = match (reader.users_name(a), reader.users_name(b)) {
            (Some(a), Some(b)) => a == b,
            (None, None) => true,
            (None, Some(_)) => fits(a) && is_local(b),
            (Some(_), None) => fits(b) && is_local(a),
        };
        same && !clash(reader, &homes, a, b)
    });
    let of = |v: Var| match one.get(&Name::Value(v)) {
        Some(Name::Value(first)) => *first,
        _ => v,
    };
    without_copies(lines, &|a, b| match (a, b) {
        (Name::Value(a), Name::Value(b)) => of(a) == of(b),
        _ => false,
    });
    name_values(reader, &of)
}

/// Whether the backward sweep mentions both so that one name could mean either.
fn clash(reader: &Reader<'_>, homes: &HashMap<Var, Home>, a: Var, b: Var) -> bool {
    let is_kept = |v: Var| reader.plan.keep(v).is_some();
    let (Some(of_a), Some(of_b)) = (homes.get(&a), homes.get(&b)) else {
        // a parameter is there all the time
        return [a, b].into_iter().any(|v| !homes.contains_key(&v) && is_kept(v));
    };
    if !is_kept(a) || !is_kept(b) {
        return false;
    }
    let outer = if of_a.depth <= of_b.depth { of_a } else { of_b };
    of_a.region == of_b.region || (of_a.depth != of_b.depth && !outer.left)
}

fn find_homes(region: &Region, depth: usize, regions: &mut usize, homes: &mut HashMap<Var, Home>) {
    let own = *regions;
    *regions += 1;
    let home = |left| Home { region: own, depth, left };
    homes.extend(region.index.iter().chain(&region.args).map(|v| (*v, home(false))));
    for stmt in &region.stmts {
        let left = matches!(stmt, Stmt::Branch { .. } | Stmt::Loop { .. });
        homes.extend(stmt.defines().into_iter().map(|v| (v, home(left))));
        stmt.regions(&mut |inner| find_homes(inner, depth + 1, regions, homes));
    }
}

fn name_values(reader: &Reader<'_>, of: &dyn Fn(Var) -> Var) -> HashMap<Var, String> {
    let vars = || (0..reader.program.vars.len()).map(Var);
    let pullbacks = pullbacks(reader);
    let mut bases: HashMap<Var, String> = HashMap::default();
    for v in vars() {
        let base = pullbacks.get(&v).cloned().or_else(|| reader.users_name(v));
        if let Some(base) = base {
            bases.entry(of(v)).or_insert(base);
        }
    }
    let own = |v: Var| {
        let name = crate::names::plain(&reader.program.info(v).name);
        let base = name.rsplit_once('_').filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()));
        base.map(|(base, _)| base.to_owned()).filter(|base| !base.is_empty()).unwrap_or(name)
    };
    let (mut texts, mut taken): (HashMap<Var, String>, HashSet<String>) = (HashMap::default(), HashSet::default());
    for v in vars() {
        let group = of(v);
        if texts.contains_key(&group) {
            continue;
        }
        let base = bases.get(&group).cloned().unwrap_or_else(|| own(v));
        let numbered = (1..).map(|k| format!("{base}_{k}"));
        let mut free = std::iter::once(base.clone()).chain(numbered).filter(|text| !taken.contains(text));
        let text = free.next().unwrap_or(base);
        taken.insert(text.clone());
        texts.insert(group, text);
    }
    vars().filter_map(|v| Some((v, texts.get(&of(v))?.clone()))).collect()
}

/// A name for every pullback: that of the function.
fn pullbacks(reader: &Reader<'_>) -> HashMap<Var, String> {
    let mut found = HashMap::default();
    find_pullbacks(&reader.program.body, &mut found);
    found
}

fn find_pullbacks(region: &Region, found: &mut HashMap<Var, String>) {
    for stmt in &region.stmts {
        if let Stmt::Call { pullback, callee, .. } = stmt {
            found.insert(*pullback, pullback_of(callee));
        }
        stmt.regions(&mut |inner| find_pullbacks(inner, found));
    }
}

/// `pull_g` for a call of `m::g::<f64>`.
fn pullback_of(callee: &Callee) -> String {
    let text = callee.to_string();
    let text = text.trim_start_matches('.').split('<').next().unwrap_or_default();
    let last = text.trim_end_matches("::").rsplit("::").next().unwrap_or_default();
    format!("pull_{}", last.trim_start_matches("r#"))
}
