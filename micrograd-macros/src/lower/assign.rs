//! Assignments.
use super::Lower;
use super::pattern::number;
use super::place::strip;
use super::scope::{Binding, Local};
use super::subject::Subject;
use crate::ir::{Operand, Place, Projection, Stmt};
use crate::kinds::Kind;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprAssign, Member, Token};

impl Lower<'_> {
    /// `target = value`.
    pub(super) fn assign(&mut self, e: &ExprAssign) -> Operand {
        if let Expr::Tuple(_) | Expr::Array(_) | Expr::Call(_) | Expr::Struct(_) = strip(&e.left) {
            let subject = self.subject(&e.right);
            let mut parts = Vec::new();
            self.take_apart(&e.left, subject, &mut parts);
            for (target, value) in parts {
                self.assign_to(target, value);
            }
            return Operand::Unit;
        }
        if self.assigned_in_collection(|| Expr::Assign(e.clone()), &e.left, &e.right) {
            return Operand::Unit;
        }
        let local = matches!(strip(&e.left), Expr::Path(_));
        let variant = if local { None } else { self.variant_for_place(&e.right) };
        let value = variant.unwrap_or_else(|| self.expected(&e.right, self.mentions.is_struct(&e.left)));
        self.assign_to(&e.left, value);
        Operand::Unit
    }

    /// Reads the parts of a value that are assigned to the parts of `target`: all of them before any is assigned.
    fn take_apart<'e>(&mut self, target: &'e Expr, subject: Subject, parts: &mut Vec<(&'e Expr, Operand)>) {
        let (fields, sequence) = match strip(target) {
            Expr::Tuple(e) => (numbered(&e.elems), false),
            Expr::Array(e) => (numbered(&e.elems), true),
            Expr::Call(e) => (numbered(&e.args), false),
            Expr::Struct(e) => (e.fields.iter().map(|f| (f.member.clone(), &f.expr)).collect(), false),
            Expr::Infer(_) => return,
            place => {
                let value = self.binding_of(subject, place);
                let value = self.materialise(value, place);
                return parts.push((place, value));
            }
        };
        let subject = self.placed(subject, target);
        let count = match (&subject, self.subject_kind(&subject)) {
            (Subject::Parts(parts), _) => parts.len(),
            (_, Kind::Tup(items)) => items.len(),
            _ => fields.len(),
        };
        let rest = fields.iter().position(|(_, e)| is_rest(e));
        for (k, (member, field)) in fields.iter().enumerate().filter(|(_, (_, e))| !is_rest(e)) {
            let behind = rest.is_some_and(|rest| k > rest);
            let step = match member {
                _ if sequence && behind => Projection::Index(self.counted_back(&subject, fields.len() - k, field)),
                _ if sequence => Projection::Index(number(k)),
                Member::Unnamed(_) if behind => Projection::Field(Member::from(count + k - fields.len())),
                member => Projection::Field(member.clone()),
            };
            let part = match (&subject, &step) {
                (Subject::Parts(parts), Projection::Field(Member::Unnamed(k))) => parts.get(k.index as usize).cloned(),
                (whole, _) => whole.part(step),
            };
            if let Some(part) = part {
                self.take_apart(field, part, parts);
            }
        }
    }

    pub(super) fn assign_to(&mut self, target: &Expr, value: Operand) {
        match strip(target) {
            Expr::Infer(_) => {}
            Expr::Path(path) => {
                let local = path.path.get_ident().and_then(|name| self.scopes.find(name));
                match local {
                    Some(local) => self.assign_local(local, value, target),
                    None => drop(self.reject(
                        target,
                        "an assignment to something that is not a local variable",
                        "a value stored elsewhere loses its derivative; return it instead",
                    )),
                }
            }
            Expr::Index(_) | Expr::Field(_) | Expr::Unary(_) => {
                let place = self.place(target);
                self.store(place, value, target);
            }
            other => drop(self.reject(
                other,
                "an assignment to something that is no place",
                "assign to a variable, a part of one, or through a `&mut` reference",
            )),
        }
    }

    fn assign_local(&mut self, local: Local, value: Operand, at: &Expr) {
        let info = self.scopes.info(local).clone();
        self.expect(&value, &info.kind, at);
        match self.scopes.binding(local).clone() {
            Binding::Memory(var) => self.push(Stmt::Store(Place::whole(var), value)),
            Binding::Value(_) | Binding::Unset => {
                self.name_after(&value, &info.ident);
                self.scopes.set(local, value);
            }
            Binding::Alias(..) | Binding::Parts(_) | Binding::Maybe(..) | Binding::Closure(_) | Binding::Chain(_) => {
                let message = "a reference that is assigned again may refer to different places";
                let help = "choose it once, `let r = if c { &a } else { &b };`, or use an index, and read through it; \
                            one to a number needs its type, `let mut r: &f64 = ..`";
                self.reject(at, message, help);
            }
        }
    }

    pub(super) fn store(&mut self, place: Place, value: Operand, at: &impl ToTokens) {
        if self.errors.is_empty() && !self.vars[place.base.0].memory {
            drop(self.reject(
                at,
                "an assignment to a part of something that does not change",
                "declare it with `mut`, or copy it into a local array first: `let mut y = x;`",
            ));
            return;
        }
        let kind = self.place_kind(&place);
        self.expect(&value, &kind, at);
        self.push(Stmt::Store(place, value));
    }
}

fn numbered(exprs: &Punctuated<Expr, Token![,]>) -> Vec<(Member, &Expr)> {
    exprs.iter().enumerate().map(|(k, e)| (Member::from(k), e)).collect()
}

/// `..` among the targets of an assignment.
fn is_rest(expr: &Expr) -> bool {
    matches!(strip(expr), Expr::Range(range) if range.start.is_none() && range.end.is_none())
}
