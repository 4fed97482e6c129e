//! Regions, branches and loops of the forward sweep.
use super::{Forward, phrase};
use crate::explain::expr::Expr;
use crate::explain::saved::Room;
use crate::explain::script::{Frame, Jump, Line, What};
use crate::ir::{Exit, Iter, LoopId, Operand, Order, Region, Selector, Var};

/// A loop or a block around.
pub struct Target {
    id: LoopId,
    /// What it carries.
    args: Vec<Var>,
    /// What only a `break` gives.
    given: Vec<Var>,
}

impl<'a> Forward<'a> {
    /// The lines of a region; what leaves it at its end goes to `out`.
    pub(super) fn region(&mut self, region: &'a Region, out: &[Var]) -> Vec<Line> {
        let mut lines = self.statements(region);
        let target = |id: &LoopId| self.targets.iter().find(|target| target.id == *id);
        match &region.exit {
            Exit::Never => {}
            Exit::Fall(ops) => lines.extend(self.pass(ops, out)),
            Exit::Return(Operand::Unit) if self.depth == 0 => {}
            Exit::Return(op) => {
                let code = phrase([Expr::text("return "), self.reader.operand(op)]);
                lines.push(Line::new(What::Jump(Jump::Return, code)));
            }
            Exit::Break(id, ops) => {
                let out = target(id).map(|target| [&target.args[..], &target.given].concat());
                lines.extend(self.pass(ops, &out.unwrap_or_default()));
                lines.push(self.jump("break", Jump::Break(*id), *id));
            }
            Exit::Continue(id, ops) => {
                let out = target(id).map(|target| target.args.clone());
                lines.extend(self.pass(ops, &out.unwrap_or_default()));
                lines.push(self.jump("continue", Jump::Continue(*id), *id));
            }
        }
        lines
    }

    fn jump(&self, word: &str, jump: Jump, id: LoopId) -> Line {
        let innermost = self.targets.last().is_some_and(|target| target.id == id);
        let text = match self.loops.iter().find(|(own, _)| *own == id) {
            Some(_) if innermost => Expr::text(word),
            Some((_, each)) => phrase([Expr::text(format!("{word} the loop for ")), each.clone()]),
            None => Expr::text("leave the block"),
        };
        Line::new(What::Jump(jump, text))
    }

    fn pass(&self, ops: &[Operand], out: &[Var]) -> Option<Line> {
        let pairs: Vec<_> = ops.iter().zip(out).collect();
        let to = pairs.iter().map(|(_, v)| Expr::value(**v)).collect();
        let by = pairs.iter().map(|(op, _)| self.reader.operand(op)).collect();
        Line::all(to, by)
    }

    pub(super) fn branch(
        &mut self,
        on: &Operand,
        selector: Selector,
        arms: &'a [Region],
        out: &[Var],
        live: bool,
    ) -> Vec<Line> {
        let notes = std::mem::take(&mut self.pending);
        let around = std::mem::replace(&mut self.in_arm, true);
        self.depth += 1;
        let inner: Vec<Vec<Line>> = arms.iter().map(|arm| self.region(arm, out)).collect();
        self.depth -= 1;
        self.in_arm = around;
        let reader = self.reader;
        let patterns = reader.patterns(on);
        let scrutinee = patterns.as_ref().map(|(scrutinee, _)| scrutinee.clone());
        let heads = heads(&reader.operand(on), selector, patterns, arms.len());
        let parts = heads.into_iter().zip(inner).collect();
        let mut lines = vec![branched(selector, scrutinee.unwrap_or_else(|| reader.operand(on)), parts).with(notes)];
        lines.extend(self.left(out, live, "after the branch: "));
        lines
    }

    /// What is saved of the values that a branch or a loop leaves.
    fn left(&mut self, out: &[Var], live: bool, after: &str) -> Vec<Line> {
        let mut lines = Vec::new();
        for v in out.iter().filter(|_| live) {
            let note = self.kept(*v);
            lines.extend(note.map(|note| Line::run(phrase([Expr::text(after), Expr::value(*v)])).with([note])));
        }
        lines
    }

    pub(super) fn repeat(
        &mut self,
        id: LoopId,
        iter: &'a Iter,
        inits: &[Operand],
        body: &'a Region,
        out: &[Var],
        (counts, live): (bool, bool),
    ) -> Vec<Line> {
        let mut lines: Vec<Line> = self.pass(inits, &body.args).into_iter().collect();
        let each = each(iter, body);
        if counts {
            self.note(Room::Trips, phrase([Expr::text("the number of turns of "), name(iter, body)]));
        }
        self.targets.push(Target { id, args: body.args.clone(), given: out[inits.len()..].to_vec() });
        let frame = if matches!(iter, Iter::Once) { Frame::Once(id) } else { Frame::Loop(id) };
        if frame == Frame::Loop(id) {
            self.loops.push((id, each));
        }
        let around = self.in_arm;
        self.in_arm &= frame != Frame::Loop(id);
        self.depth += 1;
        let mut inner = Vec::new();
        if let Iter::While(cond) = iter {
            inner.extend(self.statements(cond));
            let flag = cond.exit.operands().first().map(|op| self.reader.operand(op));
            inner.push(Line::run(phrase([Expr::text("while "), flag.unwrap_or_else(|| Expr::text("true"))])));
        }
        let mut own = self.region(body, &body.args);
        let said = own.iter().take_while(|line| line.is_note()).count();
        let heads: Vec<Expr> = own.drain(..said).flat_map(|line| line.notes).collect();
        inner.extend(own);
        self.depth -= 1;
        self.in_arm = around;
        self.targets.pop();
        if frame == Frame::Loop(id) {
            self.loops.pop();
        }
        let note = counts.then(|| Expr::text("save how often it ran"));
        lines.push(Line::block(self.head(iter, body), inner, frame).with(note.into_iter().chain(heads)));
        let args: Vec<Operand> = body.args.iter().map(|v| Operand::Var(*v)).collect();
        let carried = &out[..inits.len()];
        let by = args.iter().map(|op| self.reader.operand(op)).collect();
        lines.extend(Line::all(carried.iter().map(|v| Expr::value(*v)).collect(), by));
        let after = if matches!(iter, Iter::Once) { "after the block: " } else { "after the loop: " };
        lines.extend(self.left(out, live, after));
        lines
    }

    fn head(&self, iter: &Iter, body: &Region) -> Expr {
        match iter {
            Iter::Range { from, to, inclusive, order } => {
                let range = self.reader.range(from, to, *inclusive, order);
                let index = body.index.map_or(Expr::text("_"), Expr::value);
                phrase([Expr::text("for "), index, Expr::text(" in "), range])
            }
            Iter::While(_) | Iter::Forever => Expr::text("loop"),
            Iter::Once => Expr::text("block"),
        }
    }
}

/// What one iteration is called.
fn each(iter: &Iter, body: &Region) -> Expr {
    match (iter, body.index) {
        (Iter::Range { .. }, Some(index)) => phrase([Expr::text("each "), Expr::value(index)]),
        _ => phrase([Expr::text("each turn of "), name(iter, body)]),
    }
}

/// What a loop is called.
fn name(iter: &Iter, body: &Region) -> Expr {
    match (iter, body.index) {
        (Iter::Range { .. }, Some(index)) => phrase([Expr::text("the loop over "), Expr::value(index)]),
        (Iter::Range { .. }, None) => Expr::text("the `for`"),
        (Iter::While(_), _) => Expr::text("the `while`"),
        _ => Expr::text("the `loop`"),
    }
}

/// The heads of a branch's arms.
pub fn heads(on: &Expr, selector: Selector, patterns: Option<(Expr, Vec<Expr>)>, arms: usize) -> Vec<Expr> {
    if selector == Selector::Flag {
        return vec![phrase([Expr::text("if "), on.clone()]), Expr::text("else")];
    }
    let known = patterns.map(|(_, patterns)| patterns).filter(|patterns| patterns.len() == arms);
    known.unwrap_or_else(|| (0..arms).map(|k| Expr::text(format!("arm {k}"))).collect())
}

/// A branch: a `match` has a line of its own in front of its arms.
pub fn branched(selector: Selector, on: Expr, mut parts: Vec<(Expr, Vec<Line>)>) -> Line {
    if selector == Selector::Number {
        parts.insert(0, (phrase([Expr::text("match "), on]), Vec::new()));
        return Line::new(What::Block { parts, of: Frame::Match });
    }
    Line::new(What::Block { parts, of: Frame::Branch })
}

impl super::Reader<'_> {
    /// `from..to`, and the way through it.
    pub fn range(&self, from: &Operand, to: &Operand, inclusive: bool, order: &Order) -> Expr {
        let dots = Expr::text(if inclusive { "..=" } else { ".." });
        let range = phrase([self.operand(from).closed(), dots, self.operand(to).closed()]);
        match order {
            Order::Up => range,
            Order::Down => phrase([Expr::text("("), range, Expr::text(").rev()")]),
            Order::Steps { down, step } => {
                let behind = format!("){}.step_by(", if *down { ".rev()" } else { "" });
                phrase([Expr::text("("), range, Expr::text(behind), self.operand(step), Expr::text(")")])
            }
        }
    }
}
