//! The forward sweep as lines, with what each leaves for the backward sweep.
pub mod control;

use super::expr::{Expr, Name};
use super::reader::Reader;
use super::saved::{Room, Saved};
use super::script::{Line, What};
use crate::analyse::{Keep, Strategy, Why};
use crate::ir::{Arg, Callee, LoopId, Operand, Place, Region, Rvalue, Selector, Stmt, Var, segments};
use control::Target;

/// Writes the forward sweep.
pub struct Forward<'a> {
    reader: &'a Reader<'a>,
    /// What is saved, in the order of the program.
    pub saved: Vec<Saved>,
    /// The loops around that repeat their body, with what one run of it is called.
    loops: Vec<(LoopId, Expr)>,
    /// The selectors of arms, which have no line of their own.
    selectors: Vec<Var>,
    /// What is to be said of the next branch.
    pending: Vec<Expr>,
    /// The loops and blocks around.
    targets: Vec<Target>,
    /// How many branches and loops there are around.
    depth: usize,
    /// Whether there is a branch around in the innermost loop.
    in_arm: bool,
}

/// Names, and the text between them.
pub fn phrase<const N: usize>(pieces: [Expr; N]) -> Expr {
    Expr::Code(pieces.into(), true)
}

/// Finds the values that only number the arms of a `match` of the user's.
fn select(reader: &Reader<'_>, region: &Region, found: &mut Vec<Var>) {
    for stmt in &region.stmts {
        if let Stmt::Branch { on: on @ Operand::Var(v), selector: Selector::Number, .. } = stmt
            && reader.patterns(on).is_some()
            && reader.users_name(*v).is_none()
        {
            found.push(*v);
        }
        stmt.regions(&mut |inner| select(reader, inner, found));
    }
}

fn exchange(reader: &Reader<'_>, a: &Place, b: &Place) -> Line {
    let code = phrase([Expr::text("swap "), reader.place(a), Expr::text(" and "), reader.place(b)]);
    Line::new(What::Do(code, vec![Name::Value(a.base), Name::Value(b.base)]))
}

impl<'a> Forward<'a> {
    /// A sweep of which nothing is written yet.
    pub fn new(reader: &'a Reader<'a>) -> Self {
        let mut selectors = Vec::new();
        select(reader, &reader.program.body, &mut selectors);
        Forward {
            reader,
            saved: Vec::new(),
            loops: Vec::new(),
            selectors,
            pending: Vec::new(),
            targets: Vec::new(),
            depth: 0,
            in_arm: false,
        }
    }

    /// The lines of the whole body.
    pub fn body(&mut self) -> Vec<Line> {
        let program = self.reader.program;
        let mut lines = Vec::new();
        for &param in &program.params {
            let memory = program.info(param).memory && !program.info(param).is_ref;
            if memory && self.reader.plan.keep(param).is_some() {
                self.note(Room::State(param), Expr::value(param));
            }
        }
        lines.extend(self.region(&program.body, &[]));
        lines
    }

    /// The lines of a region, without what its exit does.
    fn statements(&mut self, region: &'a Region) -> Vec<Line> {
        let live = self.reader.plan.is_live_region(region);
        let mut lines = Vec::new();
        let own = region.index.iter().chain(&region.args).filter(|_| live);
        let heads: Vec<Expr> = own.filter_map(|v| self.kept(*v)).collect();
        let segments = segments(region);
        for segment in &segments {
            for stmt in segment.stmts {
                lines.extend(self.stmt(stmt, live));
            }
            if let Some(stmt) = segment.last {
                let mut own = self.stmt(stmt, live);
                if live && segment.number + 1 < segments.len() {
                    self.note(Room::Went, Expr::text("whether control went on"));
                    let note = Expr::text("save whether control goes on behind it");
                    if let Some(line) = own.iter_mut().find(|line| matches!(line.what, What::Block { .. })) {
                        line.notes.push(note);
                    }
                }
                lines.extend(own);
            }
        }
        if !heads.is_empty() {
            lines.insert(0, Line::run(Expr::text("")).with(heads));
        }
        lines
    }

    /// Notes that something is left on a tape, or is captured by the pullback.
    fn note(&mut self, room: Room, what: Expr) {
        let each = self.loops.iter().map(|(_, each)| each.clone()).collect();
        self.saved.push(Saved { room, what, each, in_arm: self.in_arm });
    }

    /// The note of a value that is saved.
    fn kept(&mut self, v: Var) -> Option<Expr> {
        let reader = self.reader;
        let info = reader.program.info(v);
        match reader.plan.keep(v)? {
            Keep::Save if info.memory => {
                self.note(Room::State(v), Expr::value(v));
                Some(phrase([Expr::text("save its last state: "), reader.reasons(v)]))
            }
            Keep::Save if self.is_captured() && self.is_source(v) => None,
            Keep::Save => {
                self.note(Room::Value(v), Expr::value(v));
                let verb = if self.loops.is_empty() { "keep " } else { "save " };
                Some(phrase([Expr::text(verb), Expr::value(v), Expr::text(": "), reader.reasons(v)]))
            }
            Keep::Again if self.is_captured() => {
                self.note(Room::Value(v), reader.value(v));
                let shown = reader.written(v).is_none();
                shown.then(|| phrase([Expr::text("keep "), Expr::value(v), Expr::text(": "), reader.reasons(v)]))
            }
            Keep::Again if reader.written(v).is_none() => {
                let is_load = matches!(reader.definitions.get(&v), Some(Rvalue::Load(_)));
                let how = if is_load { "reads it" } else { "evaluates it" };
                Some(Expr::text(format!("not saved: backward {how} again")))
            }
            Keep::Again | Keep::Given => None,
        }
    }

    /// Whether the pullback captures what it mentions of the region being written: the body without an early exit.
    fn is_captured(&self) -> bool {
        self.depth == 0 && !self.reader.program.has_early_exit()
    }

    /// Whether it is only there for values that the pullback captures themselves.
    fn is_source(&self, v: Var) -> bool {
        let reader = self.reader;
        reader.plan.why(v).all(|why| matches!(why, Why::Again(of) if reader.is_captured(of)))
    }

    fn stmt(&mut self, stmt: &'a Stmt, live: bool) -> Vec<Line> {
        let reader = self.reader;
        match stmt {
            Stmt::Let(out, value) => self.definition(*out, value, live),
            Stmt::Store(place, value) => {
                let note = live.then(|| self.overwritten(place)).flatten();
                vec![Line::set(reader.place(place), "=", reader.operand(value)).with(note)]
            }
            Stmt::Swap(a, b) => vec![exchange(reader, a, b)],
            Stmt::Push(place, value) => {
                let code = phrase([reader.place(place), Expr::call(".push", vec![reader.operand(value)])]);
                vec![Line::new(What::Do(code, vec![Name::Value(place.base)]))]
            }
            Stmt::Pop(out, place) => {
                let code = phrase([Expr::value(*out), Expr::text(" = "), reader.place(place), Expr::text(".pop()")]);
                let notes = if live { self.kept(*out) } else { None };
                vec![Line::new(What::Do(code, vec![Name::Value(*out), Name::Value(place.base)])).with(notes)]
            }
            Stmt::Effect(code) => vec![Line::run(reader.code(code)).with([Expr::text("only here, not backward")])],
            Stmt::Call { out, pullback, callee, args } => self.call(*out, *pullback, callee, args, live),
            Stmt::Branch { on, selector, arms, out } => self.branch(on, *selector, arms, out, live),
            Stmt::Loop { id, iter, inits, body, out, checkpoint } => {
                let snapshots = checkpoint.as_ref().filter(|_| live).map(|checkpoint| {
                    Line::run(Expr::text("checkpoints: the loop saves nothing now but its state"))
                        .with([Expr::text(format!("snapshots {}", checkpoint.described()))])
                });
                let counts = live && reader.plan.is_live(stmt) && stmt.is_repeated() && !stmt.is_counted();
                let lines = self.repeat(*id, iter, inits, body, out, (counts, live));
                snapshots.into_iter().chain(lines).collect()
            }
        }
    }

    fn definition(&mut self, out: Var, value: &'a Rvalue, live: bool) -> Vec<Line> {
        let note = if live { self.kept(out) } else { None };
        let reader = self.reader;
        if reader.written(out).is_some() {
            return Vec::new();
        }
        if self.selectors.contains(&out) {
            self.pending.extend(note);
            return Vec::new();
        }
        vec![Line::set(Expr::value(out), "=", reader.rvalue(value)).with(note)]
    }

    /// What is said of a store.
    fn overwritten(&mut self, place: &Place) -> Option<Expr> {
        let (plan, shown) = (self.reader.plan, self.reader.place(place));
        if plan.restores(place.base) {
            self.note(Room::Old, phrase([Expr::text("the old "), shown.clone()]));
            return Some(phrase([Expr::text("save the old "), shown, Expr::text(": "), self.why_restored(place.base)]));
        }
        plan.is_active(place.base)
            .then(|| phrase([Expr::text("the old "), shown, Expr::text(" is not saved: nothing needs it")]))
    }

    fn why_restored(&self, v: Var) -> Expr {
        Expr::text(if self.reader.program.is_mut_param(v) {
            "backward leaves it as the call found it"
        } else if self.reader.input.strategy == Strategy::Always {
            "`always` restores whatever is overwritten"
        } else {
            "backward needs it as it was"
        })
    }

    fn call(&mut self, out: Var, pullback: Var, callee: &Callee, args: &'a [Arg], live: bool) -> Vec<Line> {
        let (reader, plan) = (self.reader, self.reader.plan);
        let code = reader.call(callee, args);
        let changed: Vec<Name> = args.iter().filter_map(Arg::changed).map(|place| Name::Value(place.base)).collect();
        let is_unit = reader.program.info(out).kind == crate::kinds::Kind::Unit;
        let recorded = live && plan.is_recorded(out, args) && plan.is_differentiated(reader.program, args);
        let mut notes = Vec::new();
        if recorded {
            notes.extend(self.kept(pullback));
        } else if live {
            for place in args.iter().filter_map(Arg::changed).filter(|place| plan.restores(place.base)) {
                let shown = reader.place(place);
                self.note(Room::Argument, phrase([Expr::text("the old "), shown.clone()]));
                notes.push(phrase([
                    Expr::text("save the old "),
                    shown,
                    Expr::text(": "),
                    self.why_restored(place.base),
                ]));
            }
        }
        notes.extend(if live && !is_unit { self.kept(out) } else { None });
        let mut to: Vec<Expr> = Vec::new();
        to.extend((!is_unit).then(|| Expr::value(out)));
        to.extend(recorded.then(|| Expr::value(pullback)));
        if to.is_empty() {
            return vec![Line::new(What::Do(code, changed)).with(notes)];
        }
        let mut set = vec![Line::new(What::Set { to, op: "=", by: vec![code] }).with(notes)];
        // that it changes what it is given, no other line may overlook
        set.extend((!changed.is_empty()).then(|| Line::new(What::Do(Expr::text(""), changed))));
        set
    }
}
