//! `if`, `&&`, `||`, `return`, and how the arms of a branch are joined.
use super::Lower;
use super::scope::{Binding, Local};
use crate::ir::{Exit, Operand, Region, Selector, Stmt, Var};
use crate::kinds::Kind;
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{BinOp, Block, Expr, ExprBinary, ExprReturn};

/// What an arm holds.
pub(super) enum Body<'e> {
    /// Nothing.
    Empty,
    /// A value.
    Value(Operand),
    /// A block.
    Block(&'e Block),
    /// An expression.
    Expr(&'e Expr),
    /// What lowers it.
    Then(Box<dyn FnOnce(&mut Lower<'_>) -> Operand + 'e>),
    /// A macro that never returns; its arguments are lowered in the arm.
    Panic { path: TokenStream, leading: TokenStream, reads: Vec<Var>, args: &'e [Expr] },
}

/// A lowered arm.
struct Arm {
    stmts: Vec<Stmt>,
    exit: Option<Exit>,
    value: Operand,
    after: Vec<Binding>,
}

impl Lower<'_> {
    /// `a && b` is `if a { b } else { false }`: the right side is only evaluated where Rust evaluates it.
    pub(super) fn short_circuit(&mut self, e: &ExprBinary) -> Operand {
        let on = self.expr(&e.left);
        self.expect(&on, &Kind::Bool, &e.left);
        let known = |flag: bool| Body::Value(Operand::plain(flag.to_token_stream(), Kind::Bool));
        let arms = match e.op {
            BinOp::And(_) => vec![Body::Expr(&e.right), known(false)],
            _ => vec![known(true), Body::Expr(&e.right)],
        };
        self.branch(on, Selector::Flag, arms, e.span())
    }

    pub(super) fn return_expr(&mut self, e: &ExprReturn) -> Operand {
        let value = e.expr.as_ref().map_or(Operand::Unit, |e| self.expr(e));
        self.leave_function(value, e);
        Operand::Poison
    }

    /// Ends the region being lowered.
    pub(super) fn leave(&mut self, exit: Exit) {
        self.exit.get_or_insert(exit);
    }

    /// Lowers the arms, and joins what they leave behind.
    pub(super) fn branch(&mut self, on: Operand, selector: Selector, bodies: Vec<Body<'_>>, span: Span) -> Operand {
        let before = self.scopes.now.clone();
        let mut arms: Vec<Arm> = bodies.into_iter().map(|body| self.arm(body, &before)).collect();
        self.scopes.restore(&before);
        if arms.iter().all(|arm| arm.exit.is_some()) {
            let arms = arms.into_iter().map(|arm| close(arm, Vec::new())).collect();
            self.push(Stmt::Branch { on, selector, arms, out: Vec::new() });
            self.leave(Exit::Never);
            return Operand::Poison;
        }
        let mut joined: Vec<(Var, Vec<Operand>)> = Vec::new();
        let value = self.join_values(&mut arms, &mut joined, span);
        for local in changed(&arms, &before) {
            self.join_local(local, &arms, &mut joined);
        }
        let out = joined.iter().map(|(var, _)| *var).collect();
        let mut falling = 0;
        let arms = arms.into_iter().map(|arm| {
            let yields =
                joined.iter().map(|(_, values)| values.get(falling).cloned().unwrap_or(Operand::Unit)).collect();
            falling += usize::from(arm.exit.is_none());
            close(arm, yields)
        });
        let arms = arms.collect();
        self.push(Stmt::Branch { on, selector, arms, out });
        value
    }

    fn arm(&mut self, body: Body<'_>, before: &[Binding]) -> Arm {
        self.scopes.restore(before);
        let (stmts, exit, value) = self.region(|l| l.body(body));
        Arm { stmts, exit, value, after: self.scopes.now[..before.len()].to_vec() }
    }

    pub(super) fn body(&mut self, body: Body<'_>) -> Operand {
        match body {
            Body::Empty => Operand::Unit,
            Body::Value(operand) => operand,
            Body::Block(block) => self.block(block),
            Body::Expr(expr) => self.expr(expr),
            Body::Then(lower) => lower(self),
            Body::Panic { path, leading, reads, args } => {
                let mut code = self.formatted(&path, &leading, args);
                code.reads.extend(reads);
                self.push(Stmt::Effect(code));
                self.leave(Exit::Never);
                Operand::Unit
            }
        }
    }

    /// The value of the whole branch, if its arms have one.
    fn join_values(&mut self, arms: &mut [Arm], joined: &mut Vec<(Var, Vec<Operand>)>, span: Span) -> Operand {
        let values: Vec<_> = arms.iter().filter(|a| a.exit.is_none()).map(|a| a.value.clone()).collect();
        if values.iter().all(|v| matches!(v, Operand::Unit | Operand::Poison)) {
            return values.into_iter().find(|v| matches!(v, Operand::Poison)).unwrap_or(Operand::Unit);
        }
        let var = self.temp_var(Kind::Unit, span);
        self.vars[var.0].kind = self.join_kinds(&values, span);
        joined.push((var, values));
        Operand::Var(var)
    }

    pub(super) fn join_kinds(&mut self, values: &[Operand], span: Span) -> Kind {
        let kind = self.kinds.unknown();
        for value in values {
            let own = self.kind_of(value);
            self.unify(&own, &kind, &Ident::new("branch", span));
        }
        kind
    }

    fn join_local(&mut self, local: Local, arms: &[Arm], joined: &mut Vec<(Var, Vec<Operand>)>) {
        let falling = arms.iter().filter(|arm| arm.exit.is_none());
        let values: Option<Vec<_>> = falling
            .map(|arm| match &arm.after[local.0] {
                Binding::Value(operand) => Some(operand.clone()),
                _ => None,
            })
            .collect();
        // not assigned in every arm: Rust lets nobody read it afterwards
        let Some(values) = values else { return };
        let info = self.scopes.info(local).clone();
        let kind = self.join_kinds(&values, info.ident.span());
        let var = self.user_var(&info.ident, kind);
        self.scopes.set(local, Operand::Var(var));
        joined.push((var, values));
    }
}

fn close(arm: Arm, yields: Vec<Operand>) -> Region {
    let exit = arm.exit.unwrap_or(Exit::Fall(yields));
    Region { index: None, args: Vec::new(), stmts: arm.stmts, exit }
}

/// The locals that some arm gave a new value.
fn changed(arms: &[Arm], before: &[Binding]) -> Vec<Local> {
    let falling = || arms.iter().filter(|arm| arm.exit.is_none());
    (0..before.len()).filter(|&k| falling().any(|arm| !arm.after[k].same(&before[k]))).map(Local).collect()
}
