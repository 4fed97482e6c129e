//! What an `Option` is made of: whether there is a value, and the value; and `?`.
use super::Lower;
use super::branch::Body;
use super::options::Receiver;
use super::place::strip;
use super::scope::Binding;
use super::subject::Subject;
use crate::ir::{Operand, Place, Projection, Rvalue, Selector, Stmt, Variant, Verbatim};
use crate::kinds::Kind;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, ExprTry, Lit, Member};

/// Methods whose result is an `Option`.
const GIVE: &[&str] = &[
    "first",
    "last",
    "get",
    "pop",
    "first_mut",
    "last_mut",
    "get_mut",
    "split_first",
    "split_last",
    "first_chunk",
    "last_chunk",
    "find",
    "find_map",
    "position",
    "max_by",
    "min_by",
    "max_by_key",
    "min_by_key",
    "reduce",
    "nth",
    "next",
    "and_then",
    "or_else",
    "then_some",
    "then",
    "partial_cmp",
];

/// Methods that give an `Option` of an `Option`.
const KEEP: &[&str] = &[
    "as_ref",
    "as_mut",
    "as_deref",
    "as_deref_mut",
    "copied",
    "cloned",
    "map",
    "filter",
    "zip",
    "or",
    "take",
    "replace",
    "inspect",
    "clone",
];

impl Lower<'_> {
    /// The `Option` that `receiver` gives to the call `at`.
    pub(super) fn option<'e>(&mut self, receiver: &Expr, at: &'e ExprMethodCall) -> Option<Receiver<'e>> {
        let subject = self.subject(receiver);
        self.option_in(subject, receiver, at)
    }

    /// The same of what the receiver is.
    pub(super) fn option_in<'e>(
        &mut self,
        subject: Subject,
        receiver: &Expr,
        at: &'e ExprMethodCall,
    ) -> Option<Receiver<'e>> {
        let subject = self.optional_in(subject, receiver)?;
        let flag = self.is_some(&subject, at);
        Some(Receiver { subject, flag, at })
    }

    /// An expression that is an `Option`.
    fn optional(&mut self, expr: &Expr) -> Option<Subject> {
        let subject = self.subject(expr);
        self.optional_in(subject, expr)
    }

    fn optional_in(&mut self, subject: Subject, expr: &Expr) -> Option<Subject> {
        let subject = self.placed(subject, expr);
        let (kind, item) = (self.subject_kind(&subject), self.kinds.unknown());
        if matches!(kind, Kind::Poison) {
            return None;
        }
        self.unify(&kind, &Kind::Opt(Box::new(item)), expr).then_some(subject)
    }

    /// Whether there is a value.
    fn is_some(&mut self, subject: &Subject, at: &impl ToTokens) -> Operand {
        if let Subject::Maybe(flag, _) = subject {
            return flag.clone();
        }
        let (on, reads) = self.scrutinee(subject);
        let code = Verbatim { tokens: quote!(::core::option::Option::is_some(&#on)), reads, repeatable: true };
        self.define(Kind::Bool, Rvalue::Verbatim(code), at.to_token_stream().span())
    }

    /// The value in it, which is known to be there: what a closure gets.
    pub(super) fn option_value(&mut self, on: &Receiver<'_>) -> Binding {
        self.binding_of(payload(&on.subject), on.at)
    }

    /// The same, read.
    pub(super) fn option_payload(&mut self, on: &Receiver<'_>) -> Operand {
        let value = self.option_value(on);
        self.materialise(value, on.at)
    }

    /// A copy of the whole.
    pub(super) fn whole(&mut self, on: &Receiver<'_>) -> Operand {
        if let Subject::Maybe(flag, shown) = &on.subject {
            let some = Body::Then(Box::new(|l: &mut Lower<'_>| {
                let value = l.binding_of((**shown).clone(), on.at);
                let value = l.materialise(value, on.at);
                l.some(value, on.at)
            }));
            let none = Body::Then(Box::new(|l: &mut Lower<'_>| l.none(on.at)));
            return self.branch(flag.clone(), Selector::Flag, vec![some, none], on.at.span());
        }
        match on.subject.place() {
            Some(place) => self.load(place.clone(), on.at),
            None => Operand::Poison,
        }
    }

    pub(super) fn none(&mut self, at: &impl ToTokens) -> Operand {
        let kind = Kind::Opt(Box::new(self.kinds.unknown()));
        self.define(kind, Rvalue::None, at.to_token_stream().span())
    }

    /// `unwrap` and `expect`: the same panic as in the user's function.
    pub(super) fn unwrap(&mut self, on: &Receiver<'_>, message: Option<&Expr>) -> Operand {
        self.require_some(&on.flag, message);
        self.option_payload(on)
    }

    /// Panics if there is no value.
    pub(super) fn require_some(&mut self, flag: &Operand, message: Option<&Expr>) {
        let mut reads: Vec<_> = flag.var().into_iter().collect();
        let text = match message {
            None => quote!(unwrap()),
            Some(Expr::Lit(lit)) if matches!(lit.lit, Lit::Str(_)) => quote!(expect(#lit)),
            Some(other) => {
                let Some(code) = self.verbatim(other) else {
                    let help = "write the message as a literal";
                    return drop(self.reject(other, "this message is not understood", help));
                };
                reads.extend(code.reads);
                let tokens = code.tokens;
                quote!(expect(#tokens))
            }
        };
        let flag = self.tokens(flag);
        let tokens = quote!(if !#flag { ::core::option::Option::<()>::None.#text });
        self.push(Stmt::Effect(Verbatim { tokens, reads, repeatable: false }));
    }

    /// `e?`: the value, or out of the function without one.
    pub(super) fn tried(&mut self, e: &ExprTry) -> Binding {
        let function = self.kinds.resolve(&self.result);
        if !self.is_in_closure() && !matches!(function, Kind::Opt(_) | Kind::Unknown(_)) {
            let help = "return an `Option`, or take the value apart with `let Some(v) = .. else`";
            return Binding::Value(self.reject(&e.question_token, "`?` in a function that returns no `Option`", help));
        }
        let Some(subject) = self.optional(&e.expr) else { return Binding::Value(Operand::Poison) };
        let flag = self.is_some(&subject, e);
        let leave = Body::Then(Box::new(|l: &mut Lower<'_>| {
            let none = l.none(&e.question_token);
            l.leave_function(none, &e.question_token);
            Operand::Poison
        }));
        self.branch(flag, Selector::Flag, vec![Body::Empty, leave], e.span());
        self.binding_of(payload(&subject), e)
    }

    /// `insert` and `get_or_insert`: the place of the value.
    pub(super) fn inserted(&mut self, on: &Receiver<'_>, value: &Expr) -> Option<Place> {
        let place = on.subject.place().cloned()?;
        let value = self.expr(value);
        if !self.is_memory_place(&place, &on.at.receiver) {
            return None;
        }
        let keeps = on.at.method == "get_or_insert";
        let store = |l: &mut Lower<'_>| {
            let value = l.some(value, on.at);
            l.store(place.clone(), value, on.at);
            Operand::Unit
        };
        if keeps {
            let arms = vec![Body::Empty, Body::Then(Box::new(store))];
            self.branch(on.flag.clone(), Selector::Flag, arms, on.at.span());
        } else {
            store(self);
        }
        Some(place.then(some()))
    }

    /// Whether an expression is an `Option`, as far as its syntax and the kinds of locals tell.
    pub(super) fn is_option(&self, expr: &Expr) -> bool {
        match strip(expr) {
            Expr::MethodCall(e) => {
                let name = e.method.to_string();
                GIVE.contains(&name.as_str()) || KEEP.contains(&name.as_str()) && self.is_option(&e.receiver)
            }
            Expr::Call(_) | Expr::If(_) | Expr::Match(_) => true,
            Expr::Reference(e) => self.is_option(&e.expr),
            Expr::Path(path) => match path.path.get_ident().and_then(|name| self.scopes.find(name)) {
                Some(local) => match self.scopes.binding(local) {
                    Binding::Maybe(..) => true,
                    binding => matches!(self.local_kind(binding), Kind::Opt(_) | Kind::Unknown(_)),
                },
                None => false,
            },
            Expr::Field(_) | Expr::Index(_) | Expr::Unary(_) => {
                matches!(self.peek(expr), Kind::Opt(_) | Kind::Unknown(_))
            }
            _ => false,
        }
    }

    /// The kind of an expression, as far as it is known without lowering it.
    pub(super) fn peek(&self, expr: &Expr) -> Kind {
        let unknown = Kind::Unknown(usize::MAX);
        match strip(expr) {
            Expr::Path(path) => match path.path.get_ident().and_then(|name| self.scopes.find(name)) {
                Some(local) => self.local_kind(self.scopes.binding(local)),
                None => unknown,
            },
            Expr::Unary(e) => self.peek(&e.expr),
            Expr::Reference(e) => self.peek(&e.expr),
            Expr::Index(e) => match self.peek(&e.expr) {
                Kind::Seq(item) => *item,
                _ => unknown,
            },
            Expr::Field(e) => match (self.peek(&e.base), &e.member) {
                (Kind::Tup(items), Member::Unnamed(k)) => items.get(k.index as usize).cloned().unwrap_or(unknown),
                _ => unknown,
            },
            _ => unknown,
        }
    }
}

fn some() -> Projection {
    Projection::Payload(Variant::Some, Member::from(0))
}

/// The value in an `Option`.
pub(super) fn payload(subject: &Subject) -> Subject {
    match subject {
        Subject::Maybe(_, shown) => (**shown).clone(),
        other => other.part(some()).unwrap_or(Subject::Value(Operand::Poison)),
    }
}
