//! The variables that a statement can use, and how.
use super::types::Ty;

/// What the name of a variable stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The value itself.
    Owned,
    /// `&T`
    Shared,
    /// `&mut T`
    Mutable,
}

/// What may be done with a variable at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lent {
    /// Everything.
    Free,
    /// It may be read: a shared view of it is in use, or it steers a loop.
    Shared,
    /// Nothing: a view that changes it is in use, it was moved, or its view is over.
    Closed,
}

/// A variable.
#[derive(Clone, Debug)]
pub struct Var {
    /// Its name.
    pub name: String,
    /// The type of the value, without the reference.
    pub ty: Ty,
    /// What the name stands for.
    pub access: Access,
    /// Whether it was declared with `mut`.
    pub mutable: bool,
    /// What may be done with it.
    pub lent: Lent,
    /// The number of blocks around its declaration.
    pub block: usize,
    /// The largest value of an integer.
    pub max: usize,
    /// Whether its type is known where it is declared.
    pub typed: bool,
    /// The variable whose length it stays below.
    pub under: Option<usize>,
    /// Whether it is a parameter, whose type is written.
    pub written: bool,
    /// The variables that a reference may refer to when it is assigned again.
    pub referents: Vec<usize>,
}

impl Var {
    /// A variable that can be used without limits.
    pub fn new(name: impl Into<String>, ty: Ty, access: Access) -> Self {
        let (name, max) = (name.into(), super::INT);
        let (lent, referents) = (Lent::Free, Vec::new());
        Var {
            name,
            ty,
            access,
            mutable: false,
            lent,
            block: 0,
            max,
            typed: true,
            under: None,
            written: false,
            referents,
        }
    }

    /// Whether its value can be read.
    pub fn readable(&self) -> bool {
        self.lent != Lent::Closed
    }

    /// Whether its value, or a part of it, can be changed.
    pub fn writable(&self) -> bool {
        self.lent == Lent::Free
            && match self.access {
                Access::Owned => self.mutable,
                Access::Shared => false,
                Access::Mutable => true,
            }
    }
}

/// The variables in scope, innermost last.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    vars: Vec<Var>,
}

impl Scope {
    /// Declares a variable; gives its index.
    pub fn declare(&mut self, var: Var) -> usize {
        self.vars.push(var);
        self.vars.len() - 1
    }

    /// How many there are; [`Scope::leave`] goes back to it.
    pub fn mark(&self) -> usize {
        self.vars.len()
    }

    /// Forgets what was declared since.
    pub fn leave(&mut self, mark: usize) {
        self.vars.truncate(mark);
    }

    /// The variable of an index.
    pub fn var(&self, index: usize) -> &Var {
        &self.vars[index]
    }

    /// The variable of an index, to change what is known about it.
    pub fn var_mut(&mut self, index: usize) -> &mut Var {
        &mut self.vars[index]
    }

    /// The indices of the variables that are not shadowed and that fit.
    pub fn all(&self, fits: impl Fn(&Var) -> bool) -> Vec<usize> {
        let shadowed = |k: usize| self.vars[k + 1..].iter().any(|later| later.name == self.vars[k].name);
        (0..self.vars.len()).filter(|k| fits(&self.vars[*k]) && !shadowed(*k)).collect()
    }
}
