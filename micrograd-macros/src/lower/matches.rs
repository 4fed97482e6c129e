//! `match`. The compiler chooses: the patterns are copied into a `match` that gives the number of the arm. Where a
//! guard looks at a real, the arms are tried one after the other instead.
use super::Lower;
use super::branch::Body;
use super::forms::Form;
use super::subject::Subject;
use crate::hash::HashSet;
use crate::ir::{Operand, Rvalue, Selector, Verbatim};
use crate::kinds::Kind;
use crate::names::plain;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMatch, Lit, Pat};

/// One arm; alternatives that bind names have one each.
struct Case<'e> {
    pat: Pat,
    guard: Option<Expr>,
    body: &'e Expr,
}

/// So many arms may come of the alternatives of one.
const MOST: usize = 16;

impl Lower<'_> {
    pub(super) fn match_expr(&mut self, e: &ExprMatch) -> Operand {
        let subject = self.subject(&e.expr);
        let subject = self.placed(subject, &e.expr);
        if self.is_poison(&subject) {
            return Operand::Poison;
        }
        if let Some(name) = self.bare_variant(e) {
            let message = format!("`{name}` is taken for a struct, since the name of its enum is missing");
            return self.reject(&name, message, format!("write `Type::{name}`"));
        }
        let mut cases = Vec::new();
        for arm in &e.arms {
            let (pat, guard) = match &arm.pat {
                Pat::Guard(guarded) => (&*guarded.pat, Some((*guarded.guard).clone())),
                pat => (pat, None),
            };
            let alternatives = self.alternatives(pat);
            if alternatives.len() > MOST {
                return self.reject(pat, "too many alternatives that bind names", "write an arm for each of them");
            }
            cases.extend(alternatives.into_iter().map(|pat| Case { pat, guard: guard.clone(), body: &arm.body }));
        }
        let forms: Vec<Form> = cases.iter().map(|case| self.form(&case.pat, &subject)).collect();
        if !self.errors.is_empty() {
            return self.cases(&subject, &cases);
        }
        let guards: Vec<_> = cases.iter().zip(&forms).map(|(case, form)| self.guard_as_written(case, form)).collect();
        let all_written = cases.iter().zip(&guards).all(|(case, guard)| case.guard.is_some() == guard.is_some());
        if all_written && cases.len() > 1 {
            self.numbered(&subject, &cases, &forms, guards, e.span())
        } else {
            self.cases(&subject, &cases)
        }
    }

    /// A variant that is named without its enum: only one of several arms can be that of a struct.
    fn bare_variant(&self, e: &ExprMatch) -> Option<Ident> {
        let bare = |pat: &Pat| match pat {
            Pat::TupleStruct(p) => p.path.get_ident().cloned(),
            Pat::Struct(p) => p.path.get_ident().cloned(),
            Pat::Ident(p) if !self.is_constant(&p.ident) => Some(p.ident.clone()),
            _ => None,
        };
        let pats = e.arms.iter().map(|arm| match &arm.pat {
            Pat::Guard(guarded) => &*guarded.pat,
            pat => pat,
        });
        let known = ["Some", "None", "Ok", "Err"];
        let typed = |name: &Ident| plain(name).starts_with(char::is_uppercase) && !known.iter().any(|k| name == k);
        let names: Vec<Ident> = pats.filter_map(bare).filter(typed).collect();
        let fields = |pat: &Pat| matches!(pat, Pat::TupleStruct(_) | Pat::Struct(_));
        let (first, rest) = names.split_first()?;
        let made = e.arms.iter().any(|arm| fields(&arm.pat) && bare(&arm.pat).is_some_and(|name| typed(&name)));
        (made && rest.iter().any(|name| name != first)).then(|| first.clone())
    }

    /// The patterns that one with names in alternatives stands for. Literals of reals are no patterns in emitted code,
    /// so they make arms of their own too.
    pub(super) fn alternatives(&self, pat: &Pat) -> Vec<Pat> {
        let splits = |or: &syn::PatOr| or.cases.iter().any(|p| self.binds(p) || self.is_real_literal(p));
        let mut done = Vec::new();
        let mut open = vec![pat.clone()];
        while let Some(pat) = open.pop() {
            let mut first = FirstOr { splits: &splits, replace: None, count: 0 };
            first.visit_pat_mut(&mut pat.clone());
            if first.count == 0 || open.len() + done.len() > MOST {
                done.push(pat);
                continue;
            }
            // the first alternative is to be tried first
            for k in (0..first.count).rev() {
                let mut alternative = pat.clone();
                FirstOr { splits: &splits, replace: Some(k), count: 0 }.visit_pat_mut(&mut alternative);
                open.push(alternative);
            }
        }
        done
    }

    /// Whether a pattern is compared with literals of reals.
    fn is_real_literal(&self, pat: &Pat) -> bool {
        let real = |e: &Expr| matches!(e, Expr::Lit(lit) if matches!(lit.lit, Lit::Float(_)));
        let found = match pat {
            Pat::Lit(lit) => matches!(lit.lit, Lit::Float(_)),
            Pat::Range(range) => [&range.start, &range.end].into_iter().flatten().any(|bound| real(bound)),
            Pat::Paren(inner) => self.is_real_literal(&inner.pat),
            _ => false,
        };
        found && self.is_plain_mode()
    }

    /// A guard in which nothing is active, and whose names carry no derivative: it stays at its pattern.
    fn guard_as_written(&self, case: &Case<'_>, form: &Form) -> Option<Verbatim> {
        let mut guard = case.guard.clone()?;
        let mut starred = Starred { names: HashSet::default(), used: HashSet::default() };
        starred.names.extend(form.names.iter().filter(|name| name.starred).map(|name| name.text.clone()));
        let all: HashSet<String> = form.names.iter().map(|name| name.text.clone()).collect();
        let mut used = Starred { names: all.clone(), used: HashSet::default() };
        used.visit_expr_mut(&mut guard.clone());
        let active = |name: &&super::forms::Name| !self.kinds.resolve(&name.kind).is_inactive();
        if form.names.iter().filter(active).any(|name| used.used.contains(&name.text)) {
            return None;
        }
        starred.visit_expr_mut(&mut guard);
        self.verbatim_with(&guard, all)
    }

    /// The compiler chooses the arm.
    fn numbered(
        &mut self,
        subject: &Subject,
        cases: &[Case<'_>],
        forms: &[Form],
        guards: Vec<Option<Verbatim>>,
        span: Span,
    ) -> Operand {
        let (on, mut reads) = self.scrutinee(subject);
        let (mut choice, mut bodies) = (TokenStream::new(), Vec::new());
        for (k, ((case, form), guard)) in cases.iter().zip(forms).zip(guards).enumerate() {
            let guard = guard.map(|guard| {
                reads.extend(guard.reads);
                guard.tokens
            });
            reads.extend(&form.reads);
            let (arm, k) = (form.arm(guard), Literal::usize_suffixed(k));
            choice.extend(quote!(#arm => #k,));
            bodies.push(Body::Then(Box::new(move |l| l.arm_body(case, subject))));
        }
        let code = Verbatim { tokens: quote!(match #on { #choice }), reads, repeatable: false };
        let arm = self.define(Kind::Int, Rvalue::Verbatim(code), span);
        self.branch(arm, Selector::Number, bodies, span)
    }

    fn arm_body(&mut self, case: &Case<'_>, subject: &Subject) -> Operand {
        self.scopes.enter();
        self.bind_fitting(&case.pat, subject.clone());
        let value = self.expr(case.body);
        self.scopes.leave();
        value
    }

    /// The arms are tried one after the other; the last one takes what is left.
    fn cases(&mut self, subject: &Subject, cases: &[Case<'_>]) -> Operand {
        let Some((case, rest)) = cases.split_first() else {
            // the compiler has seen that the arms are all there are
            let tokens = quote!(::core::unreachable!());
            self.push(crate::ir::Stmt::Effect(Verbatim { tokens, reads: Vec::new(), repeatable: false }));
            self.leave(crate::ir::Exit::Never);
            return Operand::Poison;
        };
        if rest.is_empty() && case.guard.is_none() {
            return self.arm_body(case, subject);
        }
        let taken = self.selected(subject, &case.pat, case.guard.as_ref());
        let body = Body::Then(Box::new(|l: &mut Lower<'_>| l.arm_body(case, subject)));
        let Some(taken) = taken else { return self.body(body) };
        let others = Body::Then(Box::new(|l: &mut Lower<'_>| l.cases(subject, rest)));
        self.branch(taken, Selector::Flag, vec![body, others], case.pat.span())
    }

    /// The flag that tells whether a pattern fits and its guard holds; nothing if that is always so.
    pub(super) fn selected(&mut self, subject: &Subject, pat: &Pat, guard: Option<&Expr>) -> Option<Operand> {
        let fits = self.fits(pat, subject);
        let Some(guard) = guard else { return fits };
        let holds = |l: &mut Lower<'_>| {
            l.scopes.enter();
            l.bind_fitting(pat, subject.clone());
            let holds = l.expr(guard);
            l.expect(&holds, &Kind::Bool, guard);
            l.scopes.leave();
            holds
        };
        let Some(fits) = fits else { return Some(holds(self)) };
        let refused = Body::Value(Operand::plain(quote!(false), Kind::Bool));
        Some(self.branch(fits, Selector::Flag, vec![Body::Then(Box::new(holds)), refused], pat.span()))
    }
}

/// Finds the first alternatives in a pattern that must be told apart, and puts one of them in their place.
struct FirstOr<'a> {
    splits: &'a dyn Fn(&syn::PatOr) -> bool,
    replace: Option<usize>,
    count: usize,
}

impl VisitMut for FirstOr<'_> {
    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        if self.count > 0 {
            return;
        }
        if let Pat::Or(or) = pat
            && (self.splits)(or)
        {
            self.count = or.cases.len();
            if let Some(k) = self.replace {
                *pat = or.cases[k].clone();
            }
            return;
        }
        visit_mut::visit_pat_mut(self, pat);
    }
}

/// Puts a star in front of names that are references only in emitted code.
struct Starred {
    names: HashSet<String>,
    used: HashSet<String>,
}

impl VisitMut for Starred {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Path(path) = expr
            && let Some(name) = path.path.get_ident().map(plain).filter(|name| self.names.contains(name))
        {
            self.used.insert(name);
            *expr = syn::parse_quote!((*#path));
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}
