//! `match` on integers, flags and tuples of them.
//!
//! The compiler chooses: the patterns are copied into a `match` that gives the number of the arm. Where a guard looks
//! at a real, the arms are tried one after the other instead.
use super::Lower;
use super::branch::Body;
use super::place::strip;
use crate::ir::{Exit, Operand, Rvalue, Selector, Stmt, Var, Verbatim};
use crate::kinds::Kind;
use crate::names::plain;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned;
use syn::{Expr, ExprMatch, Pat};

/// What is matched: one value, or the parts of a tuple.
pub(super) struct Scrutinee {
    values: Vec<Operand>,
    tuple: bool,
}

/// One arm.
pub(super) struct Case<'e> {
    pat: &'e Pat,
    guard: Option<&'e Expr>,
    body: &'e Expr,
}

impl Lower<'_> {
    pub(super) fn match_expr(&mut self, e: &ExprMatch) -> Operand {
        let (parts, tuple): (Vec<&Expr>, bool) = match strip(&e.expr) {
            Expr::Tuple(t) => (t.elems.iter().collect(), true),
            one => (vec![one], false),
        };
        let values: Vec<_> = parts.iter().map(|part| self.expr(part)).collect();
        for (value, part) in values.iter().zip(&parts) {
            match self.kind_of(value) {
                Kind::Int | Kind::Bool | Kind::Unknown(_) => {}
                Kind::Poison => return Operand::Poison,
                _ => {
                    let help = "compare reals with `if`";
                    return self.reject(part, "a `match` on something other than integers and flags", help);
                }
            }
        }
        let on = Scrutinee { values, tuple };
        let cases: Vec<_> = e.arms.iter().map(|arm| Case::of(&arm.pat, &arm.body)).collect();
        for case in &cases {
            self.check_pattern(case.pat);
        }
        let plain = cases.iter().all(|c| c.guard.is_none_or(|guard| self.plain_guard(guard, c.pat).is_some()));
        if plain { self.numbered(&on, &cases, e.span()) } else { self.cases(&on, &cases) }
    }

    /// A guard in which nothing is active.
    fn plain_guard(&self, guard: &Expr, pat: &Pat) -> Option<Verbatim> {
        self.verbatim_with(guard, bound(pat).into_iter().map(plain).collect())
    }

    /// The compiler chooses the arm.
    fn numbered(&mut self, on: &Scrutinee, cases: &[Case<'_>], span: Span) -> Operand {
        let (mut choice, mut bodies) = (TokenStream::new(), Vec::new());
        let mut reads: Vec<Var> = on.values.iter().filter_map(Operand::var).collect();
        for (k, case) in cases.iter().enumerate() {
            let guard = case.guard.and_then(|guard| self.plain_guard(guard, case.pat)).map(|guard| {
                reads.extend(guard.reads);
                let tokens = guard.tokens;
                quote!(if #tokens)
            });
            let (pat, k) = (case.pat, Literal::usize_suffixed(k));
            choice.extend(quote!(#pat #guard => #k,));
            bodies.push(Body::Bound(on.bindings(case.pat), case.body));
        }
        let tokens = self.scrutinee(on);
        let code = Verbatim { tokens: quote!(match #tokens { #choice }), reads, repeatable: false };
        let arm = self.define(Kind::Int, Rvalue::Verbatim(code), span);
        self.branch(arm, Selector::Number, bodies, span)
    }

    /// The arms are tried one after the other; the last one takes what is left.
    pub(super) fn cases(&mut self, on: &Scrutinee, cases: &[Case<'_>]) -> Operand {
        let Some((case, rest)) = cases.split_first() else {
            // the compiler has seen that the arms are all there are
            let tokens = quote!(::core::unreachable!());
            self.push(Stmt::Effect(Verbatim { tokens, reads: Vec::new(), repeatable: false }));
            self.leave(Exit::Never);
            return Operand::Poison;
        };
        let body = Body::Bound(on.bindings(case.pat), case.body);
        if rest.is_empty() && case.guard.is_none() {
            return self.body(body);
        }
        let (pat, tokens) = (case.pat, self.scrutinee(on));
        let reads = on.values.iter().filter_map(Operand::var).collect();
        let code = Verbatim { tokens: quote!(match #tokens { #pat => true, _ => false }), reads, repeatable: true };
        let fits = self.define(Kind::Bool, Rvalue::Verbatim(code), pat.span());
        let taken = match case.guard {
            None => fits,
            Some(guard) => {
                let guard = Body::Bound(on.bindings(pat), guard);
                let refused = Body::Value(Operand::Plain(quote!(false), Kind::Bool));
                self.branch(fits, Selector::Flag, vec![guard, refused], pat.span())
            }
        };
        self.branch(taken, Selector::Flag, vec![body, Body::Match(on, rest)], pat.span())
    }

    fn scrutinee(&self, on: &Scrutinee) -> TokenStream {
        let values: Vec<_> = on.values.iter().map(|value| self.tokens(value)).collect();
        if on.tuple { quote!((#(#values,)*)) } else { values.into_iter().collect() }
    }

    /// Whether a name among alternatives is a constant's: written like one, and no local's.
    fn is_constant(&self, name: &Ident) -> bool {
        self.scopes.find(name).is_none() && !plain(name).chars().any(char::is_lowercase)
    }

    fn check_pattern(&mut self, pat: &Pat) {
        match pat {
            Pat::Lit(_) | Pat::Range(_) | Pat::Wild(_) | Pat::Path(_) => {}
            Pat::Ident(p) if p.by_ref.is_none() => {
                if let Some((_, inner)) = &p.subpat {
                    self.check_pattern(inner);
                }
            }
            Pat::Or(or) if or.cases.iter().flat_map(bound).all(|name| self.is_constant(name)) => {
                or.cases.iter().for_each(|p| self.check_pattern(p));
            }
            Pat::Paren(inner) => self.check_pattern(&inner.pat),
            Pat::Tuple(tuple) if tuple.elems.iter().all(|p| !matches!(p, Pat::Tuple(_))) => {
                tuple.elems.iter().for_each(|p| self.check_pattern(p));
            }
            other => drop(self.reject(
                other,
                "this pattern is not supported yet",
                "match on integers, flags and tuples of them with literals, ranges, names, `|` and `_`",
            )),
        }
    }
}

impl<'e> Case<'e> {
    fn of(pat: &'e Pat, body: &'e Expr) -> Self {
        match pat {
            Pat::Guard(guarded) => Case { pat: &guarded.pat, guard: Some(&guarded.guard), body },
            pat => Case { pat, guard: None, body },
        }
    }
}

impl Scrutinee {
    /// The names that a pattern binds, with their values.
    fn bindings<'e>(&self, pat: &'e Pat) -> Vec<(&'e Ident, Operand)> {
        match pat {
            Pat::Paren(inner) => self.bindings(&inner.pat),
            Pat::Tuple(tuple) if self.tuple => {
                let parts = tuple.elems.iter().zip(&self.values);
                parts.filter_map(|(pat, value)| Some((name(pat)?, value.clone()))).collect()
            }
            pat => name(pat).into_iter().zip(self.values.first().cloned()).collect(),
        }
    }
}

/// The names that a pattern binds.
fn bound(pat: &Pat) -> Vec<&Ident> {
    match pat {
        Pat::Tuple(tuple) => tuple.elems.iter().flat_map(bound).collect(),
        Pat::Paren(inner) => bound(&inner.pat),
        Pat::Or(or) => or.cases.iter().flat_map(bound).collect(),
        pat => name(pat).into_iter().collect(),
    }
}

/// The name that a pattern on an integer binds. A constant's name counts too: where its arm is taken, the constant is
/// the value.
fn name(pat: &Pat) -> Option<&Ident> {
    match pat {
        Pat::Ident(p) => Some(&p.ident),
        Pat::Paren(inner) => name(&inner.pat),
        _ => None,
    }
}
