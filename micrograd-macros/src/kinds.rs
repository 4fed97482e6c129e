//! Which variables are real, index, flag, sequence or unknown: unification over what the syntax tells.
//!
//! Rust has no implicit conversions, so both sides of an arithmetic operator, an assignment or a comparison have one
//! kind. Every decision taken here is checked again by a trait bound in the emitted code.

use crate::hash::{HashMap, HashSet};

/// What the macro knows of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A differentiable real: `f64`, `f32`, or the scalar of a generic function.
    Real,
    /// A differentiable real of the other precision, in a function that mixes `f32` and `f64`.
    Other,
    /// A plain float inside a function that is generic over its scalar: it carries no derivative.
    Float,
    /// An integer.
    Int,
    /// A flag.
    Bool,
    /// `()`.
    Unit,
    /// An array or a slice.
    Seq(Box<Kind>),
    /// A tuple.
    Tup(Vec<Kind>),
    /// An `Option`.
    Opt(Box<Kind>),
    /// A struct or an enum of the user's: what is in it is not known.
    Opaque,
    /// Something without derivatives that is no number: a string, a value of a type parameter.
    Inert,
    /// Not known, or not yet: the index of a unification variable.
    Unknown(usize),
    /// The result of an erroneous expression: it agrees with everything, so one mistake gives one message.
    Poison,
}

impl Kind {
    /// A sequence of `item`.
    pub fn seq(item: Kind) -> Kind {
        Kind::Seq(Box::new(item))
    }

    /// Whether a value of this kind is copied and versioned as one scalar.
    pub fn is_scalar(&self) -> bool {
        matches!(self, Kind::Real | Kind::Other | Kind::Float | Kind::Int | Kind::Bool | Kind::Unit | Kind::Poison)
    }

    /// Whether a value of this kind is one differentiable real.
    pub fn is_real(&self) -> bool {
        matches!(self, Kind::Real | Kind::Other)
    }

    /// Whether `real` is in a value of this kind.
    pub fn has(&self, real: &Kind) -> bool {
        match self {
            Kind::Seq(item) | Kind::Opt(item) => item.has(real),
            Kind::Tup(items) => items.iter().any(|item| item.has(real)),
            own => own == real,
        }
    }

    /// Whether the kind alone tells the shape of a tangent.
    pub fn is_shaped(&self) -> bool {
        match self {
            Kind::Real | Kind::Other | Kind::Int | Kind::Bool => true,
            Kind::Tup(items) => items.iter().all(Kind::is_shaped),
            _ => false,
        }
    }

    /// Whether it is known to be that of a number, whose operators are those of the rule table.
    pub fn is_number(&self) -> bool {
        matches!(self, Kind::Real | Kind::Other | Kind::Float | Kind::Int)
    }

    /// Whether no derivative can be in a value of this kind.
    pub fn is_inactive(&self) -> bool {
        match self {
            Kind::Float | Kind::Int | Kind::Bool | Kind::Unit | Kind::Inert | Kind::Poison => true,
            Kind::Real | Kind::Other | Kind::Opaque | Kind::Unknown(_) => false,
            Kind::Seq(item) | Kind::Opt(item) => item.is_inactive(),
            Kind::Tup(items) => items.iter().all(Kind::is_inactive),
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Kind::Real => f.write_str("real"),
            Kind::Other => f.write_str("real of the other precision"),
            Kind::Float => f.write_str("float"),
            Kind::Int => f.write_str("int"),
            Kind::Bool => f.write_str("bool"),
            Kind::Unit => f.write_str("()"),
            Kind::Seq(item) => write!(f, "[{item}]"),
            Kind::Tup(items) => {
                let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                write!(f, "({})", items.join(", "))
            }
            Kind::Opt(item) => write!(f, "Option<{item}>"),
            Kind::Opaque => f.write_str("struct"),
            Kind::Inert => f.write_str("value without derivative"),
            Kind::Unknown(_) => f.write_str("?"),
            Kind::Poison => f.write_str("error"),
        }
    }
}

/// The unification variables.
#[derive(Default)]
pub struct Kinds {
    known: Vec<Option<Kind>>,
    /// The variables that stand for a type of the user's, which may have operators of its own.
    own: HashSet<usize>,
    /// The variables that stand for a real of either precision.
    reals: HashSet<usize>,
    /// What a variable is taken for if nothing else becomes known.
    likely: HashMap<usize, Kind>,
}

impl Kinds {
    /// A kind of which nothing is known yet.
    pub fn unknown(&mut self) -> Kind {
        self.known.push(None);
        Kind::Unknown(self.known.len() - 1)
    }

    /// The kind of a type of the user's, of which nothing is known yet.
    pub fn own_type(&mut self) -> Kind {
        let kind = self.unknown();
        if let Kind::Unknown(v) = kind {
            self.own.insert(v);
        }
        kind
    }

    /// Notes that a kind may be that of a type of the user's.
    pub fn may_be_own(&mut self, kind: &Kind) {
        if let Kind::Unknown(v) = self.resolve(kind) {
            self.own.insert(v);
        }
    }

    /// The kind of a real of either precision.
    pub fn real(&mut self) -> Kind {
        let kind = self.unknown();
        if let Kind::Unknown(v) = kind {
            self.reals.insert(v);
        }
        kind
    }

    /// Says what a kind is if nothing else becomes known.
    pub fn suppose(&mut self, kind: &Kind, likely: Kind) {
        if let Kind::Unknown(v) = self.resolve(kind) {
            self.likely.insert(v, likely);
        }
    }

    /// What is supposed of a kind of which nothing is known.
    pub fn supposed(&self, kind: &Kind) -> Option<Kind> {
        let Kind::Unknown(v) = self.resolve(kind) else { return None };
        self.likely.get(&v).cloned()
    }

    /// Says so of the parts of a kind of which nothing was supposed yet.
    fn suppose_parts(&mut self, kind: &Kind, likely: &Kind) {
        match self.resolve(kind) {
            Kind::Unknown(v) => {
                self.likely.entry(v).or_insert_with(|| likely.clone());
            }
            Kind::Seq(item) | Kind::Opt(item) => self.suppose_parts(&item, likely),
            Kind::Tup(items) => items.iter().for_each(|item| self.suppose_parts(item, likely)),
            _ => {}
        }
    }

    /// Says so of a kind of which something was supposed before.
    pub fn suppose_instead(&mut self, kind: &Kind, likely: Kind) {
        if let Kind::Unknown(v) = self.resolve(kind) {
            self.likely.entry(v).and_modify(|known| *known = likely);
        }
    }

    /// Whether a literal without a type is in a value of this kind, and nothing beside it that has one.
    pub fn is_open(&self, kind: &Kind) -> bool {
        match self.resolve(kind) {
            Kind::Unknown(v) => self.reals.contains(&v) && !self.likely.contains_key(&v),
            Kind::Seq(item) | Kind::Opt(item) => self.is_open(&item),
            Kind::Tup(items) => items.iter().any(|item| self.is_open(item)),
            _ => false,
        }
    }

    /// Whether a kind is that of a real of one of both precisions.
    pub fn is_real(&self, kind: &Kind) -> bool {
        match self.resolve(kind) {
            Kind::Unknown(v) => self.reals.contains(&v),
            known => known.is_real(),
        }
    }

    /// Says what the reals in a kind are if nothing else becomes known.
    pub fn suppose_reals(&mut self, kind: &Kind, likely: &Kind) {
        match self.resolve(kind) {
            Kind::Seq(item) | Kind::Opt(item) => self.suppose_reals(&item, likely),
            Kind::Tup(items) => items.iter().for_each(|item| self.suppose_reals(item, likely)),
            kind => self.suppose(&kind, likely.clone()),
        }
    }

    /// Whether there are reals of which nothing tells, or supposes, which they are.
    pub fn has_open_reals(&self) -> bool {
        self.reals.iter().any(|v| self.known[*v].is_none() && !self.likely.contains_key(v))
    }

    /// Takes every real of which nothing else became known for what it is likely to be, or else for `default`.
    pub fn settle(&mut self, default: &Kind) {
        for v in 0..self.known.len() {
            if self.known[v].is_none() && self.reals.contains(&v) {
                self.known[v] = self.likely.get(&v).or(Some(default)).cloned();
            }
        }
    }

    /// Whether a kind may be that of a type of the user's, with operators of its own.
    pub fn is_own_type(&self, kind: &Kind) -> bool {
        match self.resolve(kind) {
            Kind::Opaque => true,
            Kind::Unknown(v) => self.own.contains(&v),
            _ => false,
        }
    }

    /// What is known of `kind` by now.
    pub fn resolve(&self, kind: &Kind) -> Kind {
        match kind {
            Kind::Unknown(v) => match self.known.get(*v).and_then(Option::as_ref) {
                Some(known) => self.resolve(known),
                None => kind.clone(),
            },
            Kind::Seq(item) => Kind::seq(self.resolve(item)),
            Kind::Opt(item) => Kind::Opt(Box::new(self.resolve(item))),
            Kind::Tup(items) => Kind::Tup(items.iter().map(|k| self.resolve(k)).collect()),
            _ => kind.clone(),
        }
    }

    /// Makes both kinds one; `Err` holds the two that disagree.
    pub fn unify(&mut self, a: &Kind, b: &Kind) -> Result<(), (Kind, Kind)> {
        match (self.resolve(a), self.resolve(b)) {
            (Kind::Poison, _) | (_, Kind::Poison) => Ok(()),
            (Kind::Unknown(v), Kind::Unknown(w)) if v == w => Ok(()),
            (Kind::Unknown(v), known) | (known, Kind::Unknown(v)) => {
                match &known {
                    Kind::Unknown(w) => self.join(v, *w),
                    known if self.reals.contains(&v) && !known.is_real() => return Err((Kind::Real, known.clone())),
                    whole => {
                        if let Some(likely) = self.likely.get(&v).cloned() {
                            self.suppose_parts(whole, &likely);
                        }
                    }
                }
                if !self.occurs(v, &known) {
                    self.known[v] = Some(known);
                }
                Ok(())
            }
            (Kind::Seq(x), Kind::Seq(y)) | (Kind::Opt(x), Kind::Opt(y)) => self.unify(&x, &y),
            (Kind::Tup(x), Kind::Tup(y)) if x.len() == y.len() => {
                x.iter().zip(&y).try_for_each(|(x, y)| self.unify(x, y))
            }
            (x, y) if x == y => Ok(()),
            (x, y) => Err((x, y)),
        }
    }

    /// What is known of `v` is known of `w` too.
    fn join(&mut self, v: usize, w: usize) {
        if self.own.contains(&v) {
            self.own.insert(w);
        }
        if self.reals.contains(&v) {
            self.reals.insert(w);
        }
        if let Some(likely) = self.likely.get(&v).cloned() {
            self.likely.entry(w).or_insert(likely);
        }
    }

    fn occurs(&self, v: usize, kind: &Kind) -> bool {
        match self.resolve(kind) {
            Kind::Unknown(w) => v == w,
            Kind::Seq(item) | Kind::Opt(item) => self.occurs(v, &item),
            Kind::Tup(items) => items.iter().any(|k| self.occurs(v, k)),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knowledge_flows_both_ways() {
        let mut kinds = Kinds::default();
        let (a, b) = (kinds.unknown(), kinds.unknown());
        kinds.unify(&a, &Kind::seq(b.clone())).unwrap();
        kinds.unify(&b, &Kind::Real).unwrap();
        assert_eq!(kinds.resolve(&a), Kind::seq(Kind::Real));
        assert_eq!(kinds.unify(&a, &Kind::seq(Kind::Int)), Err((Kind::Real, Kind::Int)));
        assert_eq!(kinds.unify(&a, &Kind::Poison), Ok(()));
    }

    #[test]
    fn a_kind_does_not_contain_itself() {
        let mut kinds = Kinds::default();
        let a = kinds.unknown();
        kinds.unify(&a, &Kind::seq(a.clone())).unwrap();
        assert_eq!(kinds.resolve(&a), a);
    }
}
