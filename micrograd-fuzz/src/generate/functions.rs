//! Writes functions: callees of every kind, and the function that is compared.
use super::callee::{Callee, Form, World};
use super::expr::Level;
use super::maker::{Maker, Recursion};
use super::methods::{method, operator};
use super::options::option;
use super::rules::ruled;
use super::scope::{Access, Var};
use super::types::{Struct, Ty};
use super::{CONSTANTS, names};
use crate::random::Random;
use std::rc::Rc;

/// The attribute.
pub const MARK: &str = "#[differentiable]";

/// A parameter that is being written.
pub struct Given {
    /// Its name.
    pub name: String,
    /// Its type and how it is passed.
    pub of: (Ty, Access),
    /// Whether it is declared with `mut`.
    pub mutable: bool,
}

impl Given {
    /// As it is written.
    pub fn text(&self) -> String {
        let (ty, access) = (&self.of.0.text(), self.of.1);
        let word = if self.mutable { "mut " } else { "" };
        match access {
            Access::Owned => format!("{word}{}: {ty}", self.name),
            Access::Shared => format!("{}: &{ty}", self.name),
            Access::Mutable => format!("{}: &mut {ty}", self.name),
        }
    }

    fn var(&self) -> Var {
        Var { mutable: self.mutable, written: true, ..Var::new(self.name.clone(), self.of.0.clone(), self.of.1) }
    }
}

/// Writes a callee and adds it to the world.
pub fn callee(random: &mut Random, world: &mut World, number: usize) -> String {
    let structs = !world.structs.is_empty();
    let (text, callee) = match random.below(22) {
        0 | 1 => recursive(random, world, &format!("rec{number}")),
        16 => mutual(random, world, number),
        17 => in_module(random, world, number),
        18 | 19 => ruled(random, number),
        20 | 21 => numbers(random, world, format!("n{number}")),
        2 | 3 => const_generic(random, world, format!("sized{number}")),
        4 => integers(random, world, format!("pick{number}")),
        5..=8 if structs => method(random, world, format!("m{number}")),
        9 if structs => return operator(random, world),
        _ => function(random, world, format!("g{number}")),
    };
    world.callees.push(Rc::new(callee));
    text
}

/// The signature and body of a function with such parameters.
pub fn write(random: &mut Random, world: &World, head: &str, params: &[Given], result: &Ty) -> String {
    let mut maker = Maker::new(random, world, result.clone());
    for p in params {
        maker.declare(p.var());
    }
    finish(&mut maker, head, params, "")
}

fn finish(maker: &mut Maker<'_>, head: &str, params: &[Given], first: &str) -> String {
    let count = maker.left;
    let body = maker.statements(count);
    let result = maker.result.clone();
    let tail = if result == Ty::Unit { String::new() } else { maker.tail(&result) };
    let arrow = if result == Ty::Unit { String::new() } else { format!(" -> {}", result.text()) };
    let params = params.iter().map(Given::text).collect::<Vec<_>>().join(", ");
    format!("{head}({params}){arrow} {{ {first} {body} {tail} }}")
}

impl Maker<'_> {
    /// The value of the function: of a real one several variables at once, so that little is computed in vain.
    fn tail(&mut self, result: &Ty) -> String {
        let value = self.value(result);
        if *result != Ty::Real || self.random.percent(20) {
            return value.text;
        }
        let mut text = value.at(Level::Sum);
        for _ in 0..self.random.between(1, 3) {
            if let (Some(a), Some(b)) = (self.real_place(), self.real_place()) {
                text += &format!(" + {} * {}", a.at(Level::Product), b.at(Level::Cast));
            }
        }
        text
    }
}

/// Parameters with different names.
pub fn params(random: &mut Random, types: Vec<(Ty, Access)>) -> Vec<Given> {
    let mut params: Vec<Given> = Vec::new();
    for of in types {
        let pool = if matches!(of.0, Ty::Int | Ty::Bool) { names::INTS } else { names::REALS };
        let name = loop {
            let name = *random.of(pool);
            if params.iter().all(|p| p.name != name) {
                break name.to_owned();
            }
        };
        let mutable = of.1 == Access::Owned && random.percent(30);
        params.push(Given { name, of, mutable });
    }
    params
}

/// The type of a parameter and how it is passed.
pub fn param_type(random: &mut Random, structs: &[Rc<Struct>]) -> (Ty, Access) {
    let reals = |n: usize| Box::new(if n == 0 { Ty::Array(Box::new(Ty::Real), 2) } else { Ty::Real });
    let own = |random: &mut Random| structs.get(random.below(structs.len().max(1))).cloned().map(Ty::Struct);
    match random.below(24) {
        0..=6 => (Ty::Real, Access::Owned),
        7..=9 => (Ty::Slice(reals(random.below(5)), random.between(1, 3)), Access::Shared),
        10 | 11 => (Ty::Slice(reals(random.below(5)), random.between(1, 3)), Access::Mutable),
        12 => (Ty::Real, Access::Mutable),
        13 => (Ty::Array(reals(random.below(4)), random.between(2, 3)), Access::Owned),
        14 => (Ty::Array(reals(1), 3), if random.percent(50) { Access::Shared } else { Access::Mutable }),
        15 => {
            (Ty::Vec(reals(1), random.between(1, 2)), if random.percent(50) { Access::Owned } else { Access::Mutable })
        }
        16 => (Ty::Tuple(vec![Ty::Real, Ty::Int]), Access::Owned),
        17 | 18 => (Ty::Int, if random.percent(85) { Access::Owned } else { Access::Mutable }),
        19 => (Ty::Slice(Box::new(Ty::Int), 2), Access::Shared),
        20 => (Ty::Bool, Access::Owned),
        _ => {
            let access = *random.of(&[Access::Shared, Access::Mutable, Access::Owned]);
            own(random).map_or((Ty::Real, Access::Owned), |ty| (ty, access))
        }
    }
}

/// Parameters with at least one real among them.
pub fn param_types(random: &mut Random, structs: &[Rc<Struct>], count: usize) -> Vec<(Ty, Access)> {
    let mut types: Vec<_> = (0..count).map(|_| param_type(random, structs)).collect();
    if !types.iter().any(|(ty, _)| ty.real()) {
        types[0] = (Ty::Real, Access::Owned);
    }
    types
}

/// What a callee returns.
pub fn result_type(random: &mut Random, structs: &[Rc<Struct>], changes: bool) -> Ty {
    match random.below(12) {
        0 => Ty::Array(Box::new(Ty::Real), random.between(2, 3)),
        1 => Ty::Tuple(vec![Ty::Real, Ty::Real]),
        2 if !structs.is_empty() => Ty::Struct(random.of(structs).clone()),
        3 => Ty::Vec(Box::new(Ty::Real), 1),
        4..=6 if changes => Ty::Unit,
        _ => Ty::Real,
    }
}

/// Whether a function with such parameters has an effect on reals.
pub fn changes(params: &[Given]) -> bool {
    params.iter().any(|p| p.of.1 == Access::Mutable && p.of.0.real())
}

/// What is known of a function that was written.
pub fn described(name: String, params: &[Given], result: Ty, form: Form) -> Callee {
    Callee { name, params: params.iter().map(|p| p.of.clone()).collect(), result, form, recursive: false }
}

/// Parameters of a callee: also of types that the function which is compared does not have.
pub fn callee_types(random: &mut Random, world: &World, count: usize) -> Vec<(Ty, Access)> {
    let mut types = param_types(random, &world.structs, count);
    if random.percent(25) {
        let ty = match world.enums.first() {
            Some(own) if random.percent(60) => Ty::Enum(own.clone()),
            _ => option(),
        };
        types.push((ty, *random.of(&[Access::Owned, Access::Shared, Access::Mutable])));
    }
    types
}

fn function(random: &mut Random, world: &World, name: String) -> (String, Callee) {
    let count = random.between(1, 3);
    let types = callee_types(random, world, count);
    let params = params(random, types);
    let result = if random.percent(15) { option() } else { result_type(random, &world.structs, changes(&params)) };
    let text = write(random, world, &format!("{MARK} fn {name}"), &params, &result);
    let referring = params.iter().any(|p| p.of.1 != Access::Owned);
    let text = if referring && random.percent(20) { with_lifetime(&text, &name) } else { text };
    (text, described(name, &params, result, Form::Function))
}

/// A function of numbers by value, whose derivatives can be called where its value can.
fn numbers(random: &mut Random, world: &World, name: String) -> (String, Callee) {
    let mut types = vec![(Ty::Real, Access::Owned); random.between(1, 2)];
    types.extend(random.percent(40).then_some((Ty::Int, Access::Owned)));
    let params = params(random, types);
    let text = write(random, world, &format!("{MARK} fn {name}"), &params, &Ty::Real);
    (text, described(name, &params, Ty::Real, Form::Function))
}

/// The first reference among the parameters gets a name for its lifetime.
fn with_lifetime(text: &str, name: &str) -> String {
    text.replacen(&format!("fn {name}("), &format!("fn {name}<'r>("), 1).replacen(": &", ": &'r ", 1)
}

/// A function in a module of its own, called by its path or by another name.
fn in_module(random: &mut Random, world: &World, number: usize) -> (String, Callee) {
    let (text, mut callee) = function(random, world, format!("h{number}"));
    let text = text.replacen(&format!("fn h{number}"), &format!("pub fn h{number}"), 1);
    let mut text = format!("mod inner{number} {{ use super::*; {text} }}");
    if random.percent(40) {
        text += &format!("use inner{number}::h{number} as renamed{number};");
        callee.name = format!("renamed{number}");
    } else {
        callee.name = format!("inner{number}::h{number}");
    }
    (text, callee)
}

/// Two functions that call each other.
fn mutual(random: &mut Random, world: &World, number: usize) -> (String, Callee) {
    let types = param_types(random, &world.structs, 2);
    let mut params = params(random, types);
    params.push(Given { name: "n_left".into(), of: (Ty::Int, Access::Owned), mutable: false });
    let names = [format!("even{number}"), format!("odd{number}")];
    let callees = names.map(|name| Callee { recursive: true, ..described(name, &params, Ty::Real, Form::Function) });
    let text = calling(random, world, &callees[0], &callees[1], &params);
    let other = calling(random, world, &callees[1], &callees[0], &params);
    let [callee, _] = callees;
    (text + &other, callee)
}

fn const_generic(random: &mut Random, world: &World, name: String) -> (String, Callee) {
    let mut types = param_types(random, &world.structs, 2);
    let access = *random.of(&[Access::Shared, Access::Mutable, Access::Owned]);
    types[0] = (Ty::Sized(Box::new(Ty::Real), 2), access);
    let params = params(random, types);
    let text = write(random, world, &format!("{MARK} fn {name}<const LEN: usize>"), &params, &Ty::Real);
    (text, described(name, &params, Ty::Real, Form::Function))
}

fn recursive(random: &mut Random, world: &World, name: &str) -> (String, Callee) {
    let types = param_types(random, &world.structs, 2);
    let mut params = params(random, types);
    params.push(Given { name: "n_left".into(), of: (Ty::Int, Access::Owned), mutable: false });
    let callee = Callee { recursive: true, ..described(name.to_owned(), &params, Ty::Real, Form::Function) };
    (calling(random, world, &callee, &callee, &params), callee)
}

/// A function that calls `other`, which may be itself, and stops where nothing is left.
fn calling(random: &mut Random, world: &World, own: &Callee, other: &Callee, params: &[Given]) -> String {
    let mut maker = Maker::new(random, world, Ty::Real);
    for p in params {
        maker.declare(p.var());
    }
    let base = maker.value(&Ty::Real);
    let first = format!("if n_left == 0 {{ return {}; }}", base.text);
    maker.recursion = Some(Recursion { callee: Rc::new(other.clone()), left: 2 });
    finish(&mut maker, &format!("#[differentiable(recursive)] fn {}", own.name), params, &first)
}

/// A helper without reals has no attribute.
fn integers(random: &mut Random, world: &World, name: String) -> (String, Callee) {
    let mut types = vec![(Ty::Int, Access::Owned)];
    if random.percent(50) {
        types.push((Ty::Slice(Box::new(Ty::Int), 2), Access::Shared));
    }
    let params = params(random, types);
    let mut maker = Maker::new(random, world, Ty::Int);
    for p in &params {
        maker.declare(p.var());
    }
    let result = maker.int_stored();
    let list = params.iter().map(Given::text).collect::<Vec<_>>().join(", ");
    (format!("fn {name}({list}) -> usize {{ {} }}", result.text), described(name, &params, Ty::Int, Form::Function))
}

/// The constants that every program has.
pub fn constants() -> String {
    let values = ["0.731", "-1.25", "std::f64::consts::PI"];
    CONSTANTS.iter().zip(values).map(|(name, value)| format!("const {name}: f64 = {value};")).collect()
}
