//! Loops and their exits.
use super::Lower;
use super::mutations::Mutations;
use super::scope::{Binding, Local};
use super::sources::Source;
use crate::ir::{Exit, Iter, LoopId, Operand, Region, Stmt, Var};
use crate::kinds::Kind;
use crate::names::Key;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprBreak, ExprContinue, ExprForLoop, ExprLoop, ExprWhile, Label, Lifetime, Pat};

/// A loop around the point being lowered.
pub(super) struct Target {
    id: LoopId,
    label: Option<Key>,
    carried: Vec<Local>,
}

/// What drives a loop.
enum Head<'e> {
    /// `for index in from..to`.
    Range { from: Operand, to: Operand, inclusive: bool, index: Var },
    /// `while`.
    While(&'e Expr),
    /// `loop`.
    Forever,
}

/// The carried variables of a loop: their locals, what they hold before it, and the body's arguments.
struct Carried {
    locals: Vec<Local>,
    inits: Vec<Operand>,
    args: Vec<Var>,
}

impl Lower<'_> {
    pub(super) fn for_loop(&mut self, e: &ExprForLoop) -> Operand {
        let Some(source) = self.source(&e.expr) else {
            return Operand::Poison;
        };
        let (place, by_ref, from, to, inclusive) = match source {
            Source::Range(range) => match self.range(&range) {
                Some((from, to, inclusive)) => (None, false, from, to, inclusive),
                None => return Operand::Poison,
            },
            Source::Elements(place) => {
                let len = self.length(&place, &e.expr);
                (Some(place), true, zero(), len, false)
            }
            Source::Values(place) => {
                let place = self.snapshot(place, &e.expr);
                let len = self.length(&place, &e.expr);
                (Some(place), false, zero(), len, false)
            }
        };
        let changes = Mutations::of(&e.body);
        let span = e.for_token.span();
        let index = if let (None, Pat::Ident(name)) = (&place, &*e.pat) {
            self.user_var(&name.ident, Kind::Int)
        } else {
            let name = self.names.fresh("i", span);
            self.new_var(name, Kind::Int, span)
        };
        self.vars[index.0].guessed = false;
        let head = Head::Range { from, to, inclusive, index };
        self.run(head, &changes, e.label.as_ref(), |l| {
            let element = l.element(place, index, by_ref, &e.pat);
            let kind = l.kinds.unknown();
            l.bind(&e.pat, element, &kind, None);
            l.block(&e.body);
        })
    }

    pub(super) fn while_loop(&mut self, e: &ExprWhile) -> Operand {
        let changes = Mutations::of(&e.body).and(&e.cond);
        self.run(Head::While(&e.cond), &changes, e.label.as_ref(), |l| drop(l.block(&e.body)))
    }

    pub(super) fn forever(&mut self, e: &ExprLoop) -> Operand {
        let changes = Mutations::of(&e.body);
        self.run(Head::Forever, &changes, e.label.as_ref(), |l| drop(l.block(&e.body)));
        let Some(Stmt::Loop { id, body, .. }) = self.stmts.last() else { return Operand::Unit };
        let (id, mut broken) = (*id, false);
        body.each_exit(&mut |exit| broken |= matches!(exit, Exit::Break(l, _) if *l == id));
        if !broken {
            self.leave(Exit::Never);
        }
        Operand::Unit
    }

    pub(super) fn break_loop(&mut self, e: &ExprBreak) -> Operand {
        if let Some(value) = &e.expr {
            return self.reject(
                value,
                "`break` with a value is not supported yet",
                "assign to a variable declared before the loop",
            );
        }
        self.jump(e.label.as_ref(), e, Exit::Break)
    }

    pub(super) fn continue_loop(&mut self, e: &ExprContinue) -> Operand {
        self.jump(e.label.as_ref(), e, Exit::Continue)
    }

    fn jump(
        &mut self,
        label: Option<&Lifetime>,
        at: &impl ToTokens,
        exit: fn(LoopId, Vec<Operand>) -> Exit,
    ) -> Operand {
        let label = label.map(|l| Key::of(&l.ident));
        let target = self.loops.iter().rev().find(|t| label.is_none() || t.label == label);
        let Some(target) = target else {
            return self.reject(at, "this jump has no loop", "use it inside a loop, with the loop's own label");
        };
        let (id, locals) = (target.id, target.carried.clone());
        let values = self.values(&locals);
        self.leave(exit(id, values));
        Operand::Poison
    }

    /// Lowers a loop: what its body assigns is carried from iteration to iteration.
    fn run(
        &mut self,
        head: Head<'_>,
        changes: &Mutations,
        label: Option<&Label>,
        body: impl FnOnce(&mut Self),
    ) -> Operand {
        let id = self.next_loop();
        let before = self.scopes.now.clone();
        let carried = self.carry(changes);
        let (iter, index) = match head {
            Head::Range { from, to, inclusive, index } => (Iter::Range { from, to, inclusive }, Some(index)),
            Head::While(cond) => (Iter::While(self.condition(cond)), None),
            Head::Forever => (Iter::Forever, None),
        };
        self.loops.push(Target { id, label: label.map(|l| Key::of(&l.name.ident)), carried: carried.locals.clone() });
        let (stmts, exit, values) = self.region(|l| {
            l.scopes.enter();
            body(l);
            l.scopes.leave();
            l.values(&carried.locals)
        });
        self.loops.pop();
        self.scopes.restore(&before);
        let out = self.carry_out(&carried);
        let exit = exit.unwrap_or(Exit::Fall(values));
        let body = Region { index, args: carried.args, stmts, exit };
        self.push(Stmt::Loop { id, iter, inits: carried.inits, body, out });
        Operand::Unit
    }

    /// Gives every local that the loop changes an argument of the loop's body.
    fn carry(&mut self, changes: &Mutations) -> Carried {
        let mut carried = Carried { locals: Vec::new(), inits: Vec::new(), args: Vec::new() };
        for local in self.scopes.visible(|name| changes.assigns(name)) {
            let Binding::Value(init) = self.scopes.binding(local).clone() else {
                continue;
            };
            let info = self.scopes.info(local).clone();
            let var = self.user_var(&info.ident, info.kind.clone());
            self.expect(&init, &info.kind, &info.ident);
            self.scopes.set(local, Operand::Var(var));
            carried.locals.push(local);
            carried.inits.push(init);
            carried.args.push(var);
        }
        carried
    }

    fn carry_out(&mut self, carried: &Carried) -> Vec<Var> {
        let mut out = Vec::new();
        for &local in &carried.locals {
            let info = self.scopes.info(local).clone();
            let var = self.user_var(&info.ident, info.kind);
            self.scopes.set(local, Operand::Var(var));
            out.push(var);
        }
        out
    }

    /// The newest values of carried locals.
    fn values(&self, locals: &[Local]) -> Vec<Operand> {
        let value = |local: &Local| match self.scopes.binding(*local) {
            Binding::Value(operand) => operand.clone(),
            _ => Operand::Poison,
        };
        locals.iter().map(value).collect()
    }

    fn condition(&mut self, cond: &Expr) -> Region {
        let before = self.scopes.now.clone();
        let (stmts, exit, flag) = self.region(|l| {
            let flag = l.expr(cond);
            l.expect(&flag, &Kind::Bool, cond);
            flag
        });
        let assigns = before.iter().zip(&self.scopes.now).any(|(a, b)| !a.same(b));
        if exit.is_some() || assigns || stmts.iter().any(|s| matches!(s, Stmt::Store(..))) {
            self.reject(
                cond,
                "the condition of a `while` changes something",
                "write `loop { .. if !condition { break } .. }`",
            );
        }
        Region { index: None, args: Vec::new(), stmts, exit: Exit::Fall(vec![flag]) }
    }
}

fn zero() -> Operand {
    Operand::Plain(quote!(0), Kind::Int)
}
