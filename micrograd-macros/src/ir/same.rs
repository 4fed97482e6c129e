//! What is the same as far as its text tells.
use super::{Operand, Place, Projection};

impl Place {
    /// Whether both are the same place, if nothing changes in between.
    pub fn is_same(&self, other: &Place) -> bool {
        self.base == other.base && self.projections.len() == other.projections.len() && self.begins_with(other)
    }

    /// Whether the other place is this one, or this one is a part of it.
    pub fn begins_with(&self, other: &Place) -> bool {
        let mut steps = self.projections.iter().zip(&other.projections);
        self.base == other.base && self.projections.len() >= other.projections.len() && steps.all(|(a, b)| a.is_same(b))
    }
}

impl Projection {
    fn is_same(&self, other: &Projection) -> bool {
        match (self, other) {
            (Projection::Index(a), Projection::Index(b)) => a.is_same(b),
            (Projection::Field(a), Projection::Field(b)) => a == b,
            (Projection::Deref, Projection::Deref) => true,
            (Projection::Range(a), Projection::Range(b)) => {
                a.inclusive == b.inclusive
                    && is_same(a.from.as_ref(), b.from.as_ref())
                    && is_same(a.to.as_ref(), b.to.as_ref())
            }
            _ => false,
        }
    }
}

fn is_same(a: Option<&Operand>, b: Option<&Operand>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.is_same(b),
        (None, None) => true,
        _ => false,
    }
}

impl Operand {
    /// Whether both are one variable, or literals that are written alike.
    pub fn is_same(&self, other: &Operand) -> bool {
        match (self, other) {
            (Operand::Var(a), Operand::Var(b)) => a == b,
            (Operand::Plain(a, _), Operand::Plain(b, _)) => a.to_string() == b.to_string(),
            _ => false,
        }
    }
}
