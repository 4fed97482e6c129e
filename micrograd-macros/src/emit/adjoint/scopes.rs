//! Which adjoints are there: each is set by its first contribution, where that stands in the block
//! that owns it; a contribution from a nested block needs a zero in front of the block.
use crate::hash::HashSet;
use crate::ir::Var;

/// The adjoints owned by one block of the backward sweep.
#[derive(Default)]
struct Scope {
    owned: HashSet<Var>,
    declared: HashSet<Var>,
    /// To be declared in front of the nested block being written.
    demanded: Vec<Var>,
}

/// How a contribution is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// It is the first: `d = ..`.
    Here,
    /// It adds to what is there.
    No,
}

/// The open blocks.
#[derive(Default)]
pub struct Scopes {
    scopes: Vec<Scope>,
}

impl Scopes {
    /// Opens a block that owns the adjoints of `vars`.
    pub fn enter(&mut self, vars: impl IntoIterator<Item = Var>) {
        self.scopes.push(Scope { owned: vars.into_iter().collect(), ..Scope::default() });
    }

    /// Gives the innermost block more to own.
    pub fn own(&mut self, vars: impl IntoIterator<Item = Var>) {
        match self.scopes.last_mut() {
            Some(scope) => scope.owned.extend(vars),
            None => self.enter(vars),
        }
    }

    /// Closes it.
    pub fn leave(&mut self) {
        self.scopes.pop();
    }

    /// Notes that the adjoint is there.
    pub fn declare(&mut self, v: Var) {
        if let Some(scope) = self.scopes.iter_mut().rev().find(|s| s.owned.contains(&v)) {
            scope.declared.insert(v);
        }
    }

    /// Whether an open block owns the adjoint.
    pub fn is_owned(&self, v: Var) -> bool {
        self.scopes.iter().any(|s| s.owned.contains(&v))
    }

    /// Whether anything was contributed.
    pub fn is_declared(&self, v: Var) -> bool {
        self.scopes.iter().any(|s| s.declared.contains(&v))
    }

    /// A contribution to the adjoint of a scalar.
    pub fn add(&mut self, v: Var) -> First {
        let owner = self.scopes.iter().rposition(|s| s.owned.contains(&v)).expect("every adjoint has an owner");
        let innermost = owner + 1 == self.scopes.len();
        let scope = &mut self.scopes[owner];
        if !scope.declared.insert(v) {
            return First::No;
        }
        if innermost {
            return First::Here;
        }
        scope.demanded.push(v);
        First::No
    }

    /// The adjoints that need a zero in front of a nested block.
    pub fn demanded(&mut self) -> Vec<Var> {
        self.scopes.last_mut().map(|s| std::mem::take(&mut s.demanded)).unwrap_or_default()
    }
}
