//! Expressions.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use crate::errors::show;
use crate::ir::{Operand, Projection, Rvalue, Verbatim};
use crate::kinds::Kind;
use crate::parse::{Mode, REALS};
use crate::types::is_integer;
use micrograd_core::rules;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, ExprUnary, Lit, Type, UnOp};

impl Lower<'_> {
    /// Lowers an expression to the operand that holds its value.
    pub(super) fn expr(&mut self, expr: &Expr) -> Operand {
        if let Some(value) = self.inactive(expr) {
            return value;
        }
        match expr {
            Expr::Paren(e) => self.expr(&e.expr),
            Expr::Group(e) => self.expr(&e.expr),
            Expr::Lit(lit) => self.literal(lit),
            Expr::Path(path) => self.path(path),
            Expr::Unary(e) => self.unary(e),
            Expr::Binary(e) => self.binary(e),
            Expr::Cast(e) => self.cast(e),
            Expr::Index(_) | Expr::Field(_) => {
                let place = self.place(expr);
                self.load(place, expr)
            }
            Expr::Reference(e) if e.mutability.is_none() => self.expr(&e.expr),
            Expr::Reference(e) => self.reject(
                e,
                "a `&mut` reference as a value may alias different places",
                "give it a name, `let r = &mut x;`, or use an index",
            ),
            Expr::Array(e) => {
                let values: Vec<_> = e.elems.iter().map(|e| self.expr(e)).collect();
                let kind = self.kinds.unknown();
                for (value, at) in values.iter().zip(&e.elems) {
                    self.expect(value, &kind, at);
                }
                self.define(Kind::seq(kind), Rvalue::Array(values), expr.span())
            }
            Expr::Repeat(e) => self.repeat(e),
            Expr::Tuple(e) if e.elems.is_empty() => Operand::Unit,
            Expr::Tuple(e) => {
                let values: Vec<_> = e.elems.iter().map(|e| self.expr(e)).collect();
                let kinds = values.iter().map(|v| self.kind_of(v)).collect();
                self.define(Kind::Tup(kinds), Rvalue::Tuple(values), expr.span())
            }
            Expr::Block(e) if e.label.is_none() => self.block(&e.block),
            Expr::Block(e) => self.labelled_block(e),
            Expr::If(e) => self.if_expr(e),
            Expr::Match(e) => self.match_expr(e),
            Expr::ForLoop(e) => self.for_loop(e),
            Expr::While(e) => self.while_loop(e),
            Expr::Loop(e) => self.forever(e),
            Expr::Break(e) => self.break_loop(e),
            Expr::Continue(e) => self.continue_loop(e),
            Expr::Return(e) => self.return_expr(e),
            Expr::Assign(e) => self.assign(e),
            Expr::Call(e) => self.call(e),
            Expr::MethodCall(e) => self.method(e),
            Expr::Macro(e) => self.macro_call(&e.mac),
            Expr::Unsafe(e) => self.unsafe_block(e),
            Expr::Struct(e) => self.struct_literal(e),
            Expr::Try(e) => {
                let value = self.tried(e);
                self.materialise(value, e)
            }
            other => self.unsupported(other),
        }
    }

    fn unsafe_block(&mut self, e: &syn::ExprUnsafe) -> Operand {
        let active =
            super::effects::idents(e.block.to_token_stream()).into_iter().find(|name| self.is_active_local(name));
        let message = match active {
            Some(name) => format!("an `unsafe` block touches `{name}`, which carries a derivative"),
            None => "an `unsafe` block in a differentiable function".to_owned(),
        };
        let help = "write it in safe code, or compute what has no derivative before the call and pass it in";
        self.reject(&e.unsafe_token, message, help)
    }

    fn unsupported(&mut self, expr: &Expr) -> Operand {
        let (what, help) = match expr {
            Expr::Closure(_) => return self.escapes(expr),
            Expr::Await(_) | Expr::Async(_) => {
                ("`async` code cannot be differentiated", "compute the inputs before the call")
            }
            Expr::Let(_) => {
                ("`let` inside a condition", "write `if let` or `while let`, with `&&` between the conditions")
            }
            Expr::Range(_) => ("a range as a value is not understood", "write it in the head of a `for` loop"),
            _ => (
                "`#[differentiable]` does not understand this expression",
                "write it with operators, `let`, `if`, `for` and calls",
            ),
        };
        self.unsupported_expr(expr, what, help)
    }

    fn literal(&mut self, lit: &ExprLit) -> Operand {
        match &lit.lit {
            Lit::Float(f) => self.float_literal(f.token(), f.suffix()),
            Lit::Int(i) if i.suffix().starts_with('f') => self.float_literal(i.token(), i.suffix()),
            Lit::Str(_) | Lit::ByteStr(_) | Lit::CStr(_) => Operand::plain(lit.to_token_stream(), Kind::Inert),
            other => self.reject(other, "a literal of this type is not understood here", "use numbers and flags"),
        }
    }

    fn path(&mut self, path: &syn::ExprPath) -> Operand {
        let local = path.path.get_ident().and_then(|name| self.scopes.find(name));
        let Some(local) = local else {
            if let Some(value) = self.unit_literal(&path.path) {
                return value;
            }
            return self.reject(path, "this path is not understood as a value", "name a constant or a local variable");
        };
        match self.scopes.binding(local).clone() {
            Binding::Value(operand) => operand,
            Binding::Closure(_) => self.escapes(path),
            Binding::Chain(_) => self.unrun(path),
            whole @ (Binding::Parts(_) | Binding::Maybe(..)) => self.materialise(whole, path),
            Binding::Alias(_, true) => self.reject(
                path,
                format!(
                    "the `&mut` reference `{}` is used as a value, and may alias different places then",
                    show(path)
                ),
                "read or write through it with `*`, or pass it to a function",
            ),
            Binding::Memory(_) | Binding::Alias(..) => {
                let place = self.place(&Expr::Path(path.clone()));
                self.load(place, path)
            }
            Binding::Unset => self.reject(path, "this variable may not have a value yet", "give it a value first"),
        }
    }

    fn unary(&mut self, e: &ExprUnary) -> Operand {
        match e.op {
            UnOp::Deref(_) => {
                let place = self.place(&e.expr);
                let content = self.boxes.get(&place.base).filter(|_| place.projections.is_empty()).cloned();
                match content {
                    Some(kind) => self.define(kind, Rvalue::Load(place.then(Projection::Deref)), e.span()),
                    None => self.load(place, e),
                }
            }
            UnOp::Neg(_) => {
                let a = self.expr(&e.expr);
                if let Operand::Real(tokens) = &a
                    && matches!(strip(&e.expr), Expr::Lit(_))
                {
                    return Operand::real(quote!(-#tokens));
                }
                let kind = self.kind_of(&a);
                if self.has_own_operator(&kind, &kind) {
                    return self.own_operator("neg", a, None, &e.op);
                }
                self.define(kind, Rvalue::Prim(rule("neg"), vec![a]), e.span())
            }
            UnOp::Not(_) => {
                let a = self.expr(&e.expr);
                let kind = self.kind_of(&a);
                self.define(kind, Rvalue::Not(a), e.span())
            }
            _ => {
                self.unsupported_expr(&Expr::Unary(e.clone()), "this operator is not understood", "use `-`, `!` or `*`")
            }
        }
    }

    fn repeat(&mut self, e: &syn::ExprRepeat) -> Operand {
        let value = self.expr(&e.expr);
        let Some(len) = self.verbatim(&e.len) else {
            return self.reject(&e.len, "the length of an array must be a constant", "use a literal or a constant");
        };
        let kind = self.kind_of(&value);
        self.define(Kind::seq(kind), Rvalue::Repeat(value, len), e.span())
    }

    fn cast(&mut self, e: &syn::ExprCast) -> Operand {
        let value = self.expr(&e.expr);
        let kind = self.kind_of(&value);
        let to_real = REALS.into_iter().find(|real| is_type(&e.ty, real));
        match (to_real, &self.input.mode) {
            (Some(real), Mode::Plain(_)) if self.mixes() => self.converted(value, &e.expr, real, e),
            (Some(_), Mode::Plain(_)) if kind == Kind::Real => value,
            (Some(_), Mode::Plain(_)) => self.define(Kind::Real, Rvalue::ToReal(value, (*e.ty).clone()), e.span()),
            (Some(_), Mode::Generic(_)) => {
                let help = "use `to_f64()` on a value without derivative, or leave the cast out";
                self.reject(
                    e,
                    format!("`{}` casts the scalar to a plain float and loses its derivative", show(e)),
                    help,
                )
            }
            (None, _) if kind == Kind::Inert => {
                let (tokens, ty) = (self.tokens(&value), &e.ty);
                let code = Verbatim {
                    tokens: quote!(#tokens as #ty),
                    reads: value.var().into_iter().collect(),
                    repeatable: true,
                };
                self.define(Kind::Int, Rvalue::Verbatim(code), e.span())
            }
            (None, _) if is_plain_type(&e.ty) => self.define(Kind::Int, Rvalue::Cut(value, (*e.ty).clone()), e.span()),
            (None, _) => {
                let help = "name the type itself, for example `as i32` or `as f32`, or leave the cast out";
                self.reject(&e.ty, format!("a cast to `{}`, which may be a real type", show(&e.ty)), help)
            }
        }
    }
}

/// Whether a type is the plain name `name`.
pub(super) fn is_type(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(p) if p.qself.is_none() && p.path.is_ident(name))
}

/// Whether a type is an integer's own name: an alias, or `_`, may stand for a float.
pub(super) fn is_plain_type(ty: &Type) -> bool {
    matches!(ty, Type::Path(p) if p.qself.is_none() && p.path.get_ident().is_some_and(|name| is_integer(&name.to_string())))
}

/// A row that is known to be in the table.
pub(super) fn rule(name: &str) -> &'static rules::Rule {
    rules::find(name).expect("the table has this row")
}
