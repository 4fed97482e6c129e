//! Conditions that take something apart: `if let`, chains of them, `let else`, `while let`, `matches!`.
use super::Lower;
use super::branch::Body;
use super::jumps::Reach;
use super::mutations::Mutations;
use crate::ir::{Operand, Selector};
use crate::kinds::Kind;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{BinOp, Block, Expr, ExprIf, ExprLet, ExprWhile, Macro, Pat, Token, Type};

/// What happens where all conditions of a chain hold.
type Success<'e> = Box<dyn FnOnce(&mut Lower<'_>) -> Operand + 'e>;

impl Lower<'_> {
    pub(super) fn if_expr(&mut self, e: &ExprIf) -> Operand {
        let conditions = conjuncts(&e.cond);
        let otherwise = e.else_branch.as_ref().map(|(_, e)| &**e);
        match (&conditions[..], otherwise) {
            ([Expr::Let(only)], otherwise) => self.if_let(only, &e.then_branch, otherwise),
            (conditions, None) if conditions.iter().any(|c| matches!(c, Expr::Let(_))) => {
                self.in_turn(conditions, Box::new(|l| l.block(&e.then_branch)))
            }
            (conditions, Some(otherwise)) if conditions.iter().any(|c| matches!(c, Expr::Let(_))) => {
                let changes = Mutations::of_condition(&e.cond, &e.then_branch).and(otherwise);
                self.left_early(Reach::Chain, None, &changes, e.span(), |l| {
                    let own = l.loops.len() - 1;
                    l.in_turn(
                        conditions,
                        Box::new(|l| {
                            let value = l.block(&e.then_branch);
                            l.leave_with(own, value);
                            Operand::Unit
                        }),
                    );
                    l.expr(otherwise)
                })
            }
            _ => {
                let on = self.expr(&e.cond);
                self.expect(&on, &Kind::Bool, &e.cond);
                let otherwise = otherwise.map_or(Body::Empty, Body::Expr);
                self.branch(on, Selector::Flag, vec![Body::Block(&e.then_branch), otherwise], e.span())
            }
        }
    }

    fn if_let(&mut self, e: &ExprLet, then: &Block, otherwise: Option<&Expr>) -> Operand {
        if self.alternatives(&e.pat).len() > 1 {
            let (value, pat, otherwise) = (&e.expr, &e.pat, otherwise.map_or(quote!({}), ToTokens::to_token_stream));
            let both = syn::parse_quote_spanned!(e.span()=> match #value { #pat => #then, _ => #otherwise });
            return self.match_expr(&both);
        }
        let subject = self.subject(&e.expr);
        let subject = self.placed(subject, &e.expr);
        if self.is_poison(&subject) {
            return Operand::Poison;
        }
        let fits = self.fits(&e.pat, &subject);
        let then = |l: &mut Lower<'_>| {
            l.scopes.enter();
            l.bind_fitting(&e.pat, subject);
            let value = l.block(then);
            l.scopes.leave();
            value
        };
        let Some(fits) = fits else { return then(self) };
        let otherwise = otherwise.map_or(Body::Empty, Body::Expr);
        self.branch(fits, Selector::Flag, vec![Body::Then(Box::new(then)), otherwise], e.span())
    }

    /// Conditions one in the other: what one binds, the next ones see.
    fn in_turn(&mut self, conditions: &[&Expr], success: Success<'_>) -> Operand {
        let Some((first, rest)) = conditions.split_first() else { return success(self) };
        let Expr::Let(e) = first else {
            let on = self.expr(first);
            self.expect(&on, &Kind::Bool, first);
            let then = Body::Then(Box::new(|l: &mut Lower<'_>| l.in_turn(rest, success)));
            return self.branch(on, Selector::Flag, vec![then, Body::Empty], first.span());
        };
        let subject = self.subject(&e.expr);
        let subject = self.placed(subject, &e.expr);
        if self.is_poison(&subject) {
            return Operand::Poison;
        }
        let fits = self.fits(&e.pat, &subject);
        let then = |l: &mut Lower<'_>| {
            l.scopes.enter();
            l.bind_fitting(&e.pat, subject);
            let value = l.in_turn(rest, success);
            l.scopes.leave();
            value
        };
        match fits {
            Some(fits) => {
                self.branch(fits, Selector::Flag, vec![Body::Then(Box::new(then)), Body::Empty], first.span())
            }
            None => then(self),
        }
    }

    /// `let pat = init else { .. };`
    pub(super) fn let_else(&mut self, (pat, ty): (&Pat, Option<&Type>), kind: &Kind, init: &Expr, otherwise: &Expr) {
        let subject = self.subject(init);
        let subject = self.placed(subject, init);
        if self.is_poison(&subject) {
            return;
        }
        if let Some(fits) = self.fits(pat, &subject) {
            self.branch(fits, Selector::Flag, vec![Body::Empty, Body::Expr(otherwise)], pat.span());
        }
        self.bind_subject(pat, subject, kind, ty);
    }

    pub(super) fn while_loop(&mut self, e: &ExprWhile) -> Operand {
        if !conjuncts(&e.cond).iter().any(|c| matches!(c, Expr::Let(_))) {
            return self.plain_while(e);
        }
        // what the condition binds belongs to the iteration
        let (cond, body) = (&e.cond, &e.body);
        let step: ExprIf = syn::parse_quote!(if #cond #body else { break; });
        let changes = Mutations::of_condition(cond, body);
        self.endless(e.while_token.span, &changes, e.label.as_ref(), |l| drop(l.if_expr(&step)))
    }

    /// `matches!(value, pattern if guard)`
    pub(super) fn matches_macro(&mut self, mac: &Macro) -> Operand {
        let parsed = match mac.parse_body::<Matches>() {
            Ok(parsed) => parsed,
            Err(error) => {
                self.errors.push(error);
                return Operand::Poison;
            }
        };
        let subject = self.subject(&parsed.value);
        let subject = self.placed(subject, &parsed.value);
        if self.is_poison(&subject) {
            return Operand::Poison;
        }
        let taken = self.selected(&subject, &parsed.pat, parsed.guard.as_ref());
        taken.unwrap_or_else(|| Operand::plain(quote!(true), Kind::Bool))
    }
}

/// The arguments of `matches!`.
struct Matches {
    value: Expr,
    pat: Pat,
    guard: Option<Expr>,
}

impl Parse for Matches {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let value = input.parse()?;
        input.parse::<Token![,]>()?;
        let pat = Pat::parse_multi_with_leading_vert(input)?;
        let guard = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
        input.parse::<Option<Token![,]>>()?;
        Ok(Matches { value, pat, guard })
    }
}

/// The conditions of `a && let p = b && c`.
fn conjuncts(cond: &Expr) -> Vec<&Expr> {
    match cond {
        Expr::Binary(e) if matches!(e.op, BinOp::And(_)) => {
            let mut all = conjuncts(&e.left);
            all.extend(conjuncts(&e.right));
            all
        }
        other => vec![other],
    }
}
