//! What patterns are matched against. It is evaluated once; a pattern then reads the parts that it binds.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use super::stmt::is_place;
use crate::ir::{Operand, Place, Projection};
use crate::kinds::Kind;
use quote::ToTokens;
use syn::{Expr, UnOp};

/// What a pattern is matched against.
#[derive(Clone)]
pub(super) enum Subject {
    /// A value that stands in a variable or is a literal.
    Value(Operand),
    /// What stands in a place, by value: a name becomes a copy.
    Place(Place),
    /// A reference to a place, `&mut` where the flag is set: a name becomes a reference to its part.
    Ref(Place, bool),
    /// The items of a tuple.
    Parts(Vec<Subject>),
    /// `Some` of what a part refers to if the flag is set, `None` otherwise.
    Maybe(Operand, Box<Subject>),
    /// Something that is bound as a whole.
    Whole(Binding),
}

impl From<Binding> for Subject {
    fn from(binding: Binding) -> Self {
        match binding {
            Binding::Value(operand) => Subject::Value(operand),
            Binding::Memory(var) => Subject::Place(Place::whole(var)),
            Binding::Alias(place, mutable) => Subject::Ref(place, mutable),
            Binding::Parts(parts) => Subject::Parts(parts.into_iter().map(Subject::from).collect()),
            Binding::Maybe(flag, shown) => Subject::Maybe(flag, Box::new(Subject::from(*shown))),
            whole @ (Binding::Closure(_) | Binding::Chain(_) | Binding::Unset) => Subject::Whole(whole),
        }
    }
}

impl Subject {
    /// A part of what stands in the place: by value of a value, by reference of a reference.
    pub(super) fn part(&self, step: Projection) -> Option<Subject> {
        match self {
            Subject::Place(place) => Some(Subject::Place(place.then(step))),
            Subject::Ref(place, mutable) => Some(Subject::Ref(place.then(step), *mutable)),
            _ => None,
        }
    }

    /// The place that it stands in.
    pub(super) fn place(&self) -> Option<&Place> {
        match self {
            Subject::Place(place) | Subject::Ref(place, _) => Some(place),
            _ => None,
        }
    }

    /// What `&pattern` is matched against.
    pub(super) fn referent(self) -> Subject {
        match self {
            Subject::Ref(place, _) => Subject::Place(place),
            other => other,
        }
    }
}

impl Lower<'_> {
    /// What `match`, `if let` and their kin look at.
    pub(super) fn subject(&mut self, expr: &Expr) -> Subject {
        match strip(expr) {
            Expr::Tuple(tuple) if !tuple.elems.is_empty() => {
                let fixed = tuple.elems.iter().all(is_fixed);
                let parts = tuple.elems.iter().map(|e| {
                    let part = self.subject(e);
                    // what stands behind it may change what it reads
                    if fixed { part } else { self.read(part, e) }
                });
                Subject::Parts(parts.collect())
            }
            Expr::Path(_) => match self.local_of(expr) {
                Some(binding) => binding.into(),
                None => Subject::Value(self.expr(expr)),
            },
            Expr::Unary(e) if matches!(e.op, UnOp::Deref(_)) && is_place(expr) => Subject::Place(self.place(&e.expr)),
            Expr::Index(_) | Expr::Field(_) if self.is_local_place(expr) => match self.view(expr) {
                Some(binding) => binding.into(),
                None => Subject::Place(self.place(expr)),
            },
            _ => self.initial(expr, None).into(),
        }
    }

    /// What a local stands for.
    fn local_of(&self, expr: &Expr) -> Option<Binding> {
        let Expr::Path(path) = strip(expr) else { return None };
        let local = self.scopes.find(path.path.get_ident()?)?;
        Some(self.scopes.binding(local).clone())
    }

    /// Whether an expression names a part of a local.
    fn is_local_place(&self, expr: &Expr) -> bool {
        match strip(expr) {
            Expr::Index(e) => self.is_local_place(&e.expr),
            Expr::Field(e) => self.is_local_place(&e.base),
            Expr::Unary(e) if matches!(e.op, UnOp::Deref(_)) => self.is_local_place(&e.expr),
            other => self.local_of(other).is_some(),
        }
    }

    /// A value in memory is read now.
    fn read(&mut self, subject: Subject, at: &Expr) -> Subject {
        match subject {
            Subject::Place(place) => Subject::Value(self.load(place, at)),
            other => other,
        }
    }

    /// Puts a value into a place, so that patterns can name parts of it.
    pub(super) fn placed(&mut self, subject: Subject, at: &impl ToTokens) -> Subject {
        match subject {
            Subject::Value(operand) => Subject::Place(self.hold(operand, at)),
            Subject::Parts(parts) => Subject::Parts(parts.into_iter().map(|part| self.placed(part, at)).collect()),
            Subject::Maybe(flag, shown) => Subject::Maybe(flag, Box::new(self.placed(*shown, at))),
            other => other,
        }
    }

    /// What a name that is matched against it stands for.
    pub(super) fn binding_of(&mut self, subject: Subject, at: &impl ToTokens) -> Binding {
        match subject {
            Subject::Value(operand) => Binding::Value(operand),
            Subject::Place(place) => Binding::Value(self.load(place, at)),
            Subject::Ref(place, mutable) => Binding::Alias(place, mutable),
            Subject::Parts(parts) => Binding::Parts(parts.into_iter().map(|part| self.binding_of(part, at)).collect()),
            Subject::Maybe(flag, shown) => Binding::Maybe(flag, Box::new(self.binding_of(*shown, at))),
            Subject::Whole(binding) => binding,
        }
    }

    /// The kind of what is matched.
    pub(super) fn subject_kind(&mut self, subject: &Subject) -> Kind {
        match subject {
            Subject::Value(operand) => self.kind_of(operand),
            Subject::Place(place) | Subject::Ref(place, _) => self.place_kind(place),
            Subject::Parts(parts) => Kind::Tup(parts.iter().map(|part| self.subject_kind(part)).collect()),
            Subject::Maybe(_, shown) => Kind::Opt(Box::new(self.subject_kind(shown))),
            Subject::Whole(binding) => self.binding_kind(&binding.clone()),
        }
    }

    /// Whether a mistake was reported in it.
    pub(super) fn is_poison(&mut self, subject: &Subject) -> bool {
        matches!(self.subject_kind(subject), Kind::Poison)
    }
}

/// Whether evaluating an expression changes nothing.
fn is_fixed(expr: &Expr) -> bool {
    match strip(expr) {
        Expr::Path(_) | Expr::Lit(_) => true,
        Expr::Field(e) => is_fixed(&e.base),
        Expr::Index(e) => is_fixed(&e.expr) && is_fixed(&e.index),
        Expr::Reference(e) => is_fixed(&e.expr),
        Expr::Unary(e) => is_fixed(&e.expr),
        Expr::Binary(e) => super::compound::compound(&e.op).is_none() && is_fixed(&e.left) && is_fixed(&e.right),
        Expr::Tuple(e) => e.elems.iter().all(is_fixed),
        _ => false,
    }
}
