//! `if`, `match`, `&&`, `||`, `return`.
use super::Lower;
use super::scope::{Binding, Local};
use crate::ir::{Exit, Operand, Region, Rvalue, Selector, Stmt, Var, Verbatim};
use crate::kinds::Kind;
use crate::names::plain;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{BinOp, Block, Expr, ExprBinary, ExprIf, ExprMatch, ExprReturn, Pat};

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
    /// An expression in which a name stands for a value.
    Bound(&'e Ident, Operand, &'e Expr),
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
    pub(super) fn if_expr(&mut self, e: &ExprIf) -> Operand {
        let on = self.expr(&e.cond);
        self.expect(&on, &Kind::Bool, &e.cond);
        let otherwise = e.else_branch.as_ref().map_or(Body::Empty, |(_, e)| Body::Expr(e));
        self.branch(on, Selector::Flag, vec![Body::Block(&e.then_branch), otherwise], e.span())
    }

    /// `a && b` is `if a { b } else { false }`: the right side is only evaluated where Rust evaluates it.
    pub(super) fn short_circuit(&mut self, e: &ExprBinary) -> Operand {
        let on = self.expr(&e.left);
        self.expect(&on, &Kind::Bool, &e.left);
        let known = |flag: bool| Body::Value(Operand::Plain(flag.to_token_stream(), Kind::Bool));
        let arms = match e.op {
            BinOp::And(_) => vec![Body::Expr(&e.right), known(false)],
            _ => vec![known(true), Body::Expr(&e.right)],
        };
        self.branch(on, Selector::Flag, arms, e.span())
    }

    pub(super) fn match_expr(&mut self, e: &ExprMatch) -> Operand {
        let on = self.expr(&e.expr);
        let kind = self.kind_of(&on);
        match kind {
            Kind::Int | Kind::Bool | Kind::Unknown(_) => {}
            Kind::Poison => return on,
            _ => {
                let help = "compare reals with `if`; take tuples apart with `let` first";
                return self.reject(&e.expr, "a `match` on something other than an integer or a flag", help);
            }
        }
        let mut choice = TokenStream::new();
        let mut bodies = Vec::new();
        let mut reads: Vec<Var> = on.var().into_iter().collect();
        for (k, arm) in e.arms.iter().enumerate() {
            let (pat, guard) = match &arm.pat {
                Pat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
                pat => (pat, None),
            };
            self.check_pattern(pat);
            let guard = guard.map(|guard| self.guard(guard, pat));
            let guard = guard.map(|guard| {
                reads.extend(guard.reads);
                let tokens = guard.tokens;
                quote!(if #tokens)
            });
            let k = Literal::usize_suffixed(k);
            choice.extend(quote!(#pat #guard => #k,));
            bodies.push(match bound_name(pat) {
                Some(name) => Body::Bound(name, on.clone(), &arm.body),
                None => Body::Expr(&arm.body),
            });
        }
        let on = self.tokens(&on);
        let code = Verbatim { tokens: quote!(match #on { #choice }), reads, repeatable: false };
        let arm = self.define(Kind::Int, Rvalue::Verbatim(code), e.span());
        self.branch(arm, Selector::Number, bodies, e.span())
    }

    fn guard(&mut self, guard: &Expr, pat: &Pat) -> Verbatim {
        let shadow = bound_name(pat).into_iter().map(plain).collect();
        self.verbatim_with(guard, shadow).unwrap_or_else(|| {
            self.reject(guard, "a guard on a real number", "use `if` inside the arm");
            Verbatim { tokens: TokenStream::new(), reads: Vec::new(), repeatable: false }
        })
    }

    fn check_pattern(&mut self, pat: &Pat) {
        match pat {
            Pat::Lit(_) | Pat::Range(_) | Pat::Wild(_) | Pat::Path(_) => {}
            Pat::Ident(p) if p.by_ref.is_none() => {
                if let Some((_, inner)) = &p.subpat {
                    self.check_pattern(inner);
                }
            }
            Pat::Or(or) => or.cases.iter().for_each(|p| self.check_pattern(p)),
            Pat::Paren(inner) => self.check_pattern(&inner.pat),
            other => drop(self.reject(
                other,
                "this pattern is not supported yet",
                "match on integers and flags with literals, ranges, `|` and `_`",
            )),
        }
    }

    pub(super) fn return_expr(&mut self, e: &ExprReturn) -> Operand {
        let value = e.expr.as_ref().map_or(Operand::Unit, |e| self.expr(e));
        let kind = self.input.result.kind();
        self.expect(&value, &kind, e);
        self.leave(Exit::Return(value));
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

    fn body(&mut self, body: Body<'_>) -> Operand {
        match body {
            Body::Empty => Operand::Unit,
            Body::Value(operand) => operand,
            Body::Block(block) => self.block(block),
            Body::Expr(expr) => self.expr(expr),
            Body::Bound(name, value, expr) => {
                self.scopes.enter();
                let kind = self.kind_of(&value);
                self.scopes.declare(name, Binding::Value(value), kind);
                let value = self.expr(expr);
                self.scopes.leave();
                value
            }
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
            return Operand::Unit;
        }
        let var = self.temp_var(Kind::Unit, span);
        self.vars[var.0].kind = self.join_kinds(&values, span);
        joined.push((var, values));
        Operand::Var(var)
    }

    fn join_kinds(&mut self, values: &[Operand], span: Span) -> Kind {
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

/// The name that a pattern on an integer binds; a lone upper-case name is a constant.
fn bound_name(pat: &Pat) -> Option<&Ident> {
    match pat {
        Pat::Ident(p) if p.subpat.is_some() || !is_constant(&p.ident) => Some(&p.ident),
        Pat::Paren(inner) => bound_name(&inner.pat),
        _ => None,
    }
}

/// Whether a name is written like a constant's.
fn is_constant(ident: &Ident) -> bool {
    !plain(ident).chars().any(char::is_lowercase)
}

/// The locals that some arm gave a new value.
fn changed(arms: &[Arm], before: &[Binding]) -> Vec<Local> {
    let falling = || arms.iter().filter(|arm| arm.exit.is_none());
    (0..before.len()).filter(|&k| falling().any(|arm| !arm.after[k].same(&before[k]))).map(Local).collect()
}
