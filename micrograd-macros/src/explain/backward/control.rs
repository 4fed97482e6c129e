//! Regions, branches and loops of the backward sweep.
use super::{Around, Backward, Fall, adjoint, carry};
use crate::explain::expr::{Expr, Name};
use crate::explain::forward::control::{branched, heads};
use crate::explain::forward::phrase;
use crate::explain::script::{Frame, Line, What};
use crate::ir::{Exit, Iter, LoopId, Operand, Order, Region, Segment, Selector, Stmt, Var, segments};

impl Backward<'_> {
    pub(super) fn region(&mut self, region: &Region, fall: Fall<'_>) -> Vec<Line> {
        let segments = segments(region);
        self.segment(region, &segments, fall, &mut |_| Vec::new())
    }

    /// The first of some segments, and the others inside; `head` comes last, where the adjoints of the region's arguments
    /// are known.
    fn segment(
        &mut self,
        region: &Region,
        rest: &[Segment<'_>],
        fall: Fall<'_>,
        head: &mut dyn FnMut(&mut Self) -> Vec<Line>,
    ) -> Vec<Line> {
        let Some((segment, later)) = rest.split_first() else { return Vec::new() };
        let left = segment.last.map(Stmt::defines).unwrap_or_default();
        let enters = segment.defines().into_iter().filter(|v| !self.scopes.is_owned(*v));
        let owned: Vec<Var> = enters.chain(left).collect();
        let shared = self.is_captured(region);
        if shared {
            self.scopes.own(owned);
        } else {
            self.scopes.enter(owned);
        }
        let mut lines = self.bind(region, segment);
        match segment.last {
            Some(stmt) => {
                if !later.is_empty() && self.reader.plan.is_live_region(region) {
                    let nested = self.segment(region, later, fall, &mut |_| Vec::new());
                    let what = if matches!(stmt, Stmt::Loop { .. }) { "loop" } else { "branch" };
                    let head = Expr::text(format!("if control went on behind the {what} below"));
                    lines.extend(self.block(head, nested, Frame::Branch, None));
                }
                lines.extend(self.stmt(stmt));
            }
            None => lines.extend(self.exit(&region.exit, fall)),
        }
        lines.extend(self.undo(segment.stmts));
        lines.extend(head(self));
        if !shared {
            self.scopes.leave();
        }
        lines
    }

    /// Statements in reverse; what may stay unused is undone only where it was used.
    fn undo(&mut self, stmts: &[Stmt]) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut rest = stmts.iter().rev().peekable();
        let plan = self.reader.plan;
        while let Some(stmt) = rest.next() {
            let Some(guard) = plan.unused.guard(stmt) else {
                lines.extend(self.stmt(stmt));
                continue;
            };
            let mut run = vec![stmt];
            while let Some(next) = rest.next_if(|s| plan.unused.guard(s) == Some(guard) || !plan.is_live(s)) {
                run.push(next);
            }
            let within = run.iter().flat_map(|stmt| stmt.defines());
            let within: Vec<Var> = within.filter(|v| self.is_scalar(*v) && !self.scopes.is_declared(*v)).collect();
            lines.extend(self.under(Some(guard), within, |b| run.into_iter().flat_map(|stmt| b.stmt(stmt)).collect()));
        }
        lines
    }

    /// Lines under the flag of a value, if there is one.
    fn under(
        &mut self,
        guard: Option<Var>,
        within: Vec<Var>,
        inside: impl FnOnce(&mut Self) -> Vec<Line>,
    ) -> Vec<Line> {
        let Some(guard) = guard else { return inside(self) };
        self.scopes.enter(within);
        let lines = inside(self);
        self.scopes.leave();
        if lines.is_empty() {
            return lines;
        }
        if !self.flags.contains(&guard) {
            let mut all = self.before();
            all.extend(lines);
            return all;
        }
        let head = phrase([Expr::text("if "), Expr::value(guard), Expr::text(" was used")]);
        let note = Expr::text("else its adjoint is 0, and 0 times an infinite slope would be NaN");
        self.block(head, lines, Frame::Branch, [note])
    }

    pub(super) fn stmt(&mut self, stmt: &Stmt) -> Vec<Line> {
        if !self.reader.plan.is_live(stmt) {
            return Vec::new();
        }
        match stmt {
            Stmt::Let(out, value) => self.definition(*out, value),
            Stmt::Store(place, value) => self.store(place, value),
            Stmt::Effect(_) => Vec::new(),
            Stmt::Branch { on, selector, arms, out } => self.branch(on, *selector, arms, out),
            Stmt::Loop { id, iter, inits, body, out, checkpoint } => {
                let again = checkpoint.as_ref().map(|_| {
                    let text = "from the last snapshot to the first: restore it, run what follows it again with its saves, then";
                    Line::run(Expr::text(text))
                });
                let lines = self.repeat(stmt, *id, iter, inits, body, out);
                again.into_iter().chain(lines).collect()
            }
            Stmt::Swap(a, b) => self.swap(a, b),
            Stmt::Push(place, value) => self.push(place, value),
            Stmt::Pop(out, place) => self.pop_back(*out, place),
            Stmt::Call { out, pullback, args, .. } => self.call(*out, *pullback, args),
        }
    }

    /// The values that left a region take the adjoints of what they became.
    fn exit(&mut self, exit: &Exit, fall: Fall<'_>) -> Vec<Line> {
        match (exit, fall) {
            (Exit::Never, _) => Vec::new(),
            (Exit::Return(op), _) => self.contribute(op, false, Expr::Name(Name::Result)).into_iter().collect(),
            (Exit::Fall(ops), Fall::Out(out)) => self.give(ops, out),
            (Exit::Fall(ops), Fall::Loop(id)) => self.pass(id, ops),
            (Exit::Continue(id, ops) | Exit::Break(id, ops), _) => self.pass(*id, ops),
        }
    }

    fn give(&mut self, ops: &[Operand], out: &[Var]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (op, out) in ops.iter().zip(out) {
            if self.is_active(*out) && self.scopes.is_declared(*out) {
                let guard = self.reader.plan.unused.guard_of_out(*out);
                let amount = adjoint(*out);
                lines.extend(self.under(guard, Vec::new(), |b| b.contribute(op, false, amount).into_iter().collect()));
            }
        }
        lines
    }

    /// The values passed to a loop's carried variables take their adjoints, which start again from zero.
    fn pass(&mut self, id: LoopId, ops: &[Operand]) -> Vec<Line> {
        let Some(Around { carries, given, .. }) = self.loops.iter().find(|around| around.id == id).cloned() else {
            return Vec::new();
        };
        let mut lines = self.give(ops.get(carries.len()..).unwrap_or_default(), &given);
        let passed: Vec<_> = ops.iter().zip(&carries).filter_map(|(op, arg)| Some((op, (*arg)?))).collect();
        for (op, arg) in &passed {
            lines.extend(self.contribute(op, false, carry(*arg)));
        }
        lines.extend(passed.iter().map(|(_, arg)| Line::set(carry(*arg), "=", self.zero(*arg))));
        lines
    }

    fn branch(&mut self, on: &Operand, selector: Selector, arms: &[Region], out: &[Var]) -> Vec<Line> {
        let mut bodies = Vec::new();
        for arm in arms {
            let live = self.reader.plan.is_live_region(arm);
            bodies.push(if live { self.region(arm, Fall::Out(out)) } else { Vec::new() });
        }
        if bodies.iter().all(Vec::is_empty) {
            return Vec::new();
        }
        let value = self.reader.operand(on);
        let patterns = self.reader.patterns(on);
        // backward knows the arm by its number, if that was saved
        let taken = match (&value, &patterns) {
            (Expr::Name(_), Some(_)) => phrase([value.clone(), Expr::text(", the arm that was taken")]),
            (_, Some((scrutinee, _))) => scrutinee.clone(),
            (_, None) => value.clone(),
        };
        let parts = heads(&value, selector, patterns, arms.len()).into_iter().zip(bodies).collect();
        let mut lines = self.before();
        lines.push(branched(selector, taken, parts));
        lines
    }

    fn repeat(
        &mut self,
        stmt: &Stmt,
        id: LoopId,
        iter: &Iter,
        inits: &[Operand],
        body: &Region,
        out: &[Var],
    ) -> Vec<Line> {
        let carries: Vec<Option<Var>> = body.args.iter().map(|arg| Some(*arg).filter(|v| self.is_active(*v))).collect();
        let mut start = Vec::new();
        for (arg, out) in carries.iter().zip(out) {
            let Some(arg) = arg else { continue };
            let declared = self.is_active(*out) && self.scopes.is_declared(*out);
            start.push(Line::set(carry(*arg), "=", if declared { adjoint(*out) } else { self.zero(*out) }));
        }
        self.loops.push(Around { id, carries: carries.clone(), given: out[inits.len()..].to_vec() });
        let segments = segments(body);
        let inner = self.segment(body, &segments, Fall::Loop(id), &mut |b| b.carry_on(&carries));
        self.loops.pop();
        let mut lines = self.before();
        lines.extend(start);
        lines.push(Line::block(self.head(stmt, iter, body), inner, frame(id, iter)));
        for (init, arg) in inits.iter().zip(&carries) {
            if let Some(arg) = arg {
                lines.extend(self.contribute(init, false, carry(*arg)));
            }
        }
        lines
    }

    fn head(&self, stmt: &Stmt, iter: &Iter, body: &Region) -> Expr {
        match iter {
            Iter::Range { from, to, inclusive, order } if stmt.is_counted() => {
                let back = if matches!(order, Order::Down) { Order::Up } else { Order::Down };
                let index = body.index.map_or(Expr::text("_"), Expr::value);
                phrase([Expr::text("for "), index, Expr::text(" in "), self.reader.range(from, to, *inclusive, &back)])
            }
            Iter::Once => Expr::text("block"),
            _ => Expr::text("for each of its turns, the last first"),
        }
    }

    /// At the head of an iteration the adjoints of its arguments go on to the iteration before.
    fn carry_on(&mut self, carries: &[Option<Var>]) -> Vec<Line> {
        let declared = carries.iter().flatten().filter(|arg| self.scopes.is_declared(**arg));
        let args: Vec<Var> = declared.copied().collect();
        let to = args.iter().map(|arg| carry(*arg)).collect::<Vec<_>>();
        let by = args.iter().map(|arg| adjoint(*arg)).collect();
        (!to.is_empty()).then(|| Line::new(What::Set { to, op: "=", by })).into_iter().collect()
    }
}

fn frame(id: LoopId, iter: &Iter) -> Frame {
    if matches!(iter, Iter::Once) { Frame::Once(id) } else { Frame::Loop(id) }
}
