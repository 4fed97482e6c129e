//! Loops and their exits.
use super::Lower;
use super::mutations::Mutations;
use super::place::strip;
use super::scope::{Binding, Local};
use crate::ir::{Exit, Iter, LoopId, Operand, Place, Projection, Region, Stmt, Var};
use crate::kinds::Kind;
use proc_macro2::Span;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprBreak, ExprContinue, ExprForLoop, ExprLoop, ExprMethodCall, ExprRange, ExprWhile, Label, Lifetime, Pat};

/// A loop around the point being lowered.
pub(super) struct Target {
    id: LoopId,
    label: Option<Lifetime>,
    carried: Vec<Local>,
}

/// The carried variables of a loop: their locals, what they hold before it, and the body's arguments.
struct Carried {
    locals: Vec<Local>,
    inits: Vec<Operand>,
    args: Vec<Var>,
}

/// Where a `for` loop's elements come from.
enum Source {
    /// A range of integers.
    Range(ExprRange),
    /// The elements of a sequence, by reference.
    Elements(Place),
    /// The elements of a sequence, by value.
    Values(Place),
}

const USE_INDICES: &str = "iterate over a range of indices, `for i in 0..x.len()`, or over a slice, `for v in x`";

impl Lower<'_> {
    pub(super) fn for_loop(&mut self, e: &ExprForLoop) -> Operand {
        let Some(source) = self.source(&e.expr) else { return Operand::Poison };
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
        let index = match (&place, &*e.pat) {
            (None, Pat::Ident(name)) => self.user_var(&name.ident, Kind::Int),
            _ => {
                let name = self.names.fresh("i", span);
                self.new_var(name, Kind::Int, span)
            }
        };
        self.vars[index.0].guessed = false;
        let iter = Iter::Range { from, to, inclusive };
        self.run(iter, Some(index), changes, e.label.as_ref(), span, |l| {
            let element = l.element(place, index, by_ref, &e.pat);
            let kind = l.kinds.unknown();
            l.bind(&e.pat, element, &kind, None);
            l.block(&e.body);
        })
    }

    pub(super) fn while_loop(&mut self, e: &ExprWhile) -> Operand {
        let changes = Mutations::of(&e.body).and(&e.cond);
        let cond = Region { index: None, args: Vec::new(), stmts: Vec::new(), exit: Exit::Never };
        let id = self.run_with(Iter::While(cond), None, changes, e.label.as_ref(), e.while_token.span(), Some(&e.cond), |l| {
            l.block(&e.body);
        });
        drop(id);
        Operand::Unit
    }

    pub(super) fn forever(&mut self, e: &ExprLoop) -> Operand {
        let changes = Mutations::of(&e.body);
        self.run(Iter::Forever, None, changes, e.label.as_ref(), e.loop_token.span(), |l| {
            l.block(&e.body);
        });
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
            return self.reject(value, "`break` with a value is not supported yet", "assign to a variable declared before the loop");
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
        let target = self.loops.iter().rev().find(|t| label.is_none() || t.label.as_ref() == label);
        let Some(target) = target else {
            return self.reject(at, "this jump has no loop", "use it inside a loop, with the loop's own label");
        };
        let (id, locals) = (target.id, target.carried.clone());
        let values = self.values(&locals);
        self.leave(exit(id, values));
        Operand::Poison
    }

    fn run(
        &mut self,
        iter: Iter,
        index: Option<Var>,
        changes: Mutations,
        label: Option<&Label>,
        span: Span,
        body: impl FnOnce(&mut Self),
    ) -> Operand {
        self.run_with(iter, index, changes, label, span, None, body)
    }

    /// Lowers a loop: what its body assigns is carried from iteration to iteration.
    fn run_with(
        &mut self,
        mut iter: Iter,
        index: Option<Var>,
        changes: Mutations,
        label: Option<&Label>,
        span: Span,
        cond: Option<&Expr>,
        body: impl FnOnce(&mut Self),
    ) -> Operand {
        let id = self.next_loop();
        let before = self.scopes.now.clone();
        let carried = self.carry(&changes);
        if let (Iter::While(region), Some(cond)) = (&mut iter, cond) {
            *region = self.condition(cond);
        }
        let label = label.map(|l| l.name.clone());
        self.loops.push(Target { id, label, carried: carried.locals.clone() });
        let (stmts, exit, values) = self.region(|l| {
            l.scopes.enter();
            body(l);
            l.scopes.leave();
            l.values(&carried.locals)
        });
        self.loops.pop();
        self.scopes.restore(&before);
        let out = self.carry_out(&carried, span);
        let exit = exit.unwrap_or(Exit::Fall(values));
        let body = Region { index, args: carried.args, stmts, exit };
        self.push(Stmt::Loop { id, iter, inits: carried.inits, body, out });
        Operand::Unit
    }

    /// Gives every local that the loop changes an argument of the loop's body.
    fn carry(&mut self, changes: &Mutations) -> Carried {
        let mut carried = Carried { locals: Vec::new(), inits: Vec::new(), args: Vec::new() };
        for local in self.scopes.visible(|name| changes.assigns(name)) {
            let Binding::Value(init) = self.scopes.binding(local).clone() else { continue };
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

    fn carry_out(&mut self, carried: &Carried, _span: Span) -> Vec<Var> {
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
            self.reject(cond, "the condition of a `while` changes something", "write `loop { .. if !condition { break } .. }`");
        }
        Region { index: None, args: Vec::new(), stmts, exit: Exit::Fall(vec![flag]) }
    }

    fn source(&mut self, expr: &Expr) -> Option<Source> {
        match strip(expr) {
            Expr::Range(range) => Some(Source::Range(range.clone())),
            Expr::MethodCall(call) => self.method_source(call),
            Expr::Reference(r) if r.mutability.is_none() => Some(Source::Elements(self.place(&r.expr))),
            Expr::Reference(r) => {
                self.reject(r, "`&mut` iteration is not supported yet", "iterate over indices, and assign to `x[i]`");
                None
            }
            path @ Expr::Path(_) => {
                let by_ref = self.reference(path).is_some();
                let place = self.place(path);
                Some(if by_ref { Source::Elements(place) } else { Source::Values(place) })
            }
            place @ (Expr::Index(_) | Expr::Field(_)) => Some(Source::Values(self.place(place))),
            other => {
                self.reject(other, "the source of the iterator's elements is not visible", USE_INDICES);
                None
            }
        }
    }

    fn method_source(&mut self, call: &ExprMethodCall) -> Option<Source> {
        if call.method == "iter" && call.args.is_empty() && super::stmt::is_place(strip(&call.receiver)) {
            return Some(Source::Elements(self.place(&call.receiver)));
        }
        let message = format!("`.{}()` in the head of a loop is not supported yet", call.method);
        self.reject(&call.method, message, USE_INDICES);
        None
    }

    fn range(&mut self, range: &ExprRange) -> Option<(Operand, Operand, bool)> {
        let (Some(from), Some(to)) = (&range.start, &range.end) else {
            self.reject(range, "a loop over an open range", "give both bounds, or write `loop` with a counter");
            return None;
        };
        let (from_value, to_value) = (self.expr(from), self.expr(to));
        self.expect(&from_value, &Kind::Int, from);
        self.expect(&to_value, &Kind::Int, to);
        Some((from_value, to_value, matches!(range.limits, syn::RangeLimits::Closed(_))))
    }

    /// Iterating by value goes over a copy: the body may change the original.
    fn snapshot(&mut self, place: Place, at: &impl ToTokens) -> Place {
        if !self.vars[place.base.0].memory {
            return place;
        }
        let copy = self.load(place, at);
        copy.var().map_or_else(|| unreachable!("a load is a variable"), Place::whole)
    }

    /// What the pattern of a `for` loop is bound to.
    fn element(&mut self, place: Option<Place>, index: Var, by_ref: bool, at: &Pat) -> Binding {
        let Some(mut place) = place else { return Binding::Value(Operand::Var(index)) };
        place.projections.push(Projection::Index(Operand::Var(index)));
        let kind = self.place_kind(&place);
        let nested = matches!(kind, Kind::Seq(_) | Kind::Tup(_)) && by_ref && !matches!(at, Pat::Tuple(_));
        if nested { Binding::Alias(place) } else { Binding::Value(self.load(place, at)) }
    }
}

fn zero() -> Operand {
    Operand::Plain(quote!(0), Kind::Int)
}
