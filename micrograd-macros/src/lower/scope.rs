//! The user's locals: which name means which, and what its newest value is.
use super::chains::Chain;
use super::closures::Closure;
use crate::hash::HashMap;
use crate::ir::{Operand, Place, Var};
use crate::kinds::Kind;
use crate::names::Key;
use proc_macro2::Ident;
use std::rc::Rc;

/// A local, by the order of declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Local(pub usize);

/// What a local stands for at the point being lowered.
#[derive(Clone, Debug)]
pub enum Binding {
    /// Declared, not assigned yet.
    Unset,
    /// The newest version of a value.
    Value(Operand),
    /// A memory variable.
    Memory(Var),
    /// A reference to a place, `&mut` where the flag is set.
    Alias(Place, bool),
    /// Several values or references under one name, as `split_at` and `zip` give them.
    Parts(Vec<Binding>),
    /// `Some` of a reference if the flag is set, `None` otherwise.
    Maybe(Operand, Box<Binding>),
    /// A closure: each call stands for its body.
    Closure(Rc<Closure>),
    /// An iterator that is not run yet.
    Chain(Rc<Chain>),
}

impl Binding {
    /// The same through a shared reference.
    pub fn shared(&self) -> Binding {
        match self {
            Binding::Alias(place, _) => Binding::Alias(place.clone(), false),
            Binding::Parts(parts) => Binding::Parts(parts.iter().map(Binding::shared).collect()),
            other => other.clone(),
        }
    }

    /// Whether two points agree on a value.
    pub fn same(&self, other: &Binding) -> bool {
        match (self, other) {
            (Binding::Value(Operand::Var(a)), Binding::Value(Operand::Var(b))) => a == b,
            (Binding::Value(Operand::Real(a)), Binding::Value(Operand::Real(b)))
            | (Binding::Value(Operand::Plain(a, _)), Binding::Value(Operand::Plain(b, _))) => {
                a.to_string() == b.to_string()
            }
            (Binding::Value(Operand::Unit), Binding::Value(Operand::Unit))
            | (Binding::Value(Operand::Poison), Binding::Value(Operand::Poison)) => true,
            (Binding::Value(_), _) | (_, Binding::Value(_)) => false,
            _ => true,
        }
    }
}

/// What does not change about a local.
#[derive(Clone)]
pub struct Info {
    /// Its name.
    pub ident: Ident,
    /// Its kind.
    pub kind: Kind,
}

/// The names that are in scope at some point: one map for each open block.
pub type Names = Vec<HashMap<Key, Local>>;

/// All locals and the names in scope.
#[derive(Default)]
pub struct Scopes {
    names: Names,
    infos: Vec<Info>,
    /// The binding of every local at the point being lowered.
    pub now: Vec<Binding>,
}

impl Scopes {
    /// Opens a block.
    pub fn enter(&mut self) {
        self.names.push(HashMap::default());
    }

    /// How many blocks are open, that of the parameters among them.
    pub fn depth(&self) -> usize {
        self.names.len()
    }

    /// The names in scope here.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Goes to the names of another point, and gives those of this one.
    pub fn exchange(&mut self, names: Names) -> Names {
        std::mem::replace(&mut self.names, names)
    }

    /// Closes the innermost block.
    pub fn leave(&mut self) {
        self.names.pop();
    }

    /// Declares a local in the innermost block.
    pub fn declare(&mut self, ident: &Ident, binding: Binding, kind: Kind) -> Local {
        let local = Local(self.infos.len());
        self.infos.push(Info { ident: ident.clone(), kind });
        self.now.push(binding);
        if self.names.is_empty() {
            self.enter();
        }
        self.names.last_mut().expect("a scope is open").insert(Key::of(ident), local);
        local
    }

    /// The local that a name means here.
    pub fn find(&self, ident: &Ident) -> Option<Local> {
        let key = Key::of(ident);
        self.names.iter().rev().find_map(|scope| scope.get(&key)).copied()
    }

    /// The locals in scope whose name satisfies `wanted`, in the order of their declaration.
    pub fn visible(&self, wanted: impl Fn(&str) -> bool) -> Vec<Local> {
        visible(&self.names, wanted)
    }

    /// What does not change about a local.
    pub fn info(&self, local: Local) -> &Info {
        &self.infos[local.0]
    }

    /// Its binding at this point.
    pub fn binding(&self, local: Local) -> &Binding {
        &self.now[local.0]
    }

    /// Whether a local stands for a variable, or for a part of it.
    pub fn mentions(&self, var: Var) -> bool {
        fn mentions(binding: &Binding, var: Var) -> bool {
            match binding {
                Binding::Value(operand) => operand.var() == Some(var),
                Binding::Memory(own) => *own == var,
                Binding::Alias(place, _) => place.vars().any(|own| own == var),
                Binding::Parts(parts) => parts.iter().any(|part| mentions(part, var)),
                Binding::Maybe(flag, shown) => flag.var() == Some(var) || mentions(shown, var),
                // what a closure copied is in locals of its own
                Binding::Closure(_) | Binding::Unset => false,
                // an iterator may hold anything
                Binding::Chain(_) => true,
            }
        }
        self.now.iter().any(|binding| mentions(binding, var))
    }

    /// Goes back to the bindings of an earlier point, for the locals that existed there.
    pub fn restore(&mut self, before: &[Binding]) {
        self.now[..before.len()].clone_from_slice(before);
    }

    /// Gives a local a new value.
    pub fn set(&mut self, local: Local, operand: Operand) {
        self.now[local.0] = Binding::Value(operand);
    }
}

/// The locals that names with a certain text mean, in the order of their declaration.
pub fn visible(names: &Names, wanted: impl Fn(&str) -> bool) -> Vec<Local> {
    let keys: crate::hash::HashSet<&Key> = names.iter().flat_map(HashMap::keys).collect();
    let mut locals: Vec<Local> = keys
        .into_iter()
        .filter(|key| wanted(key.text()))
        .filter_map(|key| names.iter().rev().find_map(|scope| scope.get(key)).copied())
        .collect();
    locals.sort_unstable();
    locals
}
