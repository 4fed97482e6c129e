//! Decides whether code is inactive.
use super::super::Lower;
use super::super::named::is_constructor;
use super::super::place::strip;
use super::super::scope::Binding;
use super::{closure_names, inactive_literal};
use crate::hash::HashSet;
use crate::ir::{Place, Projection};
use crate::kinds::Kind;
use crate::names::plain;
use syn::{Expr, ExprClosure, Lit, Path};

/// Methods that only look at an array.
const READS: &[&str] = &[
    "len",
    "is_empty",
    "iter",
    "contains",
    "first",
    "last",
    "get",
    "clone",
    "to_vec",
    "starts_with",
    "ends_with",
    "binary_search",
];

/// Decides whether code is inactive.
pub(super) struct Check<'a, 'b> {
    pub(super) lower: &'a Lower<'b>,
    pub(super) shadow: &'a HashSet<String>,
}

impl Check<'_, '_> {
    pub(super) fn inactive(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Paren(e) => self.inactive(&e.expr),
            Expr::Lit(lit) => inactive_literal(&lit.lit).is_some() || !self.lower.is_plain_mode(),
            Expr::Path(path) => path.qself.is_none() && self.path(&path.path),
            Expr::Unary(e) => self.inactive(&e.expr),
            Expr::Binary(e) => {
                super::super::compound::compound(&e.op).is_none() && self.inactive(&e.left) && self.inactive(&e.right)
            }
            Expr::Cast(e) => self.inactive(&e.expr),
            Expr::Index(e) => !matches!(*e.index, Expr::Range(_)) && self.inactive(&e.expr) && self.inactive(&e.index),
            Expr::Call(e) => self.callee(&e.func) && e.args.iter().all(|a| self.argument(a)),
            Expr::MethodCall(e) => self.method(e),
            Expr::Field(e) => self.constant(&e.base),
            Expr::Reference(e) => e.mutability.is_none() && self.inactive(&e.expr),
            Expr::Tuple(e) => !e.elems.is_empty() && e.elems.iter().all(|e| self.inactive(e)),
            Expr::Array(e) => e.elems.iter().all(|e| self.inactive(e)),
            Expr::Repeat(e) => self.inactive(&e.expr),
            _ => false,
        }
    }

    fn path(&self, path: &Path) -> bool {
        let shadowed = path.get_ident().is_some_and(|name| self.shadow.contains(&plain(name)));
        match self.lower.local_binding(path) {
            Some(binding) if !shadowed => {
                let kind = self.lower.local_kind(binding);
                !matches!(binding, Binding::Unset) && !matches!(kind, Kind::Unit | Kind::Poison) && kind.is_inactive()
            }
            _ => !self.lower.is_unit_literal(path),
        }
    }

    /// A field of a constant.
    fn constant(&self, expr: &Expr) -> bool {
        match strip(expr) {
            Expr::Field(e) => self.constant(&e.base),
            Expr::Path(path) => self.lower.local_binding(&path.path).is_none() && self.inactive(expr),
            _ => false,
        }
    }

    fn callee(&self, func: &Expr) -> bool {
        let Expr::Path(path) = func else { return false };
        // what will be in it is not known yet
        if path.path.segments.iter().any(|s| s.ident == "Vec" || s.ident == "Box") {
            return false;
        }
        // a function that was passed in, of values without derivative
        let is_local = self.lower.local_binding(&path.path).is_some_and(|b| self.lower.local_kind(b) != Kind::Inert);
        let is_self = path.path.is_ident(self.lower.input.name());
        path.qself.is_none() && !is_local && !is_self && !is_constructor(func)
    }

    /// A literal float may be an argument of a plain function, and a closure over inactive values too.
    fn argument(&self, arg: &Expr) -> bool {
        match arg {
            Expr::Lit(lit) => matches!(lit.lit, Lit::Float(_) | Lit::Str(_)) || self.inactive(arg),
            Expr::Closure(closure) => self.closure(closure),
            _ => self.inactive(arg),
        }
    }

    fn closure(&self, closure: &ExprClosure) -> bool {
        let Some(names) = closure_names(closure) else {
            return false;
        };
        let shadow = self.shadow.iter().cloned().chain(names).collect();
        Check { lower: self.lower, shadow: &shadow }.inactive(&closure.body)
    }

    /// `x.len()` tells nothing of the elements; any other method must be on inactive values.
    fn method(&self, e: &syn::ExprMethodCall) -> bool {
        if self.lower.is_struct(&e.receiver) {
            return false;
        }
        let shape = e.method == "len" || e.method == "is_empty";
        if shape && e.args.is_empty() && self.sequence(&e.receiver) {
            return true;
        }
        self.unchanged(e) && self.inactive(&e.receiver) && e.args.iter().all(|a| self.argument(a))
    }

    /// Whether a method leaves its receiver as it is: one that changes an array in place is a store that the backward
    /// sweep would not know of.
    fn unchanged(&self, e: &syn::ExprMethodCall) -> bool {
        let reads = READS.contains(&&*e.method.to_string());
        reads || self.in_memory(&e.receiver).is_none_or(|kind| self.lower.is_scalar(&kind) || kind == Kind::Inert)
    }

    /// What stands in a part of a memory variable; nothing for any other expression.
    fn in_memory(&self, expr: &Expr) -> Option<Kind> {
        match strip(expr) {
            Expr::Path(path) => match self.lower.local_binding(&path.path) {
                Some(binding @ Binding::Memory(_)) => Some(self.lower.local_kind(binding)),
                Some(binding @ Binding::Alias(place, true)) if !self.is_parameter(place) => {
                    Some(self.lower.local_kind(binding))
                }
                _ => None,
            },
            Expr::Index(e) => match self.in_memory(&e.expr)? {
                Kind::Seq(item) => Some(*item),
                other => Some(other),
            },
            Expr::Field(e) => self.in_memory(&e.base),
            _ => None,
        }
    }

    /// Whether a place is all of what a parameter refers to: in the emitted code that is a `&mut`, too.
    fn is_parameter(&self, place: &Place) -> bool {
        let whole = place.projections.iter().all(|step| matches!(step, Projection::Deref));
        whole && self.lower.vars[place.base.0].is_ref
    }

    /// A local sequence, or an element of it that is one.
    fn sequence(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Paren(e) => self.sequence(&e.expr),
            Expr::Path(path) => {
                let sequence =
                    |binding: &Binding| matches!(binding, Binding::Value(_) | Binding::Memory(_) | Binding::Alias(..));
                self.lower.local_binding(&path.path).is_some_and(sequence)
            }
            Expr::Index(e) => self.sequence(&e.expr) && self.inactive(&e.index),
            Expr::Field(e) => self.sequence(&e.base),
            _ => false,
        }
    }
}
