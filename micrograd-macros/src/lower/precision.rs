//! `f32` and `f64` in one function. Which of them a number is, Rust tells as it tells every type: by declarations,
//! suffixes, casts, and because both sides of an operator are one. A literal without suffix is what it meets.
//!
//! The two are different types in the emitted code, so a wrong guess is a compile error there.
use super::Lower;
use super::place::strip;
use crate::ir::{Arg, Operand, Rvalue, Var};
use crate::kinds::Kind;
use crate::parse::only_real;
use crate::tokens;
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Block, Expr, Lit, LitFloat, Stmt, Type, UnOp};

impl Lower<'_> {
    /// Whether the function mixes `f32` and `f64`.
    pub(super) fn mixes(&self) -> bool {
        self.input.other.is_some()
    }

    /// The kind of the real type of that name, in a function over plain floats.
    pub(super) fn real_kind(&self, name: &str) -> Kind {
        if self.input.other == Some(name) { Kind::Other } else { Kind::Real }
    }

    /// The kind of a float literal with this suffix, or with none.
    pub(super) fn literal_kind(&mut self, suffix: &str) -> Kind {
        match suffix {
            _ if !self.is_plain_mode() => Kind::Float,
            "" if self.mixes() => self.kinds.real(),
            suffix => self.real_kind(suffix),
        }
    }

    /// A float literal. Where it may be of either precision it is a variable, whose kind becomes known.
    pub(super) fn float_literal(&mut self, literal: Literal, suffix: &str) -> Operand {
        let (kind, span) = (self.literal_kind(suffix), literal.span());
        match kind {
            Kind::Float => Operand::plain(literal, kind),
            kind => self.real_of(literal, kind, span),
        }
    }

    /// A literal that is a real of this kind.
    pub(super) fn real_of(&mut self, tokens: impl Into<tokens::TokenStream>, kind: Kind, span: Span) -> Operand {
        let real = Operand::real(tokens);
        if self.mixes() { self.define(kind, Rvalue::Use(real), span) } else { real }
    }

    /// A literal in code that is not lowered further; its kind must be known by now, or is that of an `f64`.
    pub(super) fn real_tokens(&mut self, literal: &TokenStream, kind: &Kind) -> TokenStream {
        let kind = match self.kinds.resolve(kind) {
            Kind::Unknown(_) => {
                self.doubles = true;
                self.real_kind("f64")
            }
            known => known,
        };
        crate::emit::real(self.input, literal, &kind).into()
    }

    /// A literal that is given to a function or to a field is what that wants: nothing here tells it.
    pub(super) fn free_literal(&self, e: &Expr) -> Option<Operand> {
        let (literal, tokens) = float(e)?;
        (self.mixes() && literal.suffix().is_empty()).then(|| Operand::real(tokens))
    }

    /// The value of a field.
    pub(super) fn field_value(&mut self, e: &Expr) -> Operand {
        self.free_literal(e).or_else(|| self.variant_for_place(e)).unwrap_or_else(|| self.expr(e))
    }

    /// Makes a kind that of a real, or reports it.
    pub(super) fn expect_real(&mut self, kind: &Kind, at: &impl ToTokens) -> bool {
        let real = self.any_real();
        self.unify(&real, kind, at)
    }

    /// The kind of a real of whichever precision.
    pub(super) fn any_real(&mut self) -> Kind {
        if self.mixes() { self.kinds.real() } else { Kind::Real }
    }

    /// Whether a kind is known to be that of a scalar, which is versioned.
    pub(super) fn is_scalar(&self, kind: &Kind) -> bool {
        self.kinds.is_real(kind) || self.kinds.resolve(kind).is_scalar()
    }

    /// `value as f32`, `f64::from(value)`, where both are mixed.
    pub(super) fn converted(&mut self, value: Operand, of: &Expr, to: &str, at: &impl ToTokens) -> Operand {
        let (kind, own) = (self.real_kind(to), self.kind_of(&value));
        if float(of).is_some() {
            // rustc looks at the cast for the literal's type
            self.unify(&own, &kind, at);
        }
        if self.kind_of(&value) == kind {
            return value;
        }
        // a cast of what is of that type already would be idle
        let another = self.real_kind(if to == "f32" { "f64" } else { "f32" });
        self.kinds.suppose_instead(&own, another);
        let ty: Type = if to == "f32" { syn::parse_quote!(f32) } else { syn::parse_quote!(f64) };
        self.define(kind, Rvalue::Convert(value, ty), at.to_token_stream().span())
    }

    /// What the result of a call is where nothing else tells: as precise as the arguments; where those are all literals,
    /// as what the function names. A wrong guess does not compile, if the function has one type for its result: a generic
    /// one takes that of a literal.
    pub(super) fn suppose_result(&mut self, kind: &Kind, args: &[Arg]) {
        if !self.mixes() {
            return;
        }
        let (single, double) = (self.real_kind("f32"), self.real_kind("f64"));
        let (mut found, mut literal) = ((false, false), false);
        for arg in args {
            let kind = match arg {
                Arg::Value(op) => self.kind_of(op),
                Arg::Ref(place) | Arg::Mut(place) => self.place_kind(place),
            };
            if matches!(arg, Arg::Value(Operand::Real(_))) {
                literal = true;
            } else if self.kinds.is_open(&kind) {
                return;
            } else {
                found.0 |= kind.has(&single);
                found.1 |= kind.has(&double);
            }
        }
        match found {
            (true, false) => self.kinds.suppose(kind, single),
            (false, false) if self.input.unseen => self.kinds.suppose(kind, single),
            _ if literal => {}
            _ => self.kinds.suppose(kind, double),
        }
    }

    /// The same of code that is copied: the real that it mentions; of a call with literals, what the function names.
    pub(super) fn suppose_copied(&mut self, kind: &Kind, code: &Expr) {
        let own = (self.input.unseen && matches!(code, Expr::Call(_))).then_some("f32");
        if let Some(real) = only_real(code).or(own).filter(|_| self.mixes()) {
            let likely = self.real_kind(real);
            self.kinds.suppose(kind, likely);
        }
    }

    /// The same of a field of a parameter, of the result of a call, of a type of the user's: it has one type.
    pub(super) fn suppose_field(&mut self, kind: &Kind, base: Var) {
        let of = self.kinds.resolve(&self.vars[base.0].kind);
        let supposed = self.kinds.supposed(&of);
        let one_type = base.0 < self.input.params.len() || of == Kind::Opaque || supposed.is_some();
        if self.mixes() && one_type {
            let double = self.real_kind("f64");
            self.kinds.suppose(kind, supposed.unwrap_or(double));
        }
    }

    /// A kind in a message.
    pub(super) fn kind_name(&self, kind: &Kind) -> String {
        let real = self.input.plain_real(kind).filter(|_| self.mixes());
        real.map_or_else(|| kind.to_string(), |real| format!("`{real}`"))
    }

    /// Decides what nothing told: to Rust a float is an `f64` then.
    pub(super) fn settle_reals(&mut self) {
        let default = self.real_kind("f64");
        self.kinds.settle(&default);
    }
}

/// Whether a literal without suffix is the value of a block, or of a branch: what it is given to tells its type.
pub(super) fn ends_in_literal(e: &Expr) -> bool {
    match strip(e) {
        Expr::Block(e) => value_of(&e.block).is_some_and(ends_in_literal),
        Expr::If(e) => value_of(&e.then_branch).is_some_and(ends_in_literal),
        Expr::Match(e) => e.arms.first().is_some_and(|arm| ends_in_literal(&arm.body)),
        e => float(e).is_some_and(|(literal, _)| literal.suffix().is_empty()),
    }
}

/// The expression that is a block's value.
fn value_of(block: &Block) -> Option<&Expr> {
    match block.stmts.last() {
        Some(Stmt::Expr(last, None)) => Some(last),
        _ => None,
    }
}

/// A float literal, maybe with a sign.
fn float(e: &Expr) -> Option<(&LitFloat, TokenStream)> {
    match strip(e) {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Float(literal) => Some((literal, literal.to_token_stream())),
            _ => None,
        },
        Expr::Unary(e) if matches!(e.op, UnOp::Neg(_)) => {
            let (literal, tokens) = float(&e.expr)?;
            Some((literal, quote!(-#tokens)))
        }
        _ => None,
    }
}
