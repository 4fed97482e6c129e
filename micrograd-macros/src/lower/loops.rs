//! Loops and their exits.
use super::Lower;
use super::compound::compound;
use super::jumps::{Reach, Target};
use super::mutations::Mutations;
use super::place::strip;
use super::readers::reads;
use super::scope::{Binding, Local};
use super::streams::Steps;
use crate::ir::{Checkpoint, Exit, Iter, Operand, Order, Region, Stmt, Var};
use crate::kinds::Kind;
use crate::names::Key;
use proc_macro2::Span;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprForLoop, ExprLoop, ExprRange, ExprWhile, Label, Pat};

/// What a loop is lowered with.
#[derive(Clone, Default)]
pub(super) struct Around<'e> {
    /// The locals that its body may change.
    pub(super) changed: Vec<Local>,
    pub(super) label: Option<&'e Label>,
    /// Whether it goes over the items of an item of the loop around it: `break` leaves that one, too.
    pub(super) inner: bool,
    /// Whether it is undone from snapshots, and what it goes over.
    pub(super) checkpoint: Option<(Checkpoint, &'e Expr)>,
}

/// What drives a loop.
pub(super) enum Head<'e> {
    /// `for index in from..to`.
    Range { from: Operand, to: Operand, inclusive: bool, order: Order, index: Var },
    /// `while`.
    While(&'e Expr),
    /// `loop`, and where that stands.
    Forever(Span),
}

/// The carried variables of a loop: their locals, what they hold before it, and the body's arguments.
struct Carried {
    locals: Vec<Local>,
    inits: Vec<Operand>,
    args: Vec<Var>,
}

impl Lower<'_> {
    pub(super) fn for_loop(&mut self, e: &ExprForLoop) -> Operand {
        let changes = Mutations::of_items(&e.pat, &e.body);
        let checkpoint = self.checkpoint(e).map(|how| (how, &*e.expr));
        if let (Some(range), Pat::Ident(_) | Pat::Wild(_)) = (Bounded::of(&e.expr), &*e.pat) {
            let Some(head) = self.range_head(&range, e) else { return Operand::Poison };
            let index = Operand::Var(head.index());
            let around = Around { checkpoint, ..self.around(&changes, e.label.as_ref()) };
            return self.run(head, around, |l| {
                let kind = l.kinds.unknown();
                l.bind(&e.pat, Binding::Value(index), &kind, None);
                l.block(&e.body);
            });
        }
        let Some(chain) = self.chain(&e.expr) else { return Operand::Poison };
        let around = Around { checkpoint, ..self.around(&changes, e.label.as_ref()) };
        self.run_chain(&chain, around, e.for_token.span(), &|_| {}, &mut |l, item| {
            l.scopes.enter();
            let kind = l.kinds.unknown();
            l.bind(&e.pat, item, &kind, None);
            l.block(&e.body);
            l.scopes.leave();
        });
        Operand::Unit
    }

    /// A loop whose body is some code.
    fn around<'e>(&self, changes: &Mutations, label: Option<&'e Label>) -> Around<'e> {
        Around { changed: self.changed_by(changes, &[]), label, ..Around::default() }
    }

    /// A loop over the numbers below `to`.
    pub(super) fn up_to(&mut self, to: Operand, at: &impl ToTokens, body: impl FnOnce(&mut Self, Operand)) {
        self.up_to_with(to, at.to_token_stream().span(), Around::default(), body);
    }

    /// The same where the body changes locals.
    pub(super) fn up_to_with(
        &mut self,
        to: Operand,
        span: Span,
        around: Around<'_>,
        body: impl FnOnce(&mut Self, Operand),
    ) {
        let name = self.names.fresh("i", span);
        let index = self.new_var(name, Kind::Int, span);
        let from = Operand::plain(quote!(0), Kind::Int);
        let head = Head::Range { from, to, inclusive: false, order: Order::Up, index };
        self.run(head, around, |l| body(l, Operand::Var(index)));
    }

    /// A loop over a range of integers of any type keeps the range as it is.
    fn range_head(&mut self, steps: &Bounded<'_>, e: &ExprForLoop) -> Option<Head<'static>> {
        let Steps { from, to, inclusive, .. } = self.range_steps(steps.range)?;
        let to = to?;
        let step = steps.by.map(|by| {
            let step = self.expr(by);
            self.expect(&step, &Kind::Int, by);
            step
        });
        let index = if let Pat::Ident(name) = &*e.pat {
            self.user_var(&name.ident, Kind::Int)
        } else {
            let name = self.names.fresh("i", e.for_token.span());
            self.new_var(name, Kind::Int, e.for_token.span())
        };
        self.vars[index.0].guessed = false;
        let order = match (steps.down, step) {
            (false, None) => Order::Up,
            (true, None) => Order::Down,
            (down, Some(step)) => Order::Steps { down, step },
        };
        Some(Head::Range { from, to, inclusive, order, index })
    }

    /// A `while` whose condition binds nothing.
    pub(super) fn plain_while(&mut self, e: &ExprWhile) -> Operand {
        if let Some(inside) = may_change(&e.cond).then(|| tested_inside(e)).flatten() {
            return self.forever(&inside);
        }
        let changes = Mutations::of_condition(&e.cond, &e.body);
        let around = self.around(&changes, e.label.as_ref());
        self.run(Head::While(&e.cond), around, |l| drop(l.block(&e.body)))
    }

    /// `loop`, whatever its body comes from.
    pub(super) fn endless(
        &mut self,
        span: Span,
        changes: &Mutations,
        label: Option<&Label>,
        body: impl FnOnce(&mut Self),
    ) -> Operand {
        let around = self.around(changes, label);
        self.run(Head::Forever(span), around, body)
    }

    pub(super) fn forever(&mut self, e: &ExprLoop) -> Operand {
        let changes = Mutations::of(&e.body);
        let around = self.around(&changes, e.label.as_ref());
        self.run(Head::Forever(e.loop_token.span), around, |l| drop(l.block(&e.body)))
    }

    /// Lowers a loop: what its body assigns is carried from iteration to iteration.
    pub(super) fn run(&mut self, head: Head<'_>, around: Around<'_>, body: impl FnOnce(&mut Self)) -> Operand {
        let Around { changed, label, inner, checkpoint } = around;
        let id = self.next_loop();
        let before = self.scopes.now.clone();
        let unset = self.unset(&changed);
        let carried = self.carry(changed);
        // only what runs forever gives a value, which may have no kind
        let span = if let Head::Forever(at) = head { at } else { Span::call_site() };
        let (iter, index) = match head {
            Head::Range { from, to, inclusive, order, index } => {
                (Iter::Range { from, to, inclusive, order }, Some(index))
            }
            Head::While(cond) => (Iter::While(self.condition(cond)), None),
            Head::Forever(_) => (Iter::Forever, None),
        };
        let given = if matches!(iter, Iter::Forever) { Some(unset) } else { None };
        let (label, locals) = (label.map(|l| Key::of(&l.name.ident)), carried.locals.clone());
        self.loops.push(Target { id, label, reach: Reach::Loop, inner, carried: locals, given, span });
        let (stmts, exit, values) = self.region(|l| {
            l.scopes.enter();
            body(l);
            l.scopes.leave();
            l.values(&carried.locals)
        });
        let target = self.loops.pop().expect("the loop's own target");
        self.scopes.restore(&before);
        let mut out = self.carry_out(&carried);
        let exit = exit.unwrap_or(Exit::Fall(values));
        let mut body = Region { index, args: carried.args, stmts, exit };
        let value = self.given(&target, &mut body, &mut out);
        let endless = matches!(iter, Iter::Forever) && body.breaks(id).is_empty();
        let mut stmt = Stmt::Loop { id, iter, inits: carried.inits, body, out, checkpoint: None };
        if let Some((how, head)) = checkpoint
            && self.is_steady(&stmt, head)
            && self.restores(&stmt, head)
            && let Stmt::Loop { checkpoint, .. } = &mut stmt
        {
            *checkpoint = Some(how);
        }
        self.push(stmt);
        if endless {
            self.leave(Exit::Never);
        }
        value
    }

    /// Gives every local that the loop changes an argument of the loop's body.
    fn carry(&mut self, changed: Vec<Local>) -> Carried {
        let mut carried = Carried { locals: Vec::new(), inits: Vec::new(), args: Vec::new() };
        for local in changed {
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
    pub(super) fn values(&self, locals: &[Local]) -> Vec<Operand> {
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
        if exit.is_some() || assigns || stmts.iter().any(Stmt::changes_anything) {
            self.reject(
                cond,
                "the condition of a `while` changes something",
                "write `loop { .. if !condition { break } .. }`",
            );
        }
        Region { index: None, args: Vec::new(), stmts, exit: Exit::Fall(vec![flag]) }
    }
}

/// A condition that may change something runs once more than the body.
// Input:  while cond { body }
// Output: loop { if !cond { break; } body }
fn tested_inside(e: &ExprWhile) -> Option<ExprLoop> {
    let (label, cond, body) = (&e.label, &e.cond, &e.body.stmts);
    // a `let` in the condition is no expression of its own
    // errors about it point at the condition
    syn::parse2(quote_spanned!(cond.span()=> #label loop { if !(#cond) { break; } #(#body)* })).ok()
}

/// Whether a condition has code in it that may change a variable.
fn may_change(cond: &Expr) -> bool {
    struct Find(bool);
    impl<'ast> Visit<'ast> for Find {
        fn visit_expr(&mut self, e: &'ast Expr) {
            let assigns = matches!(e, Expr::Binary(b) if compound(&b.op).is_some());
            let known = matches!(e, Expr::MethodCall(m) if reads(&m.method.to_string()));
            let calls = matches!(e, Expr::Call(_) | Expr::MethodCall(_)) && !known;
            self.0 |= assigns || calls || matches!(e, Expr::Assign(_) | Expr::Block(_) | Expr::Macro(_));
            visit::visit_expr(self, e);
        }
    }
    let mut find = Find(false);
    find.visit_expr(cond);
    find.0
}

impl Head<'_> {
    /// The loop variable of a range.
    pub(super) fn index(&self) -> Var {
        match self {
            Head::Range { index, .. } => *index,
            Head::While(_) | Head::Forever(_) => unreachable!("only a range has an index"),
        }
    }
}

/// `a..b`, `(a..b).rev()`, `(a..b).step_by(n)`, `(a..b).rev().step_by(n)`.
struct Bounded<'e> {
    range: &'e ExprRange,
    down: bool,
    by: Option<&'e Expr>,
}

impl<'e> Bounded<'e> {
    fn of(expr: &'e Expr) -> Option<Self> {
        match strip(expr) {
            Expr::Range(range) if range.start.is_some() && range.end.is_some() => {
                Some(Bounded { range, down: false, by: None })
            }
            Expr::MethodCall(call) => {
                let inner = Bounded::of(&call.receiver).filter(|inner| inner.by.is_none())?;
                match (call.method.to_string().as_str(), call.args.len()) {
                    ("rev", 0) => Some(Bounded { down: !inner.down, ..inner }),
                    ("step_by", 1) => Some(Bounded { by: Some(&call.args[0]), ..inner }),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
