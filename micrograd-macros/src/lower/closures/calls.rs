//! Calls of closures: the body, lowered at the call.
use super::super::Lower;
use super::super::mutations::Mutations;
use super::super::place::strip;
use super::super::scope::Binding;
use super::{Closure, Code, leaves};
use crate::ir::Operand;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprClosure, ExprPath, Pat, ReturnType};

impl Lower<'_> {
    /// A call of a closure: its body, with its parameters bound to `args`.
    pub(in super::super) fn invoke(&mut self, closure: &Closure, args: Vec<Binding>) -> Binding {
        match &closure.code {
            Code::Literal(e) => {
                let value = self.inside(closure, args, |l| l.body_of(e));
                value.unwrap_or(Binding::Value(Operand::Poison))
            }
            Code::Function(path) => self.at_home(closure, |l| l.call_by_name(path, args)),
        }
    }

    /// Lowers the body of a closure, or what takes its place, with the parameters bound to `args`; nothing after a
    /// mistake that was reported.
    pub(in super::super) fn inside<R>(
        &mut self,
        closure: &Closure,
        args: Vec<Binding>,
        body: impl FnOnce(&mut Self) -> R,
    ) -> Option<R> {
        let Code::Literal(e) = &closure.code else { return None };
        if closure.failed.get() {
            return None;
        }
        let mistakes = self.errors.count();
        let value = self.at_home(closure, |l| {
            if e.inputs.len() != args.len() {
                let message = format!("this closure takes {} arguments, and is given {}", e.inputs.len(), args.len());
                l.reject(&e.inputs_begin, message, "give it as many as it takes");
                return None;
            }
            for (pat, arg) in e.inputs.iter().zip(args) {
                let (pat, ty) = match pat {
                    Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
                    pat => (pat, None),
                };
                let kind = l.declared_kind(ty);
                l.bind(pat, arg, &kind, ty);
            }
            Some(body(l))
        });
        closure.failed.set(self.errors.count() > mistakes);
        value
    }

    /// Lowers something among the names that a closure sees.
    fn at_home<R>(&mut self, closure: &Closure, body: impl FnOnce(&mut Self) -> R) -> R {
        let here = self.scopes.exchange(closure.names.clone());
        self.scopes.enter();
        let value = body(self);
        self.scopes.exchange(here);
        value
    }

    fn body_of(&mut self, e: &ExprClosure) -> Binding {
        let value = if leaves(&e.body) {
            let changes = Mutations::default().and(&e.body);
            Binding::Value(self.closure_body(&changes, &e.body, |l| l.expr(&e.body)))
        } else {
            self.tail(&e.body)
        };
        if let ReturnType::Type(_, ty) = &e.output {
            let (kind, own) = (self.declared_kind(Some(ty)), self.binding_kind(&value));
            self.unify(&own, &kind, ty);
        }
        value
    }

    /// `f(a, b)` for a function that stands where a closure might.
    fn call_by_name(&mut self, path: &ExprPath, args: Vec<Binding>) -> Binding {
        let mut call = ExprCall {
            attrs: Vec::new(),
            func: Box::new(Expr::Path(path.clone())),
            paren_token: syn::token::Paren(path.span()),
            args: syn::punctuated::Punctuated::new(),
        };
        for arg in args {
            let name = self.names.fresh("item", path.span());
            let kind = self.binding_kind(&arg);
            self.scopes.declare(&name, arg, kind);
            call.args.push(syn::parse_quote!(#name));
        }
        Binding::Value(self.expr(&Expr::Call(call)))
    }

    /// `f(a, b)` where `f` is a closure; nothing for any other call.
    pub(in super::super) fn called_closure(&mut self, e: &ExprCall) -> Option<Binding> {
        let closure = match strip(&e.func) {
            Expr::Closure(literal) => self.closure(literal),
            Expr::Path(path) => self.local_closure(path)?,
            Expr::Call(inner) => match self.called_closure(inner)? {
                Binding::Closure(closure) => closure,
                _ => return None,
            },
            _ => return None,
        };
        Some(self.closure_call(&closure, e))
    }

    fn closure_call(&mut self, closure: &Closure, e: &ExprCall) -> Binding {
        if let Code::Function(path) = &closure.code {
            let call = ExprCall { func: Box::new(Expr::Path(path.clone())), ..e.clone() };
            return Binding::Value(self.expr(&Expr::Call(call)));
        }
        let args = e.args.iter().map(|arg| self.initial(arg, None)).collect();
        self.invoke(closure, args)
    }
}
