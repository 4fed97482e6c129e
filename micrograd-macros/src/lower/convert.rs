//! What makes another value of one: `f64::from(x)`, `Box::new(v)`.
use super::Lower;
use crate::errors::show;
use crate::ir::{Arg, Callee, Operand, Rvalue, Stmt, Verbatim};
use crate::kinds::Kind;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Path};

impl Lower<'_> {
    /// `Box::new(v)`
    pub(super) fn boxed(&mut self, content: &Expr, path: &Path) -> Operand {
        let value = self.expr(content);
        let (root, span) = (&self.input.root, path.span());
        let function = syn::parse_quote_spanned!(span=> #root::rt::boxed::boxed);
        // a type of the user's may have the name
        let check = quote_spanned!(span=> let _: fn(()) -> #root::rt::Box<()> = #path;);
        self.push(Stmt::Effect(Verbatim { tokens: check, reads: Vec::new(), repeatable: false }));
        let kind = self.kind_of(&value);
        let place = self.hold(value, content);
        let boxed = self.call_of(Callee::Function(function), vec![Arg::Ref(place)], path);
        self.kinds.may_be_own(&self.kind_of(&boxed));
        self.boxes.extend(boxed.var().map(|var| (var, kind)));
        boxed
    }

    /// `f64::from(x)` of a real is the real; `S::from_f64(x)` of anything active would drop its derivative.
    pub(super) fn conversion(&mut self, path: &Path, to: Option<&str>, args: &[&Expr]) -> Operand {
        let [arg] = args else {
            return self.reject(path, "a conversion takes one number", "give it one");
        };
        let value = self.expr(arg);
        if matches!(value, Operand::Poison) {
            return value;
        }
        let kind = self.kind_of(&value);
        match (kind, to) {
            (kind, _) if kind.is_inactive() => return self.lifted(path, to, &value, arg),
            (_, Some(to)) if self.mixes() => return self.converted(value, arg, to, path),
            (Kind::Real, _) if self.is_plain_mode() => return value,
            // an integer's field, too: the compiler sees which it is
            (Kind::Unknown(_), Some(to)) if self.is_plain_mode() => {
                let ty = if to == "f32" { syn::parse_quote!(f32) } else { syn::parse_quote!(f64) };
                return self.define(Kind::Real, Rvalue::Convert(value, ty), arg.span());
            }
            (Kind::Unknown(_), None) if self.is_plain_mode() => {
                self.expect(&value, &Kind::Real, arg);
                return value;
            }
            _ => {}
        }
        let message = format!("`{}` makes a constant, but `{}` carries a derivative", show(path), show(arg));
        self.reject(arg, message, "use the value as it is")
    }

    /// A real made from a flag or an integer.
    fn lifted(&mut self, path: &Path, to: Option<&str>, value: &Operand, at: &Expr) -> Operand {
        let tokens = self.tokens(value);
        let code =
            Verbatim { tokens: quote!(#path(#tokens)), reads: value.var().into_iter().collect(), repeatable: true };
        let kind = to.map_or(Kind::Real, |to| self.real_kind(to));
        self.define(kind, Rvalue::Verbatim(code), at.span())
    }
}
