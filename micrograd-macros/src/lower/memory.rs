//! Methods that work on memory: `swap`, `fill`, `copy_from_slice`, `push`, `pop`, copies; and `mem::swap`.
use super::Lower;
use super::scope::Binding;
use crate::errors::Errors;
use crate::ir::{Bounds, Operand, Place, Projection, Rvalue, Stmt, Var, Verbatim};
use crate::kinds::Kind;
use crate::types::{Over, Ty};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall, Macro, PathSegment, Type};

/// The methods understood here.
const KNOWN: &[&str] = &[
    "swap",
    "fill",
    "copy_from_slice",
    "clone_from_slice",
    "copy_within",
    "swap_with_slice",
    "push",
    "pop",
    "to_vec",
    "extend_from_slice",
    "clear",
    "truncate",
    "reverse",
    "rotate_left",
    "rotate_right",
    "insert",
    "remove",
    "swap_remove",
    "resize",
];

impl Lower<'_> {
    /// A method of arrays, slices and `Vec`s; `None` for any other.
    pub(super) fn memory_method(&mut self, e: &ExprMethodCall) -> Option<Operand> {
        if !KNOWN.contains(&&*e.method.to_string()) {
            return None;
        }
        let place = self.viewed(&e.receiver).unwrap_or_else(|| self.place(&e.receiver));
        let kind = self.place_kind(&place);
        if kind == Kind::Inert {
            // an ordering can be reversed, too
            let value = self.load(place, &e.receiver);
            return Some(self.integer_method(&value, e));
        }
        if !matches!(kind, Kind::Seq(_) | Kind::Unknown(_)) {
            return Some(self.method_of(place, e));
        }
        if e.method == "to_vec" {
            let whole = place.then(Projection::Range(Bounds::default()));
            let item = self.kinds.unknown();
            self.unify(&kind, &Kind::seq(item), &e.receiver);
            return Some(self.define(kind, Rvalue::Load(whole), e.span()));
        }
        if !self.is_memory_place(&place, e) {
            return Some(Operand::Poison);
        }
        Some(self.change(&place, e))
    }

    /// Whether a place may be changed; reports it otherwise.
    pub(super) fn is_memory_place(&mut self, place: &Place, at: &impl ToTokens) -> bool {
        let memory = self.vars[place.base.0].memory;
        if !memory && self.errors.is_empty() {
            let help = "declare it with `mut`, or copy it into a local first: `let mut y = x;`";
            self.reject(at, "a change of something that does not change otherwise", help);
        }
        memory
    }

    fn change(&mut self, place: &Place, e: &ExprMethodCall) -> Operand {
        let kind = self.place_kind(place);
        let item = self.kinds.unknown();
        self.unify(&kind, &Kind::seq(item.clone()), &e.receiver);
        match (e.method.to_string().as_str(), e.args.len()) {
            ("swap", 2) => {
                let [i, j] = [0, 1].map(|k| {
                    let index = self.expr(&e.args[k]);
                    self.expect(&index, &Kind::Int, &e.args[k]);
                    place.then(Projection::Index(index))
                });
                self.push(Stmt::Swap(i, j));
            }
            ("fill", 1) => {
                let value = self.expr(&e.args[0]);
                self.expect(&value, &item, &e.args[0]);
                self.each_element(place, e, |l, at| l.push(Stmt::Store(at, value)));
            }
            ("copy_from_slice" | "clone_from_slice", 1) => self.copy_from(place, e),
            ("push", 1) => {
                let value = self.expr(&e.args[0]);
                self.expect(&value, &item, &e.args[0]);
                self.push(Stmt::Push(place.clone(), value));
            }
            ("pop", 0) => {
                let out = self.temp_var(Kind::Opt(Box::new(item)), e.span());
                self.push(Stmt::Pop(out, place.clone()));
                return Operand::Var(out);
            }
            ("extend_from_slice", 1) => self.extend(place, e),
            ("clear" | "truncate", _) => self.truncate(place, e),
            ("reverse", 0) => self.reverse(place, e),
            ("rotate_left" | "rotate_right", 1) => self.rotate(place, e),
            ("copy_within", 2) => return self.copy_within(place, e),
            ("swap_with_slice", 1) => self.swap_with(place, e),
            ("insert", 2) => self.insert(place, e, &item),
            ("remove" | "swap_remove", 1) => return self.remove(place, e, item),
            ("resize", 2) => self.resize(place, e, &item),
            _ => {
                return self.reject(
                    &e.method,
                    "a call with other arguments than those of slices",
                    "see the standard library",
                );
            }
        }
        Operand::Unit
    }

    fn copy_from(&mut self, place: &Place, e: &ExprMethodCall) {
        let source = self.viewed(&e.args[0]).unwrap_or_else(|| self.place(&e.args[0]));
        let (kind, own) = (self.place_kind(place), self.place_kind(&source));
        self.unify(&own, &kind, &e.args[0]);
        let (to, from) = (self.receiver_tokens(place), self.receiver_tokens(&source));
        let text = "copy_from_slice: source slice length ({}) does not match destination slice length ({})";
        let check = quote!(if #to.len() != #from.len() { ::core::panic!(#text, #from.len(), #to.len()) });
        let reads = place.vars().chain(source.vars()).collect();
        self.push(Stmt::Effect(Verbatim { tokens: check, reads, repeatable: false }));
        self.overwrite(place, &source, e);
    }

    /// `place[k] = source[k]` for all `k`.
    pub(super) fn overwrite(&mut self, place: &Place, source: &Place, at: &impl ToTokens) {
        self.each_index(place, at, |l, k| {
            let from = source.then(Projection::Index(k.clone()));
            let value = l.load(from, at);
            l.push(Stmt::Store(place.then(Projection::Index(k)), value));
        });
    }

    fn extend(&mut self, place: &Place, e: &ExprMethodCall) {
        let source = self.viewed(&e.args[0]).unwrap_or_else(|| self.place(&e.args[0]));
        let (kind, own) = (self.place_kind(place), self.place_kind(&source));
        self.unify(&own, &kind, &e.args[0]);
        self.each_index(&source, e, |l, k| {
            let value = l.load(source.then(Projection::Index(k)), e);
            l.push(Stmt::Push(place.clone(), value));
        });
    }

    fn each_element(&mut self, place: &Place, at: &impl ToTokens, body: impl FnOnce(&mut Self, Place)) {
        self.each_index(place, at, |l, k| body(l, place.then(Projection::Index(k))));
    }

    /// A loop over the indices of a sequence.
    pub(super) fn each_index(&mut self, place: &Place, at: &impl ToTokens, body: impl FnOnce(&mut Self, Operand)) {
        let len = self.length(place, at);
        self.up_to(len, at, body);
    }

    /// `mem::swap(&mut a, &mut b)`, `mem::replace(&mut a, b)`, `mem::take(&mut a)`.
    pub(super) fn mem_function(&mut self, name: &str, args: &[&Expr]) -> Option<Operand> {
        match (name, args) {
            ("swap", [a, b]) => {
                let (a, b) = (self.changed_place(a)?, self.changed_place(b)?);
                let (of_a, of_b) = (self.place_kind(&a), self.place_kind(&b));
                self.unify(&of_a, &of_b, args[1]);
                if a.may_overlap(&b) {
                    // two views of one variable cannot be open together
                    let values = [&a, &b].map(|place| self.load(place.clone(), args[0]));
                    let [of_a, of_b] = values;
                    self.push(Stmt::Store(a, of_b));
                    self.push(Stmt::Store(b, of_a));
                } else {
                    self.push(Stmt::Swap(a, b));
                }
                Some(Operand::Unit)
            }
            ("replace", [a, value]) => {
                let place = self.changed_place(a)?;
                let value = self.expr(value);
                let kind = self.place_kind(&place);
                self.expect(&value, &kind, args[1]);
                let old = self.load(place.clone(), a);
                self.push(Stmt::Store(place, value));
                Some(old)
            }
            ("take", [a]) => {
                let place = self.changed_place(a)?;
                let kind = self.place_kind(&place);
                let empty = match kind {
                    kind if self.kinds.is_real(&kind) => self.real_of(quote!(0.0), kind, a.span()),
                    Kind::Seq(_) => self.define(kind, Rvalue::VecOf(Vec::new()), a.span()),
                    _ => return None,
                };
                let old = self.load(place.clone(), a);
                self.push(Stmt::Store(place, empty));
                Some(old)
            }
            _ => None,
        }
    }

    fn changed_place(&mut self, expr: &Expr) -> Option<Place> {
        match self.view(expr)? {
            Binding::Alias(place, true) if self.is_memory_place(&place, expr) => Some(place),
            _ => None,
        }
    }

    /// `vec![a; n]`, `vec![a, b, c]`.
    pub(super) fn vec_macro(&mut self, mac: &Macro) -> Operand {
        if let Ok(repeat) = syn::parse2::<syn::ExprRepeat>(quote_in_brackets(mac)) {
            let value = self.expr(&repeat.expr);
            let len = self.expr(&repeat.len);
            self.expect(&len, &Kind::Int, &repeat.len);
            let kind = Kind::seq(self.kind_of(&value));
            let reads: Vec<Var> = len.var().into_iter().collect();
            let len = Verbatim { tokens: self.tokens(&len), reads, repeatable: true };
            return self.define(kind, Rvalue::VecRepeat(value, len), mac.span());
        }
        let Ok(array) = syn::parse2::<syn::ExprArray>(quote_in_brackets(mac)) else {
            return self.reject(
                mac,
                "the arguments of `vec!` are not understood",
                "write `vec![value; n]` or `vec![a, b]`",
            );
        };
        let values: Vec<_> = array.elems.iter().map(|e| self.expr(e)).collect();
        let kind = self.kinds.unknown();
        for (value, at) in values.iter().zip(&array.elems) {
            self.expect(value, &kind, at);
        }
        self.define(Kind::seq(kind), Rvalue::VecOf(values), mac.span())
    }

    /// `Vec::from(list)`
    pub(super) fn vec_from(&mut self, list: &Expr) -> Operand {
        let place = self.viewed(list).unwrap_or_else(|| self.place(list));
        let (kind, item) = (self.place_kind(&place), self.kinds.unknown());
        self.unify(&kind, &Kind::seq(item), list);
        let whole = place.then(Projection::Range(Bounds::default()));
        self.define(kind, Rvalue::Load(whole), list.span())
    }

    /// `Vec::new()`, `Vec::with_capacity(n)`; where its items are written, nothing else may tell what they are.
    pub(super) fn empty_vec(&mut self, list: &PathSegment, room: Option<&Expr>, at: &impl ToTokens) -> Operand {
        let room = room.map(|room| {
            let n = self.expr(room);
            self.expect(&n, &Kind::Int, room);
            n
        });
        let written = (!list.arguments.is_none()).then(|| syn::parse_quote!(#list));
        let written = written.and_then(|ty: Type| Ty::read(&ty, self.input.reading(), &mut Errors::default()));
        let item = self.kinds.unknown();
        let kind = written.as_ref().map_or(Kind::seq(item), |ty| ty.kind(&mut || self.kinds.own_type()));
        let empty = room.map_or(Rvalue::VecOf(Vec::new()), Rvalue::VecWithRoom);
        let made = self.define(kind, empty, at.to_token_stream().span());
        if let (Some(var), Some(ty)) = (made.var(), written) {
            let image = ty.over(&Over::twin(self.input), None);
            self.vars[var.0].ty = syn::parse2(image.into()).ok();
        }
        made
    }
}

fn quote_in_brackets(mac: &Macro) -> proc_macro2::TokenStream {
    let tokens = &mac.tokens;
    quote!([#tokens])
}
