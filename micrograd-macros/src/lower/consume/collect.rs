//! `.collect()`, `.unzip()`, `.partition()`: lists in memory.
use super::super::Lower;
use super::super::chains::{Chain, Stage};
use super::super::scope::Binding;
use super::super::stmt::is_place;
use super::super::streams::{Stream, located};
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
        let room = if chain.stages.iter().all(Stage::is_total) { self.length_of(&chain.stream, span) } else { None };
        let (list, item) = self.list(room, span);
        let kind = self.declared_kind(Some(ty));
        self.unify(&Kind::seq(item), &kind, ty);
        self.items(chain, Vec::new(), &[], span, &mut |l, item| l.append(list, item, span));
        Some(Binding::Memory(list))
    }

    /// An empty `Vec`, and the kind of its items.
    pub(super) fn list(&mut self, room: Option<Operand>, span: Span) -> (Var, Kind) {
        let item = self.kinds.unknown();
        let var = self.temp_var(Kind::seq(item.clone()), span);
        self.vars[var.0].memory = true;
        self.push(Stmt::Let(var, room.map_or(Rvalue::VecOf(Vec::new()), Rvalue::VecWithRoom)));
        (var, item)
    }

    pub(super) fn append(&mut self, list: Var, item: Binding, span: Span) {
        let item = self.materialise(item, &located(span));
        let (own, kind) = (Kind::seq(self.kind_of(&item)), self.vars[list.0].kind.clone());
        self.unify(&own, &kind, &located(span));
        self.push(Stmt::Push(Place::whole(list), item));
    }

    /// `list.extend(items)`
    pub(super) fn extended(&mut self, e: &ExprMethodCall) -> Option<Binding> {
        let place = match self.view(&e.receiver) {
            Some(Binding::Alias(place, true)) => place,
            _ if is_place(&e.receiver) => self.place(&e.receiver),
            _ => return None,
        };
        let Kind::Seq(kind) = self.place_kind(&place) else { return None };
        let poison = Some(Binding::Value(Operand::Poison));
        if !self.is_memory_place(&place, e) {
            return poison;
        }
        let Some(chain) = self.chain(&e.args[0]) else { return poison };
        let span = e.method.span();
        self.items(&chain, Vec::new(), &[], span, &mut |l, item| {
            let item = l.copied(item, span);
            let item = l.materialise(item, &located(span));
            l.expect(&item, &kind, &e.args[0]);
            l.push(Stmt::Push(place.clone(), item));
        });
        Some(Binding::Value(Operand::Unit))
    }

    /// What `chunks_exact` leaves over.
    pub(super) fn remainder(&mut self, chain: &Chain, e: &ExprMethodCall) -> Option<Binding> {
        if let (true, Stream::Slices(slices)) = (chain.stages.is_empty(), &chain.stream) {
            return Some(self.left_over(slices, e.method.span()));
        }
        self.reject(&e.method, "the remainder of something other than exact chunks", "call it on `x.chunks_exact(n)`");
        None
    }

    /// `.unzip()` into two `Vec`s.
    pub(super) fn unzipped(&mut self, chain: &Chain, span: Span) -> Binding {
        let [(a, of_a), (b, of_b)] = [self.list(None, span), self.list(None, span)];
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
        Binding::Parts(vec![Binding::Memory(a), Binding::Memory(b)])
    }

    /// `.partition(p)` into two `Vec`s.
    pub(super) fn partitioned(&mut self, chain: &Chain, p: &Expr, span: Span) -> Option<Binding> {
        let p = self.callable(p)?;
        let [(a, of_a), (b, of_b)] = [self.list(None, span), self.list(None, span)];
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
