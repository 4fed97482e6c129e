//! Whether a pattern fits: the compiler tells, with the user's pattern over the types of the emitted code. Its names
//! are bound elsewhere; here each is a reference, which only guards read.
use super::Lower;
use super::forms::Form;
use super::subject::Subject;
use crate::ir::{Operand, Place, Rvalue, Var, Verbatim};
use crate::kinds::Kind;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Pat, PatTuple};

impl Lower<'_> {
    /// The flag that tells whether a pattern fits; nothing if it always does.
    pub(super) fn fits(&mut self, pat: &Pat, subject: &Subject) -> Option<Operand> {
        let form = self.form(pat, subject);
        if let Subject::Maybe(flag, _) = subject
            && form.is_some
        {
            return Some(flag.clone());
        }
        if !form.refutable {
            return None;
        }
        let ((on, mut reads), arm) = (self.scrutinee(subject), form.arm(None));
        reads.extend(&form.reads);
        let tokens = quote!(match #on { #arm => true, _ => false });
        let code = Verbatim { tokens, reads, repeatable: true };
        Some(self.define(Kind::Bool, Rvalue::Verbatim(code), pat.span()))
    }

    /// What is matched, as emitted code.
    pub(super) fn scrutinee(&self, subject: &Subject) -> (TokenStream, Vec<Var>) {
        match subject.place() {
            Some(place) => (self.whole_tokens(place), place.vars().collect()),
            None => self.compared(subject),
        }
    }

    /// A part of what is matched: a reference.
    fn compared(&self, subject: &Subject) -> (TokenStream, Vec<Var>) {
        match subject {
            Subject::Place(place) | Subject::Ref(place, _) => {
                let tokens = self.whole_tokens(place);
                (quote!(&#tokens), place.vars().collect())
            }
            Subject::Parts(parts) => {
                let (tokens, reads): (Vec<_>, Vec<_>) = parts.iter().map(|part| self.compared(part)).unzip();
                (quote!((#(#tokens,)*)), reads.concat())
            }
            Subject::Maybe(flag, shown) => {
                let (tokens, mut reads) = self.compared(shown);
                reads.extend(flag.var());
                let (flag, option) = (self.tokens(flag), quote!(::core::option::Option));
                (quote!((if #flag { #option::Some(#tokens) } else { #option::None })), reads)
            }
            Subject::Value(_) | Subject::Whole(_) => (quote!(&()), Vec::new()),
        }
    }

    /// A place as code, through the reference if it is one to a slice.
    fn whole_tokens(&self, place: &Place) -> TokenStream {
        let tokens = self.place_tokens(place);
        let reference = self.vars[place.base.0].is_ref && place.projections.is_empty();
        if reference { quote!(*#tokens) } else { tokens }
    }

    /// A pattern over what `scrutinee` gives.
    pub(super) fn form(&mut self, pat: &Pat, subject: &Subject) -> Form {
        let mut form = Form::default();
        form.pattern = match subject {
            Subject::Place(place) => self.inner(pat, place, false, &mut form),
            Subject::Ref(place, _) => self.inner(pat, place, true, &mut form),
            other => self.outer(pat, other, &mut form),
        };
        form
    }

    /// A pattern over what `compared` gives.
    fn outer(&mut self, pat: &Pat, subject: &Subject, form: &mut Form) -> TokenStream {
        match (pat, subject) {
            (Pat::Wild(_) | Pat::Rest(_), _) => pat.to_token_stream(),
            (_, Subject::Place(place)) => {
                let inner = self.inner(pat, place, false, form);
                referred(pat, &inner)
            }
            (_, Subject::Ref(place, _)) => {
                let inner = self.inner(pat, place, true, form);
                referred(pat, &inner)
            }
            (Pat::Paren(inner), _) => self.outer(&inner.pat, subject, form),
            (Pat::Reference(inner), _) => self.outer(&inner.pat, subject, form),
            (Pat::Or(or), _) => {
                let cases: Vec<_> = or.cases.iter().map(|p| self.outer(p, subject, form)).collect();
                form.refutable = true;
                quote!((#(#cases)|*))
            }
            (Pat::Tuple(tuple), Subject::Parts(parts)) => self.parts_form(tuple, parts, form),
            (Pat::TupleStruct(p), Subject::Maybe(_, shown)) if p.elems.len() == 1 => {
                self.made(&p.path, true);
                let inner = self.outer(&p.elems[0], shown, form);
                form.is_some = !form.refutable;
                form.refutable = true;
                quote!(::core::option::Option::Some(#inner))
            }
            (Pat::Ident(name), Subject::Maybe(..)) if self.is_none(&name.ident) => {
                form.refutable = true;
                quote!(::core::option::Option::None)
            }
            (Pat::Ident(name), _) if name.subpat.is_none() => name.ident.to_token_stream(),
            (pat, _) => self.no_pattern(pat),
        }
    }

    fn parts_form(&mut self, tuple: &PatTuple, parts: &[Subject], form: &mut Form) -> TokenStream {
        let (count, rest) = (tuple.elems.len(), tuple.elems.iter().position(|p| matches!(p, Pat::Rest(_))));
        let items = tuple.elems.iter().enumerate().map(|(k, pat)| {
            let k = if rest.is_some_and(|rest| k > rest) { (parts.len() + k).saturating_sub(count) } else { k };
            match parts.get(k) {
                Some(part) => self.outer(pat, part, form),
                None => pat.to_token_stream(),
            }
        });
        let items: Vec<_> = items.collect();
        quote!((#(#items,)*))
    }
}

/// A pattern behind `&`.
fn referred(pat: &Pat, tokens: &TokenStream) -> TokenStream {
    if matches!(pat, Pat::Range(_)) { quote!(&(#tokens)) } else { quote!(&#tokens) }
}
