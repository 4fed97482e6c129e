//! Places: which part of which variable an expression names.
use super::Lower;
use super::scope::Binding;
use crate::ir::{Bounds, Operand, Place, Projection, Rvalue, Shape, Var, Variant};
use crate::kinds::Kind;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprRange, Member, UnOp};

impl Lower<'_> {
    /// The place that `expr` names; a value that is no place is put into a variable first.
    pub(super) fn place(&mut self, expr: &Expr) -> Place {
        if let Expr::Index(_) | Expr::Field(_) = expr
            && let Some(part) = self.part_of_constant(expr)
        {
            return self.hold(part, expr);
        }
        match expr {
            Expr::Paren(e) => self.place(&e.expr),
            Expr::Group(e) => self.place(&e.expr),
            Expr::Reference(e) => self.place(&e.expr),
            Expr::Unary(e) if matches!(e.op, UnOp::Deref(_)) => self.place(&e.expr),
            Expr::Path(path) => match path.path.get_ident().and_then(|name| self.scopes.find(name)) {
                Some(local) => match self.scopes.binding(local).clone() {
                    Binding::Memory(var) => Place::whole(var),
                    Binding::Alias(place, _) => place,
                    Binding::Value(operand) => self.hold(operand, expr),
                    Binding::Unset => self.hold(Operand::Poison, expr),
                    Binding::Parts(_) | Binding::Maybe(..) | Binding::Closure(_) | Binding::Chain(_) => {
                        self.value_place(expr)
                    }
                },
                None => self.value_place(expr),
            },
            Expr::Index(e) => self.index_place(e),
            Expr::Field(e) => self.field_place(e),
            Expr::MethodCall(_) => match self.view(expr) {
                Some(Binding::Alias(place, _)) => place,
                _ => self.produced_place(expr),
            },
            _ => self.produced_place(expr),
        }
    }

    fn produced_place(&mut self, expr: &Expr) -> Place {
        match self.produced(expr) {
            Some(Binding::Alias(place, _)) => place,
            Some(Binding::Memory(var)) => Place::whole(var),
            Some(value) => {
                let value = self.materialise(value, expr);
                self.hold(value, expr)
            }
            None => self.value_place(expr),
        }
    }

    fn value_place(&mut self, expr: &Expr) -> Place {
        let value = self.expr(expr);
        self.hold(value, expr)
    }

    /// A place that holds a value.
    pub(super) fn hold(&mut self, value: Operand, at: &impl ToTokens) -> Place {
        let var = match value {
            Operand::Var(var) => var,
            other => {
                let kind = self.kind_of(&other);
                match self.define(kind, Rvalue::Use(other), at.span()) {
                    Operand::Var(var) => var,
                    _ => unreachable!("a definition is a variable"),
                }
            }
        };
        Place::whole(var)
    }

    fn index_place(&mut self, e: &syn::ExprIndex) -> Place {
        let mut place = self.place(&e.expr);
        let kind = self.place_kind(&place);
        let own = self.mentions.is_struct_item(&e.expr);
        let item = if own { self.kinds.own_type() } else { self.kinds.unknown() };
        self.unify(&kind, &Kind::seq(item), &e.expr);
        if let Expr::Range(range) = strip(&e.index) {
            let bounds = self.bounds(range);
            place.projections.push(Projection::Range(bounds));
            return place;
        }
        let index = self.expr(&e.index);
        self.expect(&index, &Kind::Int, &e.index);
        place.projections.push(Projection::Index(index));
        place
    }

    pub(super) fn bounds(&mut self, range: &ExprRange) -> Bounds {
        let (from, to) = (self.bound(range.start.as_deref()), self.bound(range.end.as_deref()));
        Bounds { from, to, inclusive: matches!(range.limits, syn::RangeLimits::Closed(_)) }
    }

    fn bound(&mut self, expr: Option<&Expr>) -> Option<Operand> {
        let expr = expr?;
        let value = self.expr(expr);
        self.expect(&value, &Kind::Int, expr);
        Some(value)
    }

    fn field_place(&mut self, e: &syn::ExprField) -> Place {
        let mut place = match (&e.member, self.view(&e.base)) {
            (Member::Unnamed(k), Some(Binding::Parts(parts))) => {
                return match parts.into_iter().nth(k.index as usize) {
                    Some(Binding::Alias(place, _)) => place,
                    Some(part) => {
                        let value = self.materialise(part, e);
                        self.hold(value, e)
                    }
                    None => self.hold(Operand::Poison, e),
                };
            }
            (_, Some(Binding::Alias(place, _))) => place,
            _ => {
                self.gives_struct = super::operators::gives(&e.base) && matches!(e.member, Member::Named(_));
                let place = self.place(&e.base);
                self.gives_struct = false;
                place
            }
        };
        if let Member::Named(_) = &e.member {
            let kind = self.place_kind(&place);
            self.unify(&kind, &Kind::Opaque, &e.base);
        }
        place.projections.push(Projection::Field(e.member.clone()));
        if self.mentions.is_struct_field(&e.member) {
            let kind = self.place_kind(&place);
            self.kinds.may_be_own(&kind);
        }
        place
    }

    /// What stands in a place, as far as it is known.
    pub(super) fn place_kind(&mut self, place: &Place) -> Kind {
        let mut kind = self.vars[place.base.0].kind.clone();
        for (k, step) in place.projections.iter().enumerate() {
            kind = match (step, self.kinds.resolve(&kind)) {
                (Projection::Deref | Projection::Range(_), same) => same,
                (Projection::View(view), items) => match (view.shape, items) {
                    (Shape::Same, items) => items,
                    (Shape::Chunks, items) => Kind::seq(items),
                    (Shape::Flat, Kind::Seq(rows)) => *rows,
                    (Shape::Flat, _) => self.kinds.unknown(),
                    (Shape::Items, _) => Kind::seq(self.kinds.unknown()),
                },
                (Projection::Index(_), Kind::Seq(item)) | (Projection::Payload(Variant::Some, _), Kind::Opt(item)) => {
                    *item
                }
                (Projection::Index(_), unknown @ Kind::Unknown(_)) => {
                    let item = self.kinds.unknown();
                    // an unknown agrees with everything
                    let _ = self.kinds.unify(&unknown, &Kind::seq(item.clone()));
                    item
                }
                (Projection::Field(Member::Unnamed(k)), Kind::Tup(items)) => {
                    items.get(k.index as usize).cloned().unwrap_or(Kind::Poison)
                }
                (Projection::Payload(Variant::Some, _), unknown @ Kind::Unknown(_)) => {
                    let item = self.kinds.unknown();
                    let _ = self.kinds.unify(&unknown, &Kind::Opt(Box::new(item.clone())));
                    item
                }
                (Projection::Field(_) | Projection::Payload(..), Kind::Opaque | Kind::Unknown(_)) => {
                    self.field_kind(place.base, &place.projections[..=k])
                }
                (_, _) => Kind::Poison,
            };
        }
        self.kinds.resolve(&kind)
    }

    /// The kind of a field: one for all uses of the same field of the same variable.
    fn field_kind(&mut self, base: Var, steps: &[Projection]) -> Kind {
        let path = steps.iter().map(|step| match step {
            Projection::Field(member) => format!(".{}", member.to_token_stream()),
            Projection::Payload(Variant::Named(_, name), member) => format!(".{name}.{}", member.to_token_stream()),
            _ => String::new(),
        });
        let path: String = path.collect();
        if let Some(kind) = self.fields.get(&(base, path.clone())) {
            return self.kinds.resolve(kind);
        }
        let kind = self.kinds.unknown();
        self.suppose_field(&kind, base);
        self.fields.insert((base, path), kind.clone());
        kind
    }

    /// Reads a place.
    pub(super) fn load(&mut self, place: Place, at: &impl ToTokens) -> Operand {
        let kind = self.place_kind(&place);
        let info = &self.vars[place.base.0];
        if place.projections.is_empty() && !info.memory && !info.is_ref {
            return Operand::Var(place.base);
        }
        self.define(kind, Rvalue::Load(place), at.to_token_stream().span())
    }

    /// The value that a binding stands for.
    pub(super) fn materialise(&mut self, binding: Binding, at: &impl ToTokens) -> Operand {
        match binding {
            Binding::Value(operand) => operand,
            Binding::Memory(var) => self.load(Place::whole(var), at),
            Binding::Alias(place, false) => self.load(place, at),
            Binding::Alias(_, true) => {
                let help = "read or write through it with `*`, or pass it to a function";
                self.reject(at, "a `&mut` reference as a value may alias different places", help)
            }
            Binding::Parts(parts) => {
                let values: Vec<_> = parts.into_iter().map(|part| self.materialise(part, at)).collect();
                let kinds = values.iter().map(|value| self.kind_of(value)).collect();
                self.define(Kind::Tup(kinds), Rvalue::Tuple(values), at.to_token_stream().span())
            }
            Binding::Maybe(..) => {
                let help = "copy what it refers to, `.copied()` or `.cloned()`, or take it apart with `if let`";
                self.reject(at, "an `Option` of a reference as a value", help)
            }
            Binding::Closure(_) => self.escapes(at),
            Binding::Chain(_) => self.unrun(at),
            Binding::Unset => Operand::Poison,
        }
    }

    /// The number of elements of a sequence.
    pub(super) fn length(&mut self, place: &Place, at: &impl ToTokens) -> Operand {
        let tokens = self.receiver_tokens(place);
        let code =
            crate::ir::Verbatim { tokens: quote!(#tokens.len()), reads: place.vars().collect(), repeatable: true };
        self.define(Kind::Int, Rvalue::Verbatim(code), at.to_token_stream().span())
    }
}

/// An expression without its parentheses.
pub(super) fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(e) => strip(&e.expr),
        Expr::Group(e) => strip(&e.expr),
        _ => expr,
    }
}
