//! `break`, `continue`, and blocks that are left early: those with a label, and the bodies of closures.
use super::Lower;
use super::mutations::Mutations;
use super::scope::{Binding, Local};
use crate::ir::{Exit, Iter, LoopId, Operand, Region, Stmt, Var};
use crate::names::Key;
use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{ExprBlock, ExprBreak, ExprClosure, ExprContinue, ExprReturn, ExprTry, Lifetime};

/// What a jump goes out of: a loop or a block around the point being lowered.
pub(super) struct Target {
    /// Its identity.
    pub(super) id: LoopId,
    /// Its label.
    pub(super) label: Option<Key>,
    /// Which jumps mean it.
    pub(super) reach: Reach,
    /// Whether it goes over the items of an item of the loop around it: `break` leaves that one, too.
    pub(super) inner: bool,
    /// The locals that it carries.
    pub(super) carried: Vec<Local>,
    /// The locals that a `break` gives, if it also gives a value: it does where nothing else ends the loop.
    pub(super) given: Option<Vec<Local>>,
    /// Where it stands.
    pub(super) span: Span,
}

/// Which jumps mean a target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// `break` and `continue`, with its label or without any.
    Loop,
    /// `break` with its label.
    Block,
    /// `return`.
    Closure,
    /// None of the user's.
    Chain,
}

impl Lower<'_> {
    pub(super) fn break_loop(&mut self, e: &ExprBreak) -> Operand {
        let value = e.expr.as_ref().map(|value| self.expr(value));
        let Some(mut target) = self.target(e.label.as_ref(), e) else { return Operand::Poison };
        while self.loops[target].inner {
            let around = self.loops[..target].iter().rposition(|t| t.reach == Reach::Loop);
            target = around.expect("an inner loop stands in another");
        }
        if let (Some(at), None) = (&e.expr, &self.loops[target].given) {
            let help = "write `loop`, or assign to a variable declared before the loop";
            return self.reject(at, "a value out of a loop that may end by itself", help);
        }
        self.leave_with(target, value.unwrap_or(Operand::Unit));
        Operand::Poison
    }

    pub(super) fn continue_loop(&mut self, e: &ExprContinue) -> Operand {
        let Some(target) = self.target(e.label.as_ref(), e) else { return Operand::Poison };
        if self.loops[target].reach != Reach::Loop {
            return self.reject(e, "`continue` with the label of a block", "write `break`, or the label of a loop");
        }
        let values = self.values(&self.loops[target].carried);
        self.leave(Exit::Continue(self.loops[target].id, values));
        Operand::Poison
    }

    /// Which of the targets around a jump means.
    fn target(&mut self, label: Option<&Lifetime>, at: &impl ToTokens) -> Option<usize> {
        let label = label.map(|l| Key::of(&l.ident));
        let means = |target: &Target| match &label {
            None => target.reach == Reach::Loop,
            label => target.label == *label,
        };
        let found = self.loops.iter().rposition(means);
        if found.is_none() {
            self.reject(at, "this jump has no loop", "use it inside a loop, with the loop's own label");
        }
        found
    }

    /// Ends the region being lowered with a jump behind a loop or a block.
    pub(super) fn leave_with(&mut self, target: usize, value: Operand) {
        let target = &self.loops[target];
        let mut values = self.values(&target.carried);
        if let Some(given) = &target.given {
            values.extend(self.values(given));
            values.push(value);
        }
        self.leave(Exit::Break(target.id, values));
    }

    /// `return`: out of the closure whose body is being lowered, or of the function.
    pub(super) fn leave_function(&mut self, value: Operand, at: &impl ToTokens) {
        if let Some(closure) = self.loops.iter().rposition(|target| target.reach == Reach::Closure) {
            self.leave_with(closure, value);
            return;
        }
        let kind = self.result.clone();
        self.expect(&value, &kind, at);
        self.leave(Exit::Return(value));
    }

    /// Whether the body of a closure is being lowered that may be left early.
    pub(super) fn is_in_closure(&self) -> bool {
        self.loops.iter().any(|target| target.reach == Reach::Closure)
    }

    /// `'a: { .. }`
    pub(super) fn labelled_block(&mut self, e: &ExprBlock) -> Operand {
        let label = e.label.as_ref().map(|l| Key::of(&l.name.ident));
        let changes = Mutations::of(&e.block);
        self.left_early(Reach::Block, label, &changes, e.span(), |l| l.block(&e.block))
    }

    /// The body of a closure: a `return` in it leaves it, with its value. `changes` are those of the body.
    pub(super) fn closure_body(
        &mut self,
        changes: &Mutations,
        at: &impl ToTokens,
        body: impl FnOnce(&mut Self) -> Operand,
    ) -> Operand {
        self.left_early(Reach::Closure, None, changes, at.to_token_stream().span(), body)
    }

    /// Code that jumps may leave early: whichever way it ends, it leaves a value, and the locals that it assigned.
    pub(super) fn left_early(
        &mut self,
        reach: Reach,
        label: Option<Key>,
        changes: &Mutations,
        span: Span,
        body: impl FnOnce(&mut Self) -> Operand,
    ) -> Operand {
        let (id, before) = (self.next_loop(), self.scopes.now.clone());
        let scalars = self.changed_by(changes, &[]).into_iter();
        let assigned = |l: &Local| matches!(self.scopes.binding(*l), Binding::Value(_) | Binding::Unset);
        let given = Some(scalars.filter(assigned).collect());
        self.loops.push(Target { id, label, reach, inner: false, carried: Vec::new(), given, span });
        let own = self.loops.len() - 1;
        let (stmts, exit, (value, falls)) = self.region(|l| {
            let value = body(l);
            let falls = l.exit.is_none();
            l.leave_with(own, value.clone());
            (value, falls)
        });
        let target = self.loops.pop().expect("the block's own target");
        let mut body = Region { index: None, args: Vec::new(), stmts, exit: exit.unwrap_or(Exit::Never) };
        if body.breaks(id).len() == usize::from(falls) {
            return self.splice(body, falls, value);
        }
        self.scopes.restore(&before);
        let mut out = Vec::new();
        let value = self.given(&target, &mut body, &mut out);
        self.push(Stmt::Loop { id, iter: Iter::Once, inits: Vec::new(), body, out, checkpoint: None });
        value
    }

    /// A block that nothing leaves early is code like any other.
    fn splice(&mut self, body: Region, falls: bool, value: Operand) -> Operand {
        body.stmts.into_iter().for_each(|stmt| self.push(stmt));
        if falls {
            return value;
        }
        self.leave(body.exit);
        Operand::Poison
    }

    /// The locals without a value yet that a loop may give one.
    pub(super) fn unset(&self, changed: &[Local]) -> Vec<Local> {
        let unset = |l: &Local| matches!(self.scopes.binding(*l), Binding::Unset);
        changed.iter().copied().filter(unset).collect()
    }

    /// Gives what every `break` agrees on to the code behind a loop: its value, and the locals that have one in each.
    pub(super) fn given(&mut self, target: &Target, body: &mut Region, out: &mut Vec<Var>) -> Operand {
        let Some(locals) = &target.given else { return Operand::Unit };
        let lists: Vec<Vec<Operand>> = body.breaks(target.id).into_iter().map(<[_]>::to_vec).collect();
        let first = target.carried.len();
        let mut kept = vec![true; first];
        let mut value = Operand::Unit;
        for k in 0..=locals.len() {
            let local = locals.get(k);
            let values: Vec<Operand> = lists.iter().map(|list| list[first + k].clone()).collect();
            kept.push(self.is_given(local, &values));
            if kept[first + k] {
                let var = self.join_given(local, &values, target.span);
                out.push(var);
                if local.is_none() {
                    value = Operand::Var(var);
                }
            }
        }
        body.each_break(target.id, &mut |ops| {
            let mut keep = kept.iter();
            ops.retain(|_| *keep.next().unwrap_or(&true));
        });
        value
    }

    /// Whether the values at all breaks make a value behind the loop: that of a local, or of the loop itself.
    fn is_given(&self, local: Option<&Local>, values: &[Operand]) -> bool {
        let missing = |value: &Operand| matches!(value, Operand::Poison);
        match local {
            Some(local) => {
                let same = |v: &Operand| Binding::Value(v.clone()).same(self.scopes.binding(*local));
                !values.is_empty() && !values.iter().any(missing) && !values.iter().all(same)
            }
            None => values.iter().any(|v| !missing(v) && !matches!(v, Operand::Unit)),
        }
    }

    fn join_given(&mut self, local: Option<&Local>, values: &[Operand], span: Span) -> Var {
        let kind = self.join_kinds(values, span);
        match local {
            Some(local) => {
                let ident = self.scopes.info(*local).ident.clone();
                let var = self.user_var(&ident, kind);
                self.scopes.set(*local, Operand::Var(var));
                var
            }
            None => self.temp_var(kind, span),
        }
    }
}

/// Whether some code leaves the function or the closure that it stands in.
#[derive(Default)]
pub(super) struct Exits {
    pub(super) found: bool,
}

impl<'ast> Visit<'ast> for Exits {
    fn visit_expr_return(&mut self, _: &'ast ExprReturn) {
        self.found = true;
    }

    fn visit_expr_try(&mut self, _: &'ast ExprTry) {
        self.found = true;
    }

    /// What leaves a closure in it goes no further.
    fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}
}
