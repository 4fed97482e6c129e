//! Code in which nothing is active is copied as written, with the emitted names in it.
mod check;
mod rename;

use self::check::Check;
use self::rename::Rename;
use super::Lower;
use super::expr::{is_plain_type, is_type};
use super::forms::is_variant;
use super::place::strip;
use super::scope::Binding;
use super::spans::start;
use crate::hash::HashSet;
use crate::ir::{Operand, Place, Projection, Rvalue, Variant, Verbatim};
use crate::kinds::Kind;
use crate::names::plain;
use crate::parse::REALS;
use crate::types::COLLECTIONS;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{BinOp, Expr, ExprClosure, Lit, Pat, Path};

impl Lower<'_> {
    /// Lowers `expr` whole, if nothing in it is active and no float operation is.
    pub(super) fn inactive(&mut self, expr: &Expr) -> Option<Operand> {
        match expr {
            Expr::Paren(e) => return self.inactive(&e.expr),
            Expr::Lit(lit) => return inactive_literal(&lit.lit),
            Expr::Path(path) if self.local_binding(&path.path).is_some() => return None,
            // the parts have types of their own
            Expr::Tuple(_) | Expr::Array(_) | Expr::Repeat(_) | Expr::Reference(_) => return None,
            _ => {}
        }
        if let Some(value) = self.looked_up(expr) {
            return Some(value);
        }
        let code = self.verbatim(expr)?;
        let kind = self.verbatim_kind(expr);
        self.suppose_copied(&kind, expr);
        let value = self.define(kind, Rvalue::Verbatim(code), start(expr));
        if let (Expr::Path(path), Operand::Var(var)) = (expr, &value)
            && let Some(variant) = self.unseen_variant(&path.path)
        {
            self.variants.insert(*var, variant);
        }
        Some(value)
    }

    /// A closure over inactive values, or the name of a function, as an argument.
    pub(super) fn inert_argument(&mut self, expr: &Expr) -> Option<Operand> {
        let closure = match strip(expr) {
            Expr::Closure(closure) => closure,
            // constants are written in capitals
            Expr::Path(path) if path.qself.is_none() && self.local_binding(&path.path).is_none() => {
                let last = path.path.segments.last()?.ident.to_string();
                let code = Verbatim { tokens: path.to_token_stream(), reads: Vec::new(), repeatable: true };
                let function = last.starts_with(char::is_lowercase);
                return function.then(|| self.define(Kind::Inert, Rvalue::Verbatim(code), expr.span()));
            }
            _ => return None,
        };
        let names: HashSet<String> = closure_names(closure)?.into_iter().collect();
        self.verbatim_with(&closure.body, names)?;
        let mut renamed = expr.clone();
        let mut rename = Rename { lower: self, shadow: HashSet::default(), reads: Vec::new(), repeatable: false };
        rename.visit_expr_mut(&mut renamed);
        let code = Verbatim { tokens: renamed.to_token_stream(), reads: rename.reads, repeatable: false };
        Some(self.define(Kind::Inert, Rvalue::Verbatim(code), expr.span()))
    }

    /// The code of `expr`, if nothing in its parts is active.
    pub(super) fn verbatim_of(&self, expr: &Expr, parts: &[&Expr]) -> Option<Verbatim> {
        let shadow = HashSet::default();
        let check = Check { lower: self, shadow: &shadow };
        parts.iter().all(|part| check.inactive(part)).then(|| self.renamed(expr, HashSet::default()))
    }

    /// The code of `expr`, if nothing in it is active.
    pub(super) fn verbatim(&self, expr: &Expr) -> Option<Verbatim> {
        self.verbatim_with(expr, HashSet::default())
    }

    /// The same where the names in `shadow` are not the function's locals.
    pub(super) fn verbatim_with(&self, expr: &Expr, shadow: HashSet<String>) -> Option<Verbatim> {
        let check = Check { lower: self, shadow: &shadow };
        if !check.inactive(expr) {
            return None;
        }
        Some(self.renamed(expr, shadow))
    }

    /// The code of `expr` with the emitted names in it.
    fn renamed(&self, expr: &Expr, shadow: HashSet<String>) -> Verbatim {
        let mut renamed = expr.clone();
        let mut rename = Rename { lower: self, shadow, reads: Vec::new(), repeatable: true };
        rename.visit_expr_mut(&mut renamed);
        Verbatim { tokens: renamed.to_token_stream(), reads: rename.reads, repeatable: rename.repeatable }
    }

    pub(super) fn local_binding(&self, path: &Path) -> Option<&Binding> {
        let local = self.scopes.find(path.get_ident()?)?;
        Some(self.scopes.binding(local))
    }

    /// The kind of a local's value; of a reference, what it refers to.
    pub(super) fn local_kind(&self, binding: &Binding) -> Kind {
        match binding {
            Binding::Value(operand) => self.kind_of(operand),
            Binding::Memory(var) => self.kinds.resolve(&self.vars[var.0].kind),
            Binding::Alias(place, _) => self.known_kind(place),
            Binding::Parts(_) | Binding::Maybe(..) | Binding::Closure(_) | Binding::Chain(_) => {
                Kind::Unknown(usize::MAX)
            }
            Binding::Unset => Kind::Poison,
        }
    }

    /// What is known of a place without learning anything new.
    fn known_kind(&self, place: &Place) -> Kind {
        let mut kind = self.kinds.resolve(&self.vars[place.base.0].kind);
        for step in &place.projections {
            kind = match (step, kind) {
                (Projection::Deref | Projection::Range(_), same) => same,
                (Projection::Index(_), Kind::Seq(item)) | (Projection::Payload(Variant::Some, _), Kind::Opt(item)) => {
                    *item
                }
                (Projection::Field(syn::Member::Unnamed(k)), Kind::Tup(mut items))
                    if items.len() > k.index as usize =>
                {
                    items.swap_remove(k.index as usize)
                }
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
            Expr::Lit(lit) => match inactive_literal(&lit.lit) {
                Some(op) => self.kind_of(&op),
                None => self.literal_kind(suffix(&lit.lit)),
            },
            Expr::Cast(e) if is_type(&e.ty, "f64") => self.literal_kind("f64"),
            Expr::Cast(e) if is_type(&e.ty, "f32") => self.literal_kind("f32"),
            Expr::Cast(e) if is_plain_type(&e.ty) => Kind::Int,
            Expr::Binary(e) => match e.op {
                BinOp::Eq(_)
                | BinOp::Ne(_)
                | BinOp::Lt(_)
                | BinOp::Le(_)
                | BinOp::Gt(_)
                | BinOp::Ge(_)
                | BinOp::And(_)
                | BinOp::Or(_) => Kind::Bool,
                _ => match self.verbatim_kind(&e.left) {
                    Kind::Unknown(_) => self.verbatim_kind(&e.right),
                    known => known,
                },
            },
            Expr::MethodCall(e) => match e.method.to_string().as_str() {
                "len" | "count" => Kind::Int,
                "is_empty" | "contains" | "any" | "all" | "is_some" | "is_none" => Kind::Bool,
                "cmp" => Kind::Inert,
                "partial_cmp" => Kind::Opt(Box::new(Kind::Inert)),
                "min" | "max" | "pow" | "abs" | "clamp" | "rem_euclid" => self.verbatim_kind(&e.receiver),
                name if micrograd_core::rules::find(name).is_some() => match self.verbatim_kind(&e.receiver) {
                    real @ (Kind::Real | Kind::Other | Kind::Float) => real,
                    _ => self.kinds.unknown(),
                },
                name if name.starts_with("saturating_") || name.starts_with("wrapping_") => {
                    self.verbatim_kind(&e.receiver)
                }
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
                Expr::Path(f) => self.made_by(&f.path).unwrap_or_else(|| self.kinds.unknown()),
                _ => self.kinds.unknown(),
            },
            _ => self.kinds.unknown(),
        }
    }

    /// The scalar that a function makes: `S::from_f64(..)`, `f64::from(..)`, `f32::tanh(..)`.
    fn made_by(&self, path: &Path) -> Option<Kind> {
        let owner = path.segments.first().filter(|_| path.segments.len() == 2)?;
        let collects = owner.ident == "String" || COLLECTIONS.iter().any(|name| owner.ident == name);
        if collects && ["new", "with_capacity", "from"].iter().any(|name| path.segments[1].ident == name) {
            return Some(Kind::Inert);
        }
        let function = path.segments[1].ident.to_string();
        let constructor =
            ["from_f64", "from"].contains(&&*function) || micrograd_core::rules::find(&function).is_some();
        let real = REALS.into_iter().find(|real| owner.ident == real && self.is_plain_mode());
        match real {
            _ if !constructor => None,
            Some(real) => Some(self.real_kind(real)),
            None => (owner.ident == self.input.scalar).then_some(Kind::Real),
        }
    }

    /// `f64::EPSILON` and `consts::PI` are reals; of another constant nothing is known.
    fn constant_kind(&mut self, path: &Path) -> Kind {
        if is_variant(path) {
            // a constant may have one letter too
            let letters = path.segments.last().map_or(0, |s| plain(&s.ident).len());
            return if letters > 1 { Kind::Inert } else { self.kinds.unknown() };
        }
        let first = path.segments.first().map(|s| s.ident.to_string()).unwrap_or_default();
        let in_consts = path.segments.iter().any(|s| s.ident == "consts");
        if self.input.scalar == first && !self.is_plain_mode() {
            return Kind::Real;
        }
        if in_consts || first == "f64" || first == "f32" {
            let digits = path.segments.last().is_some_and(|s| {
                ["DIGITS", "MANTISSA_DIGITS", "RADIX", "MAX_EXP", "MIN_EXP", "MAX_10_EXP", "MIN_10_EXP"]
                    .iter()
                    .any(|n| s.ident == n)
            });
            let real = REALS.into_iter().find(|real| path.segments.iter().any(|s| s.ident == real));
            return if digits { Kind::Int } else { self.literal_kind(real.unwrap_or_default()) };
        }
        self.kinds.unknown()
    }
}

/// The suffix of a number.
fn suffix(lit: &Lit) -> &str {
    match lit {
        Lit::Float(f) => f.suffix(),
        Lit::Int(i) => i.suffix(),
        _ => "",
    }
}

/// A literal that is no float.
fn inactive_literal(lit: &Lit) -> Option<Operand> {
    let kind = match lit {
        Lit::Int(i) if !i.suffix().starts_with('f') => return Some(Operand::plain(i.token(), Kind::Int)),
        Lit::Bool(_) => Kind::Bool,
        Lit::Char(_) | Lit::Byte(_) => Kind::Int,
        _ => return None,
    };
    Some(Operand::plain(lit.to_token_stream(), kind))
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
