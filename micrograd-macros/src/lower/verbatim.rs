//! Code in which nothing is active is copied as written, with the emitted names in it.
use super::Lower;
use super::expr::is_type;
use super::scope::Binding;
use crate::ir::{Operand, Place, Rvalue, Var, Verbatim};
use crate::kinds::Kind;
use crate::names::plain;
use proc_macro2::Ident;
use quote::{ToTokens, quote};
use std::collections::HashSet;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{BinOp, Expr, ExprClosure, Lit, Pat, Path};

impl Lower<'_> {
    /// Lowers `expr` whole, if nothing in it is active and no float operation is.
    pub(super) fn inactive(&mut self, expr: &Expr) -> Option<Operand> {
        match expr {
            Expr::Paren(e) => return self.inactive(&e.expr),
            Expr::Lit(lit) => return inactive_literal(&lit.lit),
            Expr::Path(path) if self.local_binding(&path.path).is_some() => return None,
            _ => {}
        }
        let code = self.verbatim(expr)?;
        let kind = self.verbatim_kind(expr);
        Some(self.define(kind, Rvalue::Verbatim(code), expr.span()))
    }

    /// The code of `expr`, if nothing in it is active.
    pub(super) fn verbatim(&self, expr: &Expr) -> Option<Verbatim> {
        self.verbatim_with(expr, HashSet::new())
    }

    /// The same where the names in `shadow` are not the function's locals.
    pub(super) fn verbatim_with(&self, expr: &Expr, shadow: HashSet<String>) -> Option<Verbatim> {
        let check = Check { lower: self, shadow: &shadow };
        if !check.inactive(expr) {
            return None;
        }
        let mut renamed = expr.clone();
        let mut rename = Rename { lower: self, shadow, reads: Vec::new(), repeatable: true };
        rename.visit_expr_mut(&mut renamed);
        Some(Verbatim { tokens: renamed.to_token_stream(), reads: rename.reads, repeatable: rename.repeatable })
    }

    fn local_binding(&self, path: &Path) -> Option<&Binding> {
        let local = self.scopes.find(path.get_ident()?)?;
        Some(self.scopes.binding(local))
    }

    /// The kind of a local's value; of a reference, what it refers to.
    fn local_kind(&self, binding: &Binding) -> Kind {
        match binding {
            Binding::Value(operand) => self.kind_of(operand),
            Binding::Memory(var) => self.kinds.resolve(&self.vars[var.0].kind),
            Binding::Alias(place) => self.known_kind(place),
            Binding::Unset => Kind::Poison,
        }
    }

    /// What is known of a place without learning anything new.
    fn known_kind(&self, place: &Place) -> Kind {
        let mut kind = self.kinds.resolve(&self.vars[place.base.0].kind);
        for step in &place.projections {
            kind = match (step, kind) {
                (crate::ir::Projection::Deref, same) => same,
                (crate::ir::Projection::Index(_), Kind::Seq(item)) => *item,
                _ => return Kind::Unknown(usize::MAX),
            };
        }
        kind
    }

    /// The kind of inactive code, as far as its syntax tells.
    fn verbatim_kind(&mut self, expr: &Expr) -> Kind {
        match expr {
            Expr::Paren(e) => self.verbatim_kind(&e.expr),
            Expr::Unary(e) => self.verbatim_kind(&e.expr),
            Expr::Lit(lit) => inactive_literal(&lit.lit).map_or(self.float_kind(), |op| self.kind_of(&op)),
            Expr::Cast(e) if is_type(&e.ty, "f64") || is_type(&e.ty, "f32") => self.float_kind(),
            Expr::Cast(_) => Kind::Int,
            Expr::Binary(e) => match e.op {
                BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) => Kind::Bool,
                BinOp::And(_) | BinOp::Or(_) => Kind::Bool,
                _ => match self.verbatim_kind(&e.left) {
                    Kind::Unknown(_) => self.verbatim_kind(&e.right),
                    known => known,
                },
            },
            Expr::MethodCall(e) => match e.method.to_string().as_str() {
                "len" | "count" => Kind::Int,
                "is_empty" | "contains" | "any" | "all" => Kind::Bool,
                "min" | "max" | "pow" | "abs" | "clamp" | "rem_euclid" => self.verbatim_kind(&e.receiver),
                name if name.starts_with("saturating_") || name.starts_with("wrapping_") => self.verbatim_kind(&e.receiver),
                _ => self.kinds.unknown(),
            },
            Expr::Index(e) => match self.verbatim_kind(&e.expr) {
                Kind::Seq(item) => *item,
                _ => self.kinds.unknown(),
            },
            Expr::Path(path) => match self.local_binding(&path.path) {
                Some(binding) => self.local_kind(binding),
                None => self.constant_kind(&path.path),
            },
            Expr::Call(e) => match &*e.func {
                Expr::Path(f) if self.makes_scalar(&f.path) => Kind::Real,
                _ => self.kinds.unknown(),
            },
            _ => self.kinds.unknown(),
        }
    }

    /// `S::from_f64(..)`, `f64::from(..)`.
    fn makes_scalar(&self, path: &Path) -> bool {
        let owner = path.segments.first().filter(|_| path.segments.len() == 2);
        owner.is_some_and(|s| {
            let constructor = path.segments[1].ident == "from_f64" || path.segments[1].ident == "from";
            constructor && (s.ident == self.input.scalar || (self.is_plain_mode() && (s.ident == "f64" || s.ident == "f32")))
        })
    }

    /// `f64::EPSILON` and `consts::PI` are reals; of another constant nothing is known.
    fn constant_kind(&mut self, path: &Path) -> Kind {
        let first = path.segments.first().map(|s| s.ident.to_string()).unwrap_or_default();
        let in_consts = path.segments.iter().any(|s| s.ident == "consts");
        if first == self.input.scalar.to_string() && !self.is_plain_mode() {
            return Kind::Real;
        }
        if in_consts || first == "f64" || first == "f32" {
            let digits = path.segments.last().is_some_and(|s| {
                ["DIGITS", "MANTISSA_DIGITS", "RADIX", "MAX_EXP", "MIN_EXP", "MAX_10_EXP", "MIN_10_EXP"].iter().any(|n| s.ident == n)
            });
            return if digits { Kind::Int } else { self.float_kind() };
        }
        self.kinds.unknown()
    }
}

/// A literal that is no float.
fn inactive_literal(lit: &Lit) -> Option<Operand> {
    let kind = match lit {
        Lit::Int(i) if !i.suffix().starts_with('f') => Kind::Int,
        Lit::Bool(_) => Kind::Bool,
        Lit::Char(_) | Lit::Byte(_) => Kind::Int,
        _ => return None,
    };
    Some(Operand::Plain(lit.to_token_stream(), kind))
}

/// Decides whether code is inactive.
struct Check<'a, 'b> {
    lower: &'a Lower<'b>,
    shadow: &'a HashSet<String>,
}

impl Check<'_, '_> {
    fn inactive(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Paren(e) => self.inactive(&e.expr),
            Expr::Lit(lit) => inactive_literal(&lit.lit).is_some() || !self.lower.is_plain_mode(),
            Expr::Path(path) => path.qself.is_none() && self.path(&path.path),
            Expr::Unary(e) => self.inactive(&e.expr),
            Expr::Binary(e) => {
                super::mutations::compound(&e.op).is_none() && self.inactive(&e.left) && self.inactive(&e.right)
            }
            Expr::Cast(e) => self.inactive(&e.expr),
            Expr::Index(e) => !matches!(*e.index, Expr::Range(_)) && self.inactive(&e.expr) && self.inactive(&e.index),
            Expr::Call(e) => self.callee(&e.func) && e.args.iter().all(|a| self.argument(a)),
            Expr::MethodCall(e) => self.method(e),
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
            _ => true,
        }
    }

    fn callee(&self, func: &Expr) -> bool {
        let Expr::Path(path) = func else { return false };
        let is_local = self.lower.local_binding(&path.path).is_some();
        let is_self = path.path.is_ident(self.lower.input.name());
        path.qself.is_none() && !is_local && !is_self
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
        let Some(names) = closure_names(closure) else { return false };
        let shadow = self.shadow.iter().cloned().chain(names).collect();
        Check { lower: self.lower, shadow: &shadow }.inactive(&closure.body)
    }

    /// `x.len()` tells nothing of the elements; any other method must be on inactive values.
    fn method(&self, e: &syn::ExprMethodCall) -> bool {
        let shape = e.method == "len" || e.method == "is_empty";
        if shape && e.args.is_empty() && self.sequence(&e.receiver) {
            return true;
        }
        let changes = e.method.to_string().ends_with("_mut") || ["push", "pop", "swap", "sort", "fill"].iter().any(|m| e.method == m);
        !changes && self.inactive(&e.receiver) && e.args.iter().all(|a| self.argument(a))
    }

    /// A local sequence, or an element of it that is one.
    fn sequence(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Paren(e) => self.sequence(&e.expr),
            Expr::Path(path) => self.lower.local_binding(&path.path).is_some_and(|binding| !matches!(binding, Binding::Unset)),
            Expr::Index(e) => self.sequence(&e.expr) && self.inactive(&e.index),
            _ => false,
        }
    }
}

/// The names a closure binds, if they are plain.
fn closure_names(closure: &ExprClosure) -> Option<Vec<String>> {
    fn names(pat: &Pat, found: &mut Vec<String>) -> bool {
        match pat {
            Pat::Ident(p) => {
                found.push(plain(&p.ident));
                p.subpat.is_none()
            }
            Pat::Wild(_) => true,
            Pat::Reference(p) => names(&p.pat, found),
            Pat::Tuple(p) => p.elems.iter().all(|p| names(p, found)),
            Pat::Type(p) => names(&p.pat, found),
            _ => false,
        }
    }
    let mut found = Vec::new();
    closure.inputs.iter().all(|pat| names(pat, &mut found)).then_some(found)
}

/// Puts the emitted names into inactive code.
struct Rename<'a, 'b> {
    lower: &'a Lower<'b>,
    shadow: HashSet<String>,
    reads: Vec<Var>,
    repeatable: bool,
}

impl VisitMut for Rename<'_, '_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if let Expr::Path(path) = expr
            && let Some(tokens) = path.path.get_ident().and_then(|name| self.emitted(name))
        {
            *expr = Expr::Verbatim(tokens);
            return;
        }
        let shape = matches!(expr, Expr::MethodCall(e) if e.method == "len" || e.method == "is_empty");
        if matches!(expr, Expr::Call(_) | Expr::Closure(_)) || (matches!(expr, Expr::MethodCall(_)) && !shape) {
            self.repeatable = false;
        }
        visit_mut::visit_expr_mut(self, expr);
        if matches!(expr, Expr::Index(_)) && !shape {
            self.repeatable &= self.reads.iter().all(|v| !self.lower.vars[v.0].memory);
        }
    }

    fn visit_expr_closure_mut(&mut self, closure: &mut ExprClosure) {
        let outer = self.shadow.clone();
        self.shadow.extend(closure_names(closure).unwrap_or_default());
        visit_mut::visit_expr_closure_mut(self, closure);
        self.shadow = outer;
    }
}

impl Rename<'_, '_> {
    fn emitted(&mut self, name: &Ident) -> Option<proc_macro2::TokenStream> {
        if self.shadow.contains(&plain(name)) {
            return None;
        }
        let local = self.lower.scopes.find(name)?;
        Some(match self.lower.scopes.binding(local) {
            Binding::Value(operand) => {
                self.reads.extend(operand.var());
                self.lower.tokens(operand)
            }
            Binding::Memory(var) => {
                self.reads.push(*var);
                self.lower.vars[var.0].name.to_token_stream()
            }
            Binding::Alias(place) => {
                self.reads.extend(place.vars());
                let tokens = self.lower.place_tokens(place);
                if self.lower.vars[place.base.0].is_ref && place.projections.len() <= 1 && !tokens.to_string().contains('[') {
                    self.lower.vars[place.base.0].name.to_token_stream()
                } else {
                    quote!((&#tokens))
                }
            }
            Binding::Unset => return None,
        })
    }
}
