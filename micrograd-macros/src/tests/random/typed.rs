//! Numeric functions as users write them: every expression has a type, and the macro takes most of them.
//!
//! With `odd` set, one part in so many is written without regard to its type: a function that is nearly right.
mod expression;
mod memory;
mod statement;

use super::rng::Rng;
use super::wild::Wild;

/// What a variable is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Real,
    Int,
    Flag,
    /// Of three reals, owned.
    Array,
    /// `&[f64]`, or `&[f64; 3]`.
    Slice,
    /// `&[[f64; 2]]`.
    Grid,
    /// `(f64, usize)`.
    Pair,
    /// `&f64`.
    Ref,
    /// `Vec<f64>`.
    Vec,
    /// `&mut [f64]`.
    Out,
    /// `&mut f64`.
    Cell,
    /// `&Net`, a struct of the user's with the fields `k`, a real, and `w`, an array.
    Net,
}

impl Kind {
    /// What has elements that are reals.
    const SEQUENCES: [Kind; 4] = [Kind::Array, Kind::Slice, Kind::Vec, Kind::Out];
}

#[derive(Clone)]
struct Local {
    name: String,
    kind: Kind,
    mutable: bool,
}

/// Writes one function.
pub struct Typed<'r> {
    rng: &'r mut Rng,
    /// The type of its reals.
    real: &'static str,
    locals: Vec<Local>,
    /// The result, as a number of reals; one is not wrapped, and none is no result.
    results: usize,
    /// The number of loops around.
    loops: usize,
    /// One part in so many is odd; none if it is 0.
    odd: usize,
    names: usize,
}

impl<'r> Typed<'r> {
    /// A writer with its scalar chosen.
    pub fn new(rng: &'r mut Rng, odd: usize) -> Self {
        let real = rng.pick(&["f64", "f64", "f64", "f32", "S"]);
        let results = [1, 1, 1, 2, 3][rng.below(5)];
        Typed { rng, real, locals: Vec::new(), results, loops: 0, odd, names: 0 }
    }

    /// A whole function.
    pub fn function(&mut self) -> String {
        let first = self.parameter_of(Kind::Real);
        self.function_of(vec![first])
    }

    /// A method of a type like [`Kind::Net`].
    pub fn method(&mut self) -> String {
        let receiver = self.rng.pick(&["&self", "&self", "&self", "&mut self", "self", "x: f64"]);
        if receiver != "x: f64" {
            self.locals.push(Local { name: "self".to_owned(), kind: Kind::Net, mutable: false });
        }
        self.function_of(vec![receiver.to_owned()])
    }

    fn function_of(&mut self, mut parameters: Vec<String>) -> String {
        let before = self.rng.pick(&["", "", "pub ", "pub(crate) ", "#[inline] ", "#[doc = \"Docs.\"] pub "]);
        let name = self.rng.pick(&["f", "f", "loss", "x", "r#try", "energy"]);
        for _ in 0..self.rng.below(5) {
            let parameter = self.parameter();
            parameters.push(parameter);
        }
        let generics =
            if self.real == "S" { self.rng.pick(&["<S: Scalar>", "<'a, S: micrograd::Scalar>"]) } else { "" };
        if self.rng.percent(40) && self.locals.iter().any(|l| matches!(l.kind, Kind::Out | Kind::Cell)) {
            self.results = 0;
        }
        let (result, body) = (self.result_type(), self.body());
        format!("{before}fn {name}{generics}({}){result} {body}", parameters.join(", "))
    }

    fn parameter(&mut self) -> String {
        if self.is_odd() {
            return Wild { rng: self.rng }.parameter();
        }
        let usual = [Kind::Real, Kind::Slice, Kind::Int, Kind::Array, Kind::Flag, Kind::Pair, Kind::Grid, Kind::Ref];
        let more = [Kind::Vec, Kind::Out, Kind::Cell, Kind::Net];
        let kinds = if self.rng.percent(75) { &usual[..] } else { &more };
        let kind = kinds[self.rng.below(kinds.len())];
        self.parameter_of(kind)
    }

    fn parameter_of(&mut self, kind: Kind) -> String {
        let changes = matches!(kind, Kind::Out | Kind::Cell);
        let mutable = !changes && self.rng.percent(20);
        let name = self.declare(kind, mutable || changes);
        let real = self.real;
        let ty = match kind {
            Kind::Real => real.to_owned(),
            Kind::Int => self.rng.pick(&["usize", "usize", "i32", "u8"]).to_owned(),
            Kind::Flag => "bool".to_owned(),
            Kind::Array => format!("[{real}; 3]"),
            Kind::Slice => format!("&[{real}{}]", self.rng.maybe(40, "; 3")),
            Kind::Grid => format!("&[[{real}; 2]]"),
            Kind::Pair => format!("({real}, usize)"),
            Kind::Ref => format!("&{real}"),
            Kind::Vec => format!("Vec<{real}>"),
            Kind::Out => format!("&mut [{real}]"),
            Kind::Cell => format!("&mut {real}"),
            Kind::Net => "&Net".to_owned(),
        };
        format!("{}{name}: {ty}", if mutable { "mut " } else { "" })
    }

    fn result_type(&self) -> String {
        let real = self.real;
        match self.results {
            0 => String::new(),
            1 => format!(" -> {real}"),
            2 => format!(" -> ({real}, {real})"),
            n => format!(" -> [{real}; {n}]"),
        }
    }

    fn body(&mut self) -> String {
        let statements = self.statements(3);
        let (result, inner) = (self.result(3), self.rng.maybe(2, super::INNER));
        format!("{{ {inner}{statements}{result} }}")
    }

    /// The value of the function.
    fn result(&mut self, depth: usize) -> String {
        let values: Vec<_> = (0..self.results).map(|_| self.real(depth)).collect();
        let values = values.join(", ");
        match self.results {
            0 | 1 => values,
            2 => format!("({values})"),
            _ => format!("[{values}]"),
        }
    }

    /// A new local: mostly with a name of its own, else it hides another.
    fn declare(&mut self, kind: Kind, mutable: bool) -> String {
        let hidden = if self.locals.is_empty() { 0 } else { self.rng.below(self.locals.len()) };
        let name = match self.locals.get(hidden) {
            Some(local) if self.rng.percent(15) && self.loops > 0 => local.name.clone(),
            _ => return self.declare_new(kind, mutable),
        };
        self.locals.retain(|l| l.name != name);
        self.locals.push(Local { name: name.clone(), kind, mutable });
        name
    }

    /// A new local with a name of its own.
    fn declare_new(&mut self, kind: Kind, mutable: bool) -> String {
        let name = self.rng.pick(&["x", "y", "w", "t", "s", "u", "acc", "d_x", "v", "r#type", "größe"]);
        self.names += 1;
        let taken = self.locals.iter().any(|l| l.name == name);
        let name = if taken { format!("{name}{}", self.names) } else { name.to_owned() };
        self.locals.push(Local { name: name.clone(), kind, mutable });
        name
    }

    /// A local of a kind, if there is one.
    fn local(&mut self, wanted: impl Fn(&Local) -> bool) -> Option<String> {
        let found: Vec<_> = self.locals.iter().filter(|l| wanted(l)).collect();
        if found.is_empty() { None } else { Some(found[self.rng.below(found.len())].name.clone()) }
    }

    /// Writes with the locals of an inner scope, which end with it.
    fn scoped<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.locals.clone();
        let text = write(self);
        self.locals = outer;
        text
    }

    fn is_odd(&mut self) -> bool {
        self.odd > 0 && self.rng.below(self.odd) == 0
    }

    /// In place of an expression: one without regard to its type, or one of another type.
    fn odd_expression(&mut self) -> Option<String> {
        if !self.is_odd() {
            return None;
        }
        Some(match self.rng.below(4) {
            0 => self.int(1),
            1 => self.flag(1),
            _ => Wild { rng: self.rng }.operand(2),
        })
    }
}
