//! `.collect()`, `.unzip()`, `.partition()`: lists in memory.
use super::super::Lower;
use super::super::chains::Chain;
use super::super::scope::Binding;
use super::super::streams::located;
use super::turbofish;
use crate::errors::show;
use crate::ir::{Operand, Place, Rvalue, Stmt, Var};
use crate::kinds::Kind;
use proc_macro2::Span;
use syn::{Expr, ExprMethodCall, Type};

impl Lower<'_> {
    /// `.collect::<Vec<_>>()`
    pub(super) fn collected(&mut self, chain: &Chain, e: &ExprMethodCall) -> Option<Binding> {
        let Some(ty) = turbofish(e) else {
            let help = "write it here: `.collect::<Vec<_>>()`";
            self.reject(&e.method, "the type that is collected into is not visible", help);
            return None;
        };
        if !is_vec(ty) {
            let message = format!("collecting into `{}` is not understood", show(ty));
            self.reject(ty, message, "collect into a `Vec`, under this name");
            return None;
        }
        let span = e.method.span();
        let (list, item) = self.list(span);
        let kind = self.declared_kind(Some(ty));
        self.unify(&Kind::seq(item), &kind, ty);
        self.items(chain, Vec::new(), &[], span, &mut |l, item| l.append(list, item, span));
        Some(Binding::Memory(list))
    }

    /// An empty `Vec`, and the kind of its items.
    fn list(&mut self, span: Span) -> (Var, Kind) {
        let item = self.kinds.unknown();
        let var = self.temp_var(Kind::seq(item.clone()), span);
        self.vars[var.0].memory = true;
        self.push(Stmt::Let(var, Rvalue::VecOf(Vec::new())));
        (var, item)
    }

    fn append(&mut self, list: Var, item: Binding, span: Span) {
        let item = self.materialise(item, &located(span));
        let (own, kind) = (Kind::seq(self.kind_of(&item)), self.vars[list.0].kind.clone());
        self.unify(&own, &kind, &located(span));
        self.push(Stmt::Push(Place::whole(list), item));
    }

    /// `.unzip()` into two `Vec`s.
    pub(super) fn unzipped(&mut self, chain: &Chain, span: Span) -> Option<Binding> {
        let [(a, of_a), (b, of_b)] = [self.list(span), self.list(span)];
        self.items(chain, Vec::new(), &[], span, &mut |l, item| {
            let (own, pair) = (l.binding_kind(&item), Kind::Tup(vec![of_a.clone(), of_b.clone()]));
            l.unify(&own, &pair, &located(span));
            match item {
                Binding::Parts(parts) => {
                    for (list, part) in [a, b].into_iter().zip(parts) {
                        l.append(list, part, span);
                    }
                }
                item => {
                    let item = l.materialise(item, &located(span));
                    for (list, part) in [a, b].into_iter().zip(l.fields(&item, span)) {
                        l.append(list, Binding::Value(part), span);
                    }
                }
            }
        });
        Some(Binding::Parts(vec![Binding::Memory(a), Binding::Memory(b)]))
    }

    /// `.partition(p)` into two `Vec`s.
    pub(super) fn partitioned(&mut self, chain: &Chain, p: &Expr, span: Span) -> Option<Binding> {
        let p = self.callable(p)?;
        let [(a, of_a), (b, of_b)] = [self.list(span), self.list(span)];
        self.unify(&of_a, &of_b, &located(span));
        self.items(chain, Vec::new(), std::slice::from_ref(&p), span, &mut |l, item| {
            let holds = l.asks(&p, item.shared(), span);
            let item = l.materialise(item, &located(span));
            let other = item.clone();
            let arms = [(a, item), (b, other)].map(|(list, item)| {
                super::super::branch::Body::Then(Box::new(move |l: &mut Lower<'_>| {
                    l.append(list, Binding::Value(item), span);
                    Operand::Unit
                }))
            });
            l.branch(holds, crate::ir::Selector::Flag, arms.into(), span);
        });
        Some(Binding::Parts(vec![Binding::Memory(a), Binding::Memory(b)]))
    }
}

/// Whether a type is a `Vec`, under that name.
fn is_vec(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.qself.is_none() && path.path.segments.last().is_some_and(|s| s.ident == "Vec"))
}
