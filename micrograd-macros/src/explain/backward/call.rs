//! Calls of the backward sweep.
use super::{Backward, adjoint};
use crate::emit::First;
use crate::explain::expr::Expr;
use crate::explain::script::{Line, What};
use crate::ir::{Arg, Var};

impl Backward<'_> {
    // Input:  (y, pull_g) = g(x, &w)
    // Output: dx, dw += pull_g(dy)
    pub(super) fn call(&mut self, out: Var, pullback: Var, args: &[Arg]) -> Vec<Line> {
        let (plan, program) = (self.reader.plan, self.reader.program);
        if !(plan.is_recorded(out, args) && plan.is_differentiated(program, args)) {
            return args.iter().filter_map(Arg::changed).filter_map(|place| self.restored(place)).collect();
        }
        let declared = self.is_active(out) && self.scopes.is_declared(out);
        if !declared && !args.iter().any(|arg| arg.changed().is_some()) {
            return Vec::new();
        }
        let seed = if declared { adjoint(out) } else { self.zero(out) };
        let is_unit = program.info(out).kind == crate::kinds::Kind::Unit;
        let seed = if is_unit { Vec::new() } else { vec![seed] };
        let mut lines = Vec::new();
        for place in args.iter().filter_map(Arg::place) {
            let ensured = if self.is_active(place.base) { self.ensured(place.base) } else { None };
            lines.extend(ensured);
        }
        let (to, fresh) = self.targets(args);
        // one sign for all: what is new starts from zero
        let op = if fresh.len() == to.len() { "=" } else { "+=" };
        if op == "+=" {
            lines.extend(fresh.into_iter().map(|v| Line::set(adjoint(v), "=", Expr::text("0"))));
        }
        let shown = Expr::call("", seed);
        let call = Expr::Code(vec![Expr::value(pullback), shown], true);
        let changed: Vec<Expr> = args.iter().filter_map(Arg::changed).map(|place| self.reader.place(place)).collect();
        let notes = changed.into_iter().map(|place| Expr::Code(vec![Expr::text("restores "), place], true));
        let notes: Vec<Expr> = notes.collect();
        let line = if to.is_empty() { Line::run(call) } else { Line::new(What::Set { to, op, by: vec![call] }) };
        lines.push(line.with(notes));
        lines
    }

    /// The adjoints that a pullback gives to, in the order of the arguments, and those that it sets first.
    fn targets(&mut self, args: &[Arg]) -> (Vec<Expr>, Vec<Var>) {
        let (mut to, mut fresh) = (Vec::new(), Vec::new());
        for arg in args {
            match arg {
                Arg::Ref(place) | Arg::Mut(place) if self.is_active(place.base) => {
                    to.push(self.reader.adjoint(place));
                }
                Arg::Value(op) => {
                    let Some(v) = op.var().filter(|v| self.is_active(*v)) else { continue };
                    to.push(adjoint(v));
                    if self.is_scalar(v) && self.add(v) == First::Here {
                        fresh.push(v);
                    }
                }
                Arg::Ref(_) | Arg::Mut(_) => {}
            }
        }
        (to, fresh)
    }
}
