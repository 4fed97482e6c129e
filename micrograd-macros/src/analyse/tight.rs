//! Loops that go through sequences element by element: which parts of them can be cut to the loop's length before it,
//! so that no index in it can be out of range.
use crate::hash::HashMap;
use crate::ir::{Iter, LoopId, Operand, Order, Place, Program, Projection, Region, Rvalue, Stmt, Var};
use crate::kinds::Kind;

/// What a loop goes through.
#[derive(Default)]
pub struct Tight {
    /// The sequences that are cut.
    pub views: Vec<View>,
    /// Whether the loop's variable is known to be a `usize`.
    pub counts: bool,
    /// Whether an iteration has to do with nothing that another stores: they can be undone in any order, as far as memory
    /// goes.
    pub apart: bool,
    /// Whether all elements that an iteration visits are at its own index.
    pub aligned: bool,
}

/// A sequence that a loop over a range goes through.
#[derive(Clone)]
pub struct View {
    /// The sequence.
    pub whole: Place,
    /// How far behind the loop's variable the furthest element is that every iteration visits.
    pub reach: i64,
    /// The indices of elements up to there: the loop's variable, and such at a fixed distance from it.
    pub indices: Vec<Var>,
    /// Whether the loop has to do with these elements of the variable alone.
    pub exclusive: bool,
    /// Whether the loop stores into it.
    pub changed: bool,
}

impl View {
    /// Whether a place is such an element, or in one.
    pub fn covers(&self, place: &Place) -> bool {
        let next = place.projections.get(self.whole.projections.len());
        let index = match next {
            Some(Projection::Index(op)) => op.var(),
            _ => None,
        };
        index.is_some_and(|v| self.indices.contains(&v)) && place.begins_with(&self.whole)
    }
}

/// Finds the loops of a program that go through anything.
pub fn tight(program: &Program) -> HashMap<LoopId, Tight> {
    let mut found = HashMap::default();
    region(program, &program.body, &mut found);
    found
}

fn region(program: &Program, of: &Region, found: &mut HashMap<LoopId, Tight>) {
    for stmt in &of.stmts {
        if let Stmt::Loop {
            id, iter: Iter::Range { order: Order::Up | Order::Down, .. }, body, checkpoint: None, ..
        } = stmt
            && stmt.is_counted()
            && let Some(index) = body.index
        {
            let around = Body::new(program, stmt, body, index);
            let (views, counts, aligned) = (around.views(), around.counts(), around.is_aligned());
            let apart = around.is_apart(&views);
            found.insert(*id, Tight { views, counts, apart, aligned });
        }
        stmt.regions(&mut |r| region(program, r, found));
    }
}

/// The body of a loop.
struct Body<'a> {
    program: &'a Program,
    region: &'a Region,
    /// Its variable, and those at a fixed distance from it.
    offsets: HashMap<Var, i64>,
    /// Every place that is read or stored into, and whether it is stored into.
    places: Vec<(&'a Place, bool)>,
    /// What it mentions otherwise.
    others: Vec<Var>,
    /// What it changes otherwise.
    changed: Vec<Var>,
    /// What it defines.
    defined: Vec<Var>,
    /// Whether it runs code that may do more than compute: an index that is out of range must not come before it.
    acts: bool,
}

impl<'a> Body<'a> {
    fn new(program: &'a Program, stmt: &'a Stmt, region: &'a Region, index: Var) -> Self {
        let offsets = HashMap::from_iter([(index, 0)]);
        let (places, others, changed, defined) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut body = Body { program, region, offsets, places, others, changed, defined, acts: false };
        stmt.regions(&mut |r| body.collect(r));
        body
    }

    fn collect(&mut self, region: &'a Region) {
        self.defined.extend(region.index.iter().chain(&region.args));
        self.others.extend(region.exit.operands().iter().filter_map(Operand::var));
        for stmt in &region.stmts {
            self.defined.extend(stmt.defines());
            match stmt {
                Stmt::Let(out, value) => self.definition(*out, value),
                Stmt::Store(place, value) => {
                    self.places.push((place, true));
                    self.others.extend(place.indices().chain([value]).filter_map(Operand::var));
                }
                other => {
                    self.acts |= other.acts();
                    self.others.extend(other.reads());
                    self.changed.extend(other.changes().into_iter().map(|place| place.base));
                }
            }
            stmt.regions(&mut |r| self.collect(r));
        }
    }

    fn definition(&mut self, out: Var, value: &'a Rvalue) {
        match value {
            Rvalue::Load(place) => {
                self.places.push((place, false));
                self.others.extend(place.indices().filter_map(Operand::var));
            }
            other => {
                self.acts |= matches!(other, Rvalue::Verbatim(code) if !code.repeatable);
                self.others.extend(other.vars());
            }
        }
        if let Some((from, distance)) = shifted(value, self.program)
            && let Some(offset) = self.offsets.get(&from)
        {
            let offset = offset + distance;
            self.offsets.insert(out, offset);
        }
    }

    /// Whether the loop's variable selects an element.
    fn counts(&self) -> bool {
        self.places.iter().any(|(place, _)| place.indices().any(|op| self.offset(op).is_some()))
    }

    /// Whether no place is at a distance from the loop's variable.
    fn is_aligned(&self) -> bool {
        let mut indices = self.places.iter().flat_map(|(place, _)| place.indices());
        indices.all(|op| self.offset(op).is_none() || op.var() == self.region.index)
    }

    /// Whether its statements read, compute and store alone, and what is stored into is exclusive and visited at the loop's
    /// variable alone.
    fn is_apart(&self, views: &[View]) -> bool {
        let plain = self.region.stmts.iter().all(|stmt| matches!(stmt, Stmt::Let(..) | Stmt::Store(..)));
        let own = |place: &Place| {
            let view = views.iter().find(|view| view.whole.base == place.base && view.exclusive);
            view.is_some_and(|view| {
                let visits = self.places.iter().filter(|(other, _)| other.base == place.base);
                let mut indices = visits.map(|(other, _)| &other.projections[view.whole.projections.len()]);
                indices.all(|step| matches!(step, Projection::Index(op) if op.var() == self.region.index))
            })
        };
        plain && !self.acts && self.places.iter().filter(|(_, stored)| *stored).all(|(place, _)| own(place))
    }

    fn offset(&self, op: &Operand) -> Option<i64> {
        self.offsets.get(&op.var()?).copied()
    }

    fn views(&self) -> Vec<View> {
        let mut views: Vec<View> = Vec::new();
        if self.acts {
            return views;
        }
        let surely = self.region.stmts.iter().take_while(|stmt| !stmt.may_exit());
        for place in surely.filter_map(accessed) {
            let Some((whole, offset)) = self.whole(place) else { continue };
            if let Some(view) = views.iter_mut().find(|view| view.whole.is_same(&whole)) {
                view.reach = view.reach.max(offset);
                continue;
            }
            let (indices, exclusive, changed) = (Vec::new(), false, false);
            views.push(View { whole, reach: offset, indices, exclusive, changed });
        }
        for view in &mut views {
            self.describe(view);
        }
        views.retain(|view| view.exclusive || !view.changed);
        views
    }

    fn describe(&self, view: &mut View) {
        let base = view.whole.base;
        let within = self.offsets.iter().filter(|(_, offset)| **offset <= view.reach);
        view.indices = within.map(|(v, _)| *v).collect();
        let mut own = self.places.iter().filter(|(place, _)| place.base == base);
        view.exclusive = !self.others.contains(&base) && own.all(|(place, _)| view.covers(place));
        let stored = self.places.iter().any(|(place, stored)| *stored && place.base == base);
        view.changed = stored || self.changed.contains(&base);
    }

    /// The sequence that a place is an element of, or in one, and the distance of its index from the loop's variable.
    fn whole(&self, place: &Place) -> Option<(Place, i64)> {
        let is_own = |step: &Projection| matches!(step, Projection::Index(op) if self.offset(op).is_some());
        let at = place.projections.iter().position(is_own)?;
        let Projection::Index(op) = &place.projections[at] else { return None };
        let whole = Place { base: place.base, projections: place.projections[..at].to_vec() };
        let outside = |v: Var| !self.defined.contains(&v) && !self.program.info(v).memory;
        let fixed = !self.defined.contains(&whole.base) && whole.indices().all(|op| op.var().is_none_or(outside));
        (fixed && is_sequence(&whole, self.program)).then_some(())?;
        Some((whole, self.offset(op)?))
    }
}

/// The place that a statement reads or stores into.
fn accessed(stmt: &Stmt) -> Option<&Place> {
    match stmt {
        Stmt::Let(_, Rvalue::Load(place)) | Stmt::Store(place, _) => Some(place),
        _ => None,
    }
}

/// Whether a place is known to be an array, a slice or a `Vec` of something with reals.
fn is_sequence(place: &Place, program: &Program) -> bool {
    let mut kind = &program.info(place.base).kind;
    for step in &place.projections {
        kind = match (step, kind) {
            (Projection::Index(_), Kind::Seq(item)) => item,
            (Projection::Field(syn::Member::Unnamed(k)), Kind::Tup(items)) => match items.get(k.index as usize) {
                Some(item) => item,
                None => return false,
            },
            (Projection::Deref | Projection::Range(_), same) => same,
            _ => return false,
        };
    }
    matches!(kind, Kind::Seq(item) if !item.is_inactive())
}

/// `i + 1` or `i - 1`, as the variable and the distance.
fn shifted(value: &Rvalue, program: &Program) -> Option<(Var, i64)> {
    let Rvalue::Verbatim(code) = value else { return None };
    let [of] = code.reads[..] else { return None };
    let (name, text) = (program.info(of).name.to_string(), code.tokens.to_string());
    let rest = text.strip_prefix(&name)?.trim_start();
    let (sign, rest) = match rest.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, rest.strip_prefix('-')?),
    };
    let distance: i64 = rest.trim().trim_end_matches("usize").parse().ok()?;
    (distance <= 1 << 20).then_some((of, sign * distance))
}
