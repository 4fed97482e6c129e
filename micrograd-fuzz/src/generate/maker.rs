//! What every part of the generator shares: the random numbers, the scope, how much is left to write.
use super::callee::World;
use super::expr::Expr;
use super::names;
use super::scope::{Access, Lent, Scope, Var};
use super::types::Ty;
use super::{Knobs, swarm::Swarm};
use crate::random::Random;

/// A construct in a table: how often it is chosen, and what writes it. None where it does not fit.
pub struct Choice<T> {
    /// Its name, by which a program may leave it out or prefer it.
    pub name: &'static str,
    /// How often it is chosen, in relation to the others.
    pub weight: usize,
    /// Writes it.
    pub make: fn(&mut Maker<'_>) -> Option<T>,
}

/// A loop or block that can be left.
#[derive(Clone, Debug)]
pub struct Jump {
    /// Its label.
    pub label: Option<String>,
    /// What `break` takes with it: `Some(Unit)` for nothing, none where only `continue` is possible.
    pub value: Option<Ty>,
    /// Whether it can be continued.
    pub continues: bool,
    /// Whether `break` and `continue` need no label.
    pub anonymous: bool,
}

/// The function that is being written, so that it can call itself.
#[derive(Clone, Debug)]
pub struct Recursion {
    /// Which callee it is.
    pub callee: std::rc::Rc<super::callee::Callee>,
    /// How many calls of itself are left.
    pub left: usize,
}

/// Writes one function.
pub struct Maker<'w> {
    /// Where all choices come from.
    pub random: &'w mut Random,
    /// How much is written.
    pub knobs: &'w Knobs,
    /// Which constructs the program prefers.
    pub swarm: &'w Swarm,
    /// What can be called and named.
    pub world: &'w World,
    /// The variables.
    pub scope: Scope,
    /// The loops and blocks around, innermost last.
    pub jumps: Vec<Jump>,
    /// What the function returns.
    pub result: Ty,
    /// How many statements are left.
    pub left: usize,
    /// The number of blocks around.
    pub block: usize,
    /// How deep the expression may still become.
    pub depth: usize,
    /// The length of the array of any length that a call was given last.
    pub length: Option<usize>,
    /// How many indices are around: nothing is changed there, since what is indexed is borrowed already.
    pub indices: usize,
    /// How many closures are around: nothing leaves the function from there.
    pub closures: usize,
    /// Whether the arguments of a function without the attribute are written: the macro must see that they are integers.
    pub unmarked: bool,
    /// Set where the function may call itself.
    pub recursion: Option<Recursion>,
}

impl<'w> Maker<'w> {
    /// Writes a function with such a result.
    pub fn new(random: &'w mut Random, world: &'w World, result: Ty) -> Self {
        let (knobs, swarm) = (&world.knobs, &world.swarm);
        let left = random.between(knobs.statements / 2, knobs.statements);
        Maker {
            random,
            knobs,
            swarm,
            world,
            scope: Scope::default(),
            jumps: Vec::new(),
            result,
            left,
            block: 0,
            depth: knobs.depth,
            length: None,
            indices: 0,
            closures: 0,
            unmarked: false,
            recursion: None,
        }
    }

    /// One of a table's constructs, if one fits that is drawn in a few attempts.
    pub fn choose<T>(&mut self, table: &[Choice<T>]) -> Option<T> {
        for _ in 0..6 {
            let weights = table.iter().map(|c| self.weight(c));
            let k = self.random.weighted(weights.collect::<Vec<_>>().into_iter())?;
            if let Some(made) = (table[k].make)(self) {
                return Some(made);
            }
        }
        None
    }

    fn weight<T>(&self, choice: &Choice<T>) -> usize {
        match self.knobs.prefers.and_then(|part| part.weight(choice.name)) {
            Some(weight) => weight,
            None if choice.weight == 0 => 0,
            None => choice.weight * self.swarm.factor(choice.name),
        }
    }

    /// Writes with one level of depth less; none if there is none left.
    pub fn deeper<T>(&mut self, write: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == 0 {
            return None;
        }
        self.depth -= 1;
        let made = write(self);
        self.depth += 1;
        made
    }

    /// A new name, which may shadow another variable.
    pub fn name(&mut self, of: &[&str]) -> String {
        (*self.random.of(of)).to_owned()
    }

    /// A new name for a value of this type that is none of the others.
    pub fn name_for(&mut self, ty: &Ty, others: &[String]) -> String {
        let pool = if matches!(ty, Ty::Int | Ty::Bool) { names::INTS } else { names::REALS };
        loop {
            let name = self.name(pool);
            if !others.contains(&name) {
                return name;
            }
        }
    }

    /// Declares a variable in the block that is being written.
    pub fn declare(&mut self, mut var: Var) -> usize {
        var.block = self.block;
        self.scope.declare(var)
    }

    /// Runs with a variable lent, and gives it back.
    pub fn lend<T>(&mut self, index: usize, lent: Lent, run: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.scope.var_mut(index).lent, lent);
        let made = run(self);
        self.scope.var_mut(index).lent = before;
        made
    }

    /// The end of a view: its name still shadows others, but stands for nothing.
    pub fn close(&mut self, index: usize) {
        self.scope.var_mut(index).lent = Lent::Closed;
    }

    /// Writes inside a block of its own.
    pub fn within<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.scope.mark();
        self.block += 1;
        let made = write(self);
        self.block -= 1;
        self.scope.leave(mark);
        made
    }

    /// A block of a few statements, in braces.
    pub fn braces(&mut self) -> String {
        self.within(|m| {
            let count = m.random.between(1, 3);
            format!("{{ {} }}", m.statements(count))
        })
    }

    /// The variables that can be read and in which there is a part of this type.
    pub fn holding(&self, ty: &Ty) -> Vec<usize> {
        self.scope.all(|v| v.readable() && v.ty.contains(ty))
    }

    /// One of the indices.
    pub fn pick(&mut self, several: &[usize]) -> Option<usize> {
        (!several.is_empty()).then(|| *self.random.of(several))
    }

    /// The name of a variable as the value that it stands for.
    pub fn whole(&self, index: usize) -> Expr {
        let var = self.scope.var(index);
        let bound = if var.ty == Ty::Real { 3.0 } else { f64::from(u32::try_from(var.max).unwrap_or(u32::MAX)) };
        let mut expr = match var.access {
            Access::Owned => Expr::atom(var.name.clone(), bound),
            _ => Expr::new(format!("*{}", var.name), super::expr::Level::Unary, bound),
        };
        expr.typed = var.typed;
        expr
    }
}
