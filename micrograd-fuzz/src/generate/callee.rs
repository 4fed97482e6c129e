//! The functions, methods and operators that a program can call: what is known about them.
use super::Knobs;
use super::expr::Level;
use super::scope::Access;
use super::swarm::Swarm;
use super::types::{Enum, Struct, Ty};
use std::rc::Rc;

/// How a callee is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `g(a, b)`
    Function,
    /// `a.g(b)`
    Method,
    /// `a * b`
    Operator(&'static str, Level),
}

/// A function that can be called.
#[derive(Clone, Debug)]
pub struct Callee {
    /// Its name.
    pub name: String,
    /// The types of its parameters and how they are passed.
    pub params: Vec<(Ty, Access)>,
    /// What it returns.
    pub result: Ty,
    /// How it is called.
    pub form: Form,
    /// Whether it calls itself; its last parameter then counts down from at most 3.
    pub recursive: bool,
}

/// What a program can name.
#[derive(Debug)]
pub struct World {
    /// How much is written.
    pub knobs: Knobs,
    /// Which constructs are preferred.
    pub swarm: Swarm,
    /// Its structs.
    pub structs: Vec<Rc<Struct>>,
    /// Its enums.
    pub enums: Vec<Rc<Enum>>,
    /// Those of them that have `+=`.
    pub adding: Vec<Rc<Struct>>,
    /// Its functions, each of which may call those before it.
    pub callees: Vec<Rc<Callee>>,
}
