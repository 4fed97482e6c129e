//! What patterns bind: a name becomes the part that it stands for, copied or referred to as in Rust.
use super::Lower;
use super::named::Made;
use super::scope::Binding;
use super::subject::Subject;
use crate::ir::{Bounds, Operand, Place, Projection, Variant};
use crate::kinds::Kind;
use quote::{ToTokens, quote};
use syn::{Member, Pat, PatIdent, PatSlice, PatTuple, Path, Type};

impl Lower<'_> {
    /// Binds the names of `pat` to `value`.
    pub(super) fn bind(&mut self, pat: &Pat, value: Binding, kind: &Kind, ty: Option<&Type>) {
        self.bind_subject(pat, value.into(), kind, ty);
    }

    /// Binds the names of a pattern that is known to fit.
    pub(super) fn bind_fitting(&mut self, pat: &Pat, subject: Subject) {
        let kind = self.kinds.unknown();
        self.bind_subject(pat, subject, &kind, None);
    }

    /// Binds the names of a pattern to parts of what it is matched against.
    pub(super) fn bind_subject(&mut self, pat: &Pat, subject: Subject, kind: &Kind, ty: Option<&Type>) {
        match pat {
            Pat::Ident(name) => self.bind_name(name, subject, kind, ty),
            Pat::Paren(inner) => self.bind_subject(&inner.pat, subject, kind, ty),
            Pat::Type(typed) => self.bind_subject(&typed.pat, subject, kind, Some(&typed.ty)),
            Pat::Reference(inner) => self.bind_subject(&inner.pat, subject.referent(), kind, ty),
            Pat::Tuple(tuple) => self.bind_tuple(tuple, subject, kind),
            Pat::Slice(slice) => self.bind_slice(slice, &subject, kind),
            Pat::TupleStruct(p) => {
                let fields: Vec<_> = p.elems.iter().enumerate().map(|(k, p)| (Member::from(k), p)).collect();
                self.bind_fields(&p.path, &fields, subject);
            }
            Pat::Struct(p) => {
                let fields: Vec<_> = p.fields.iter().map(|f| (f.member.clone(), &*f.pat)).collect();
                self.bind_fields(&p.path, &fields, subject);
            }
            Pat::Wild(_) | Pat::Rest(_) | Pat::Lit(_) | Pat::Range(_) | Pat::Path(_) => {}
            // names in alternatives have made arms of their own
            Pat::Or(or) if or.cases.iter().all(|p| !self.binds(p)) => {}
            Pat::Or(or) => {
                let help = "write a `match` with an arm for each of them";
                self.reject(or, "names in alternatives outside a `match`", help);
            }
            other => {
                let help = "write it with names, literals, ranges, tuples, structs, variants, slices and `|`";
                self.reject(other, "this pattern is not understood", help);
            }
        }
    }

    fn bind_name(&mut self, name: &PatIdent, subject: Subject, kind: &Kind, ty: Option<&Type>) {
        if self.is_none(&name.ident) {
            return;
        }
        if let Some((_, inner)) = &name.subpat {
            self.bind_subject(inner, subject.clone(), kind, ty);
        }
        let whole = self.subject_kind(&subject);
        self.unify(&whole, kind, name);
        let value = match &name.by_ref {
            Some(by_ref) => match self.placed(subject, name) {
                Subject::Place(place) | Subject::Ref(place, _) => Binding::Alias(place, name.mutability.is_some()),
                _ => return drop(self.reject(by_ref, "a reference to something without a place", "give it a name")),
            },
            None => self.binding_of(subject, name),
        };
        let mutable = name.mutability.is_some() && name.by_ref.is_none();
        match value {
            Binding::Alias(place, false) if self.is_scalar_place(&place) => {
                let number = self.load(place.clone(), name);
                self.declare(&name.ident, mutable, Binding::Value(number), kind, ty);
                self.remember(name, place);
            }
            value => self.declare(&name.ident, mutable, value, kind, ty),
        }
    }

    fn is_scalar_place(&mut self, place: &Place) -> bool {
        let kind = self.place_kind(place);
        self.is_scalar(&kind)
    }

    /// A reference to a number is read once; given to a function it is the reference that it was.
    fn remember(&mut self, name: &PatIdent, place: Place) {
        if let Some(local) = self.scopes.find(&name.ident) {
            let read = self.scopes.binding(local).clone();
            self.referents.insert(local, (place, read));
        }
    }

    pub(super) fn binding_kind(&mut self, value: &Binding) -> Kind {
        match value {
            Binding::Value(operand) => self.kind_of(operand),
            Binding::Memory(var) => self.vars[var.0].kind.clone(),
            Binding::Alias(place, _) => self.place_kind(place),
            Binding::Parts(parts) => Kind::Tup(parts.iter().map(|part| self.binding_kind(part)).collect()),
            Binding::Maybe(_, shown) => Kind::Opt(Box::new(self.binding_kind(shown))),
            Binding::Unset | Binding::Closure(_) | Binding::Chain(_) => self.kinds.unknown(),
        }
    }

    fn bind_tuple(&mut self, tuple: &PatTuple, subject: Subject, kind: &Kind) {
        let own = self.subject_kind(&subject);
        let rest = tuple.elems.iter().position(|p| matches!(p, Pat::Rest(_)));
        let count = match (rest, self.kinds.resolve(&own)) {
            (None, _) => tuple.elems.len(),
            (Some(_), Kind::Tup(items)) => items.len(),
            (Some(last), _) if last + 1 == tuple.elems.len() => last,
            (Some(k), _) => {
                let help = "name every item, or write `_`";
                return drop(self.reject(&tuple.elems[k], "`..` in front of items of a tuple of unknown length", help));
            }
        };
        let items: Vec<_> = (0..count).map(|_| self.kinds.unknown()).collect();
        if rest.is_none() || matches!(own, Kind::Tup(_)) {
            self.unify(&own, &Kind::Tup(items.clone()), tuple);
        }
        self.unify(kind, &own, tuple);
        let subject = self.placed(subject, tuple);
        for (k, pat) in tuple.elems.iter().enumerate().filter(|(_, p)| !matches!(p, Pat::Rest(_))) {
            let k = if rest.is_some_and(|rest| k > rest) { count - (tuple.elems.len() - k) } else { k };
            let part = match &subject {
                Subject::Parts(parts) => parts.get(k).cloned(),
                whole => whole.part(Projection::Field(Member::from(k))),
            };
            if let (Some(part), Some(item)) = (part, items.get(k)) {
                self.bind_subject(pat, part, item, None);
            }
        }
    }

    fn bind_slice(&mut self, slice: &PatSlice, subject: &Subject, kind: &Kind) {
        let item = self.kinds.unknown();
        let own = self.subject_kind(subject);
        self.unify(&own, &Kind::seq(item.clone()), slice);
        self.unify(kind, &own, slice);
        let subject = self.placed(subject.clone(), slice);
        let (count, rest) = (slice.elems.len(), slice.elems.iter().position(is_rest));
        for (k, pat) in slice.elems.iter().enumerate() {
            let step = match rest {
                Some(rest) if k == rest => {
                    let Some(name) = named_rest(pat) else { continue };
                    let (from, to) = (number(k), self.counted_back(&subject, count - 1 - k, pat));
                    let bounds = Bounds { from: Some(from), to: Some(to), inclusive: false };
                    if let Some(part) = subject.part(Projection::Range(bounds)) {
                        self.bind_name(&PatIdent { subpat: None, ..name.clone() }, part, &own, None);
                    }
                    continue;
                }
                _ if matches!(pat, Pat::Wild(_)) => continue,
                Some(rest) if k > rest => Projection::Index(self.counted_back(&subject, count - k, pat)),
                _ => Projection::Index(number(k)),
            };
            if let Some(part) = subject.part(step) {
                self.bind_subject(pat, part, &item, None);
            }
        }
    }

    /// The index of an element counted from the end.
    pub(super) fn counted_back(&mut self, subject: &Subject, back: usize, at: &impl ToTokens) -> Operand {
        let Some(place) = subject.place() else { return Operand::Poison };
        let len = self.length(place, at);
        let (tokens, back) = (self.tokens(&len), proc_macro2::Literal::usize_unsuffixed(back));
        self.count(quote!(#tokens - #back), [len.var(), None], at)
    }

    fn bind_fields(&mut self, path: &Path, fields: &[(Member, &Pat)], subject: Subject) {
        let made = self.made(path, true);
        if let (Made::Some, Subject::Maybe(_, shown), [(_, pat)]) = (&made, &subject, fields) {
            return self.bind_fitting(pat, (**shown).clone());
        }
        if let Some(k) = fields.iter().position(|(_, p)| matches!(p, Pat::Rest(_))).filter(|k| k + 1 < fields.len()) {
            let help = "name every field, or write `_`";
            return drop(self.reject(fields[k].1, "`..` in front of other fields", help));
        }
        let subject = self.placed(subject, path);
        for (member, pat) in fields.iter().filter(|(_, pat)| !matches!(pat, Pat::Wild(_) | Pat::Rest(_))) {
            let step = match &made {
                Made::Some => Projection::Payload(Variant::Some, member.clone()),
                Made::Variant(ty, name) => Projection::Payload(Variant::Named(*ty, name.clone()), member.clone()),
                Made::Struct(_) => Projection::Field(member.clone()),
                Made::None | Made::Plain => return,
            };
            if let Some(part) = subject.part(step) {
                self.bind_fitting(pat, part);
            }
        }
    }

    /// Whether a pattern binds a name; one that is written like a constant's is taken for that.
    pub(super) fn binds(&self, pat: &Pat) -> bool {
        match pat {
            Pat::Ident(name) => !self.is_none(&name.ident) && !self.is_constant(&name.ident),
            Pat::Paren(inner) => self.binds(&inner.pat),
            Pat::Type(inner) => self.binds(&inner.pat),
            Pat::Reference(inner) => self.binds(&inner.pat),
            Pat::Tuple(p) => p.elems.iter().any(|p| self.binds(p)),
            Pat::Slice(p) => p.elems.iter().any(|p| self.binds(p)),
            Pat::TupleStruct(p) => p.elems.iter().any(|p| self.binds(p)),
            Pat::Struct(p) => p.fields.iter().any(|f| self.binds(&f.pat)),
            Pat::Or(or) => or.cases.iter().any(|p| self.binds(p)),
            _ => false,
        }
    }
}

/// Whether a pattern is `..`, or `name @ ..`.
pub(super) fn is_rest(pat: &Pat) -> bool {
    matches!(pat, Pat::Rest(_)) || named_rest(pat).is_some()
}

/// The name of `name @ ..`.
fn named_rest(pat: &Pat) -> Option<&PatIdent> {
    match pat {
        Pat::Ident(name) => name.subpat.as_ref().filter(|(_, inner)| matches!(**inner, Pat::Rest(_))).map(|_| name),
        _ => None,
    }
}

/// A literal index.
pub(super) fn number(k: usize) -> Operand {
    let k = proc_macro2::Literal::usize_unsuffixed(k);
    Operand::plain(k.to_token_stream(), Kind::Int)
}
