//! Strings and the collections of the standard library: nothing in them carries a derivative. Code on them is copied, and
//! what iterates over them is put into a list first.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use super::streams::{By, Stream};
use crate::errors::located;
use crate::ir::{Operand, Place, Projection, Rvalue, Stmt, Verbatim};
use crate::kinds::Kind;
use crate::types::collection;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall, Path, Type, TypePath};

/// Methods that iterate over what is not in a sequence: over values, each of a kind.
const VALUES: &[&str] = &["chars", "bytes", "char_indices", "lines", "split_whitespace"];
/// The same over references.
const REFERENCES: &[&str] = &["keys", "values"];
/// Methods that give an `Option` of a reference into a collection.
const LOOKS: &[&str] = &["get", "front", "back", "peek", "first", "last"];

impl Lower<'_> {
    /// Whether a method call iterates over a string or a collection.
    pub(super) fn iterates_plain(&self, call: &ExprMethodCall) -> bool {
        let known = VALUES.iter().chain(REFERENCES).any(|name| call.method == name);
        known && call.args.is_empty() && self.verbatim(&call.receiver).is_some()
    }

    /// Such an iterator, put into a list.
    pub(super) fn plain_source(&mut self, call: &ExprMethodCall) -> Option<Stream> {
        let code = self.verbatim(&Expr::MethodCall(call.clone()))?;
        let (item, by) = match call.method.to_string().as_str() {
            "chars" | "bytes" => (Kind::Int, By::Value),
            "char_indices" => (Kind::Tup(vec![Kind::Int, Kind::Int]), By::Value),
            "lines" | "split_whitespace" => (Kind::Inert, By::Value),
            // no real is a key, and most keys are integers
            "keys" => (Kind::Int, By::Shared),
            _ => (self.kinds.unknown(), By::Shared),
        };
        let (root, tokens, span) = (&self.input.root, code.tokens, call.method.span());
        let cloned = (by == By::Shared).then(|| quote_spanned!(span=> .cloned()));
        let tokens = quote_spanned!(span=> (#tokens)#cloned.collect::<#root::rt::Vec<_>>());
        let code = Verbatim { tokens, reads: code.reads, repeatable: false };
        let list = self.define(Kind::seq(item), Rvalue::Verbatim(code), span);
        let place = self.hold(list, &call.method);
        let len = self.length(&place, &call.method);
        Some(Stream::Elements { place, by, len })
    }

    /// What is in a collection, as a list.
    pub(super) fn listed(&mut self, place: &Place, at: &Expr) -> Stream {
        let (root, tokens, span) = (&self.input.root, self.place_tokens(place), at.span());
        let tokens = located(quote!(#root::rt::standard::Listed::listed(&#tokens)).into(), span).into();
        let code = Verbatim { tokens, reads: place.vars().collect(), repeatable: false };
        let kind = Kind::seq(self.kinds.unknown());
        let list = self.define(kind, Rvalue::Verbatim(code), span);
        let place = self.hold(list, at);
        let len = self.length(&place, at);
        Stream::Elements { place, by: By::Shared, len }
    }

    /// `map.get(&k)`: what it refers to is copied, so that no reference is kept for the backward sweep.
    pub(super) fn looked_up(&mut self, expr: &Expr) -> Option<Operand> {
        let Expr::MethodCall(call) = expr else { return None };
        let known = LOOKS.iter().any(|name| call.method == name);
        let part = call.args.iter().any(|arg| matches!(strip(arg), Expr::Range(_)));
        if !known || part || self.peek(&call.receiver) != Kind::Inert {
            return None;
        }
        let code = self.verbatim(expr)?;
        let (tokens, span) = (code.tokens, call.method.span());
        let tokens = quote_spanned!(span=> #tokens.cloned());
        let kind = Kind::Opt(Box::new(self.kinds.unknown()));
        Some(self.define(kind, Rvalue::Verbatim(Verbatim { tokens, ..code }), span))
    }

    /// `*counts.entry(k).or_insert(0) += 1`: an assignment inside a collection, of what carries no derivative.
    pub(super) fn assigned_in_collection(&mut self, whole: impl FnOnce() -> Expr, left: &Expr, right: &Expr) -> bool {
        let root = root(left).and_then(|path| self.local_binding(path)).cloned();
        let plain =
            matches!(&root, Some(Binding::Memory(var)) if self.kinds.resolve(&self.vars[var.0].kind) == Kind::Inert);
        if !plain || matches!(strip(left), Expr::Path(_)) || self.verbatim(left).is_none() {
            return false;
        }
        let Some(code) = self.verbatim_of(&whole(), &[left, right]) else { return false };
        self.push(Stmt::Effect(code));
        true
    }

    /// `config.rate`, `config.table[i]` of a parameter that carries no derivative: as written. If it is a real it is
    /// lifted where it is used.
    pub(super) fn part_of_constant(&mut self, expr: &Expr) -> Option<Operand> {
        let mut indices = Vec::new();
        let binding = self.local_binding(named_root(expr, &mut indices)?)?;
        let kind = match binding {
            Binding::Memory(var) => self.kinds.resolve(&self.vars[var.0].kind),
            Binding::Value(operand) => self.kind_of(operand),
            Binding::Alias(place, _) if place.projections.iter().all(|p| matches!(p, Projection::Deref)) => {
                self.kinds.resolve(&self.vars[place.base.0].kind)
            }
            _ => return None,
        };
        if kind != Kind::Inert {
            return None;
        }
        let code = self.verbatim_of(expr, &indices)?;
        let (tokens, root, kind) = (code.tokens, &self.input.root, self.kinds.unknown());
        let tokens = quote!(#root::rt::owned(&#tokens));
        Some(self.define(kind, Rvalue::Verbatim(Verbatim { tokens, ..code }), expr.span()))
    }

    /// A type that is written like a collection of the standard library is it.
    pub(super) fn check_collections(&mut self, ty: &Type) {
        let mut found = Collections(Vec::new());
        found.visit_type(ty);
        for path in found.0 {
            let Some(last) = path.segments.last() else { continue };
            let (root, span) = (&self.input.root, path.span());
            let tokens = quote_spanned!(span=> let _ = |v: #path| -> #root::rt::standard::#last { v };);
            self.push(Stmt::Effect(Verbatim { tokens, reads: Vec::new(), repeatable: false }));
        }
    }
}

/// The paths in a type that are those of collections.
struct Collections(Vec<Path>);

impl<'ast> Visit<'ast> for Collections {
    fn visit_type_path(&mut self, ty: &'ast TypePath) {
        if ty.qself.is_none() && collection(&ty.path) {
            self.0.push(ty.path.clone());
        }
        visit::visit_type_path(self, ty);
    }
}

/// The local at the root of fields and elements, and the indices on the way.
fn named_root<'e>(expr: &'e Expr, indices: &mut Vec<&'e Expr>) -> Option<&'e Path> {
    match strip(expr) {
        Expr::Path(path) => Some(&path.path),
        Expr::Field(e) => named_root(&e.base, indices),
        Expr::Index(e) => {
            indices.push(&e.index);
            named_root(&e.expr, indices)
        }
        _ => None,
    }
}

/// The local at the root of a chain of methods.
fn root(expr: &Expr) -> Option<&Path> {
    match strip(expr) {
        Expr::Path(path) => Some(&path.path),
        Expr::Unary(e) => root(&e.expr),
        Expr::MethodCall(e) => root(&e.receiver),
        Expr::Index(e) => root(&e.expr),
        _ => None,
    }
}
