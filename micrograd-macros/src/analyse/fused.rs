//! The loop of a sum whose adjoint is known beforehand: `for x in .. { total += f(x) } 2.0 * total`. Each of its iterations
//! can be undone as soon as it ran, without a tape.
use super::cost::{DEAR, weight};
use super::record::mentions;
use super::{Keep, Plan};
use crate::hash::{HashMap, HashSet};
use crate::ir::{
    Exit, Iter, Operand, Order, Place, Program, Projection, Region, Rvalue, Stmt, Var, Verbatim, changes, segments,
};

/// Such a loop of the function's body.
pub struct Fused {
    /// The number of the statement.
    pub at: usize,
    /// For each active variable that it carries, the way from what it leaves to the result.
    pub seeds: Vec<Option<Vec<Link>>>,
}

/// A value that depends on the one before.
#[derive(Clone, Copy)]
pub struct Link {
    /// The number of its definition in the body.
    pub at: usize,
    /// By which operand.
    pub operand: usize,
}

/// Finds the first.
pub fn fused(program: &Program, plan: &Plan) -> Option<Fused> {
    let Exit::Return(result) = &program.body.exit else { return None };
    let result = result.var().filter(|v| program.info(*v).kind.is_real())?;
    let straight = !program.has_early_exit() && program.params.iter().all(|v| !program.info(*v).memory);
    let stmts = &program.body.stmts;
    if !straight || stmts.iter().any(contains_checkpoint) {
        return None;
    }
    let finder = Finder { program, plan, result, uses: super::sums::uses(program), bounds: Bounds::new(program) };
    (0..stmts.len()).find_map(|at| finder.at(at))
}

fn contains_checkpoint(stmt: &Stmt) -> bool {
    let mut found = stmt.has_checkpoint();
    stmt.regions(&mut |r| found |= r.stmts.iter().any(contains_checkpoint));
    found
}

struct Finder<'a> {
    program: &'a Program,
    plan: &'a Plan,
    result: Var,
    uses: HashMap<Var, usize>,
    bounds: Bounds<'a>,
}

/// Lengths and bounds as text: two that are written alike are equal.
struct Bounds<'a> {
    program: &'a Program,
    /// What is computed from what does not change.
    codes: HashMap<Var, &'a Verbatim>,
}

impl<'a> Bounds<'a> {
    fn new(program: &'a Program) -> Self {
        let mut bounds = Bounds { program, codes: HashMap::default() };
        bounds.region(&program.body);
        bounds
    }

    fn region(&mut self, region: &'a Region) {
        for stmt in &region.stmts {
            if let Stmt::Let(v, Rvalue::Verbatim(code)) = stmt
                && code.repeatable
                && code.reads.iter().all(|v| !self.program.info(*v).memory)
            {
                self.codes.insert(*v, code);
            }
            stmt.regions(&mut |r| self.region(r));
        }
    }

    fn of(&self, op: &Operand) -> String {
        match op {
            Operand::Var(v) => match self.codes.get(v) {
                Some(code) => self.of_code(code),
                None => self.program.info(*v).name.to_string(),
            },
            Operand::Plain(tokens, _) => tokens.to_string(),
            _ => String::new(),
        }
    }

    fn of_code(&self, code: &Verbatim) -> String {
        let text = code.tokens.to_string();
        match code.reads[..] {
            [v] if self.program.info(v).name == text => self.of(&Operand::Var(v)),
            _ => text,
        }
    }
}

impl Finder<'_> {
    fn at(&self, at: usize) -> Option<Fused> {
        let stmt = &self.program.body.stmts[at];
        let Stmt::Loop { id, iter: Iter::Range { .. }, body, out, .. } = stmt else { return None };
        let simple = stmt.is_counted() && segments(body).len() == 1 && matches!(body.exit, Exit::Fall(_));
        let live = self.plan.is_live(stmt) && self.plan.unused.guard(stmt).is_none();
        if !simple || !live || !self.leaves(stmt) || !self.plan.sums.is_all_of(*id) || !self.keeps_to_itself(at) {
            return None;
        }
        let seed = |v: &Var| if self.plan.is_active(*v) { self.chain(at, *v).map(Some) } else { Some(None) };
        let seeds = out.iter().map(seed).collect::<Option<Vec<_>>>()?;
        seeds.iter().any(Option::is_some).then_some(Fused { at, seeds })
    }

    /// Whether it would leave anything on a tape, or have slopes that cost as much as values.
    fn leaves(&self, stmt: &Stmt) -> bool {
        if let Stmt::Let(v, Rvalue::Prim(rule, _)) = stmt
            && self.plan.is_active(*v)
            && weight(rule) == DEAR
        {
            return true;
        }
        let saved = |v: Var| self.plan.keep(v) == Some(Keep::Save);
        let mut leaves = false;
        stmt.regions(&mut |r| {
            let entering = r.args.iter().any(|v| saved(*v));
            let defined = r.stmts.iter().flat_map(Stmt::defines).any(saved);
            let changed = r.stmts.iter().flat_map(Stmt::changes).any(|place| self.plan.restores(place.base));
            leaves |= entering || defined || changed || r.stmts.iter().any(|s| self.leaves(s));
        });
        leaves
    }

    /// The way from a variable to the result, if each value on it is used once, by a factor that is known before the
    /// loop.
    fn chain(&self, at: usize, from: Var) -> Option<Vec<Link>> {
        let stmts = &self.program.body.stmts;
        let before: HashSet<Var> =
            self.program.params.iter().copied().chain(stmts[..at].iter().flat_map(Stmt::defines)).collect();
        let (mut of, mut chain) = (from, Vec::new());
        while of != self.result {
            (self.uses.get(&of) == Some(&1)).then_some(())?;
            let user = (at + 1..stmts.len()).find(|k| stmts[*k].reads().contains(&of))?;
            let Stmt::Let(out, Rvalue::Prim(rule, ops)) = &stmts[user] else { return None };
            let operand = ops.iter().position(|op| op.var() == Some(of))?;
            let partial = rule.partials.get(operand)?;
            let mut names = rule.operands.iter().chain(rule.integers).zip(ops);
            let known = |op: &Operand| op.var().is_none_or(|v| before.contains(&v));
            let early = names.all(|(name, op)| !mentions(partial, name) || known(op));
            (early && !mentions(partial, rule.result)).then_some(())?;
            chain.push(Link { at: user, operand });
            of = *out;
        }
        (self.uses.get(&of) == Some(&1)).then_some(chain)
    }

    /// Whether nothing that the loop changes outside lives on from one iteration to the next or behind the loop, and
    /// nothing behind it changes what it reads.
    fn keeps_to_itself(&self, at: usize) -> bool {
        let stmts = &self.program.body.stmts;
        let (stmt, later) = (&stmts[at], &stmts[at + 1..]);
        let mut after = HashSet::default();
        for stmt in later {
            changes(stmt, &mut after);
        }
        let own = stmt.changed_outside();
        let read = stmt.free();
        if read.iter().chain(&own).any(|v| after.contains(v)) {
            return false;
        }
        own.into_iter().all(|v| {
            let (active, restored) = (self.plan.is_active(v), self.plan.restores(v));
            !later.iter().any(|stmt| mentions_anywhere(stmt, v))
                && (!(active || restored) || self.is_written_anew(stmt, v))
        })
    }

    /// Whether every iteration overwrites all elements of a list before it reads any.
    fn is_written_anew(&self, stmt: &Stmt, list: Var) -> bool {
        let Stmt::Loop { body, .. } = stmt else { return false };
        let Some(len) = self.length(list) else { return false };
        let elements = |stmt: &Stmt| only_elements(stmt, list);
        self.program.body.stmts.iter().all(elements) && is_covered(&self.bounds, body, list, &len)
    }

    /// The length that a list is made with, as written.
    fn length(&self, list: Var) -> Option<String> {
        let stmts = &self.program.body.stmts;
        let value = |v: Var| {
            stmts.iter().find_map(|stmt| match stmt {
                Stmt::Let(out, value) if *out == v => Some(value),
                _ => None,
            })
        };
        match value(list)? {
            Rvalue::VecRepeat(_, len) | Rvalue::Repeat(_, len) => Some(self.bounds.of_code(len)),
            Rvalue::Use(Operand::Var(v)) => match value(*v)? {
                Rvalue::VecRepeat(_, len) | Rvalue::Repeat(_, len) => Some(self.bounds.of_code(len)),
                _ => None,
            },
            _ => None,
        }
    }
}

fn mentions_anywhere(stmt: &Stmt, v: Var) -> bool {
    let mut found = stmt.reads().contains(&v) || stmt.changes().iter().any(|place| place.base == v);
    stmt.regions(&mut |r| {
        found |=
            r.exit.operands().iter().any(|op| op.var() == Some(v)) || r.stmts.iter().any(|s| mentions_anywhere(s, v));
    });
    found
}

/// Whether a statement changes no more of a list than the elements that it stores.
fn only_elements(stmt: &Stmt, list: Var) -> bool {
    let own = match stmt {
        Stmt::Store(place, _) => {
            let element = matches!(place.projections.last(), Some(Projection::Index(_)));
            let part = |step: &Projection| matches!(step, Projection::Index(_) | Projection::Range(_));
            place.base != list || element && place.projections.iter().all(part)
        }
        other => other.changes().iter().all(|place| place.base != list),
    };
    let mut all = own;
    stmt.regions(&mut |r| all &= r.stmts.iter().all(|s| only_elements(s, list)));
    all
}

/// Whether a region stores into all elements of a list of that length before it reads any.
fn is_covered(bounds: &Bounds<'_>, region: &Region, list: Var, len: &str) -> bool {
    for stmt in region.stmts.iter().filter(|stmt| mentions_anywhere(stmt, list)) {
        if covers(bounds, stmt, list, len) {
            return true;
        }
        match stmt {
            Stmt::Loop { body, checkpoint: None, iter: Iter::Range { .. }, .. }
                if stmt.is_counted() && is_covered(bounds, body, list, len) => {}
            _ => return false,
        }
    }
    true
}

/// Whether a loop goes through all elements of a list and stores into each before it reads it.
fn covers(bounds: &Bounds<'_>, stmt: &Stmt, list: Var, len: &str) -> bool {
    let Stmt::Loop { iter: Iter::Range { from, to, inclusive: false, order }, body, checkpoint: None, .. } = stmt
    else {
        return false;
    };
    let all =
        bounds.of(from) == "0" && bounds.of(to) == len && matches!(order, Order::Up | Order::Down) && stmt.is_counted();
    let own = |place: &Place| {
        place.base == list && matches!(&place.projections[..], [Projection::Index(op)] if op.var() == body.index)
    };
    let mut mentioned = body.stmts.iter().filter(|stmt| mentions_anywhere(stmt, list));
    let stored = matches!(mentioned.next(), Some(Stmt::Store(place, value)) if own(place) && value.var() != Some(list));
    let rest = mentioned.all(|stmt| match stmt {
        Stmt::Let(_, Rvalue::Load(place)) => own(place),
        Stmt::Store(place, value) => own(place) && value.var() != Some(list),
        _ => false,
    });
    all && stored && rest && !body.stmts.iter().any(Stmt::may_exit)
}
