//! The whole program: structs, callees, and the function that is compared with its inputs.
use super::callee::World;
use super::dress::dress;
use super::enums::enumeration;
use super::functions::{callee, constants, param_types, params, write};
use super::scope::Access;
use super::swarm::Swarm;
use super::types::{Struct, Ty};
use super::{CONSTANTS, INT, Knobs};
use crate::program::{ENTRY, Param, Passing, Program};
use crate::random::Random;
use std::rc::Rc;

/// The program of a seed and a number.
///
/// # Panics
/// If what was written does not parse: a mistake of the generator.
pub fn program(seed: u64, number: usize, knobs: Knobs) -> Program {
    let mut random = Random::new(seed, number as u64);
    let swarm = Swarm::new(Random::new(seed ^ 0x5eed, number as u64));
    let knobs = knobs.drawn(&mut random);
    let mut world =
        World { knobs, swarm, structs: Vec::new(), enums: Vec::new(), adding: Vec::new(), callees: Vec::new() };
    let mut text = constants();
    for number in 0..*random.of(&[0, 0, 1, 1, 2]) {
        let own = Rc::new(structure(&mut random, &world.structs, format!("P{number}")));
        text += &own.text();
        world.structs.push(own);
    }
    if random.percent(40) {
        let own = Rc::new(enumeration(&mut random, "Gear".to_owned()));
        text += &own.text();
        world.enums.push(own);
    }
    for number in 0..knobs.callees {
        text += &callee(&mut random, &mut world, number);
    }
    let count = random.between(1, 4);
    let types = param_types(&mut random, &world.structs, count);
    let given = params(&mut random, types);
    let result = result(&mut random, &world.structs);
    text += &write(&mut random, &world, &format!("#[differentiable] fn {ENTRY}"), &given, &result);
    // a method that names no float is over `f64`, as far as the macro sees
    let float = if world.structs.is_empty() && world.enums.is_empty() && random.percent(25) { "f32" } else { "f64" };
    let text = if float == "f32" { narrowed(&text) } else { text };
    let file: syn::File = syn::parse_str(&text).unwrap_or_else(|e| panic!("{seed}:{number}: {e}\n{text}"));
    Program {
        name: format!("p{number}"),
        items: if float == "f64" { dress(&mut random, file.items) } else { file.items },
        params: given.iter().map(|p| param(&mut random, &p.of, float)).collect(),
        real: result == Ty::Real,
        float,
        structs: world.structs.iter().map(|s| fields(s)).collect(),
    }
}

fn fields(own: &Struct) -> (String, Vec<String>) {
    (own.name.clone(), own.fields.iter().map(|(name, _)| name.clone()).collect())
}

fn structure(random: &mut Random, before: &[Rc<Struct>], name: String) -> Struct {
    let reals = || Box::new(Ty::Real);
    let mut fields = vec![("x".to_owned(), Ty::Real)];
    for field in ["d_x", "k", "v", "inner"].into_iter().take(random.between(1, 4)) {
        let ty = match random.below(8) {
            0 => Ty::Int,
            1 | 2 => Ty::Array(reals(), random.between(2, 3)),
            3 => Ty::Vec(reals(), random.between(1, 2)),
            4 => Ty::Tuple(vec![Ty::Real, Ty::Real]),
            5 if !before.is_empty() => Ty::Struct(random.of(before).clone()),
            _ => Ty::Real,
        };
        fields.push((field.to_owned(), ty));
    }
    Struct { name, fields }
}

fn result(random: &mut Random, structs: &[Rc<Struct>]) -> Ty {
    match random.below(12) {
        0 => Ty::Tuple(vec![Ty::Real, Ty::Real]),
        1 => Ty::Array(Box::new(Ty::Real), 2),
        2 => Ty::Vec(Box::new(Ty::Real), 1),
        3 if !structs.is_empty() => Ty::Struct(random.of(structs).clone()),
        _ => Ty::Real,
    }
}

fn param(random: &mut Random, (ty, access): &(Ty, Access), float: &str) -> Param {
    let passing = match access {
        Access::Owned => Passing::Value,
        Access::Shared => Passing::Shared,
        Access::Mutable => Passing::Mutable,
    };
    // what is passed as a slice is a vector
    let owned = match ty {
        Ty::Slice(item, least) => Ty::Vec(item.clone(), *least),
        other => other.clone(),
    };
    let inputs = (0..2).map(|_| input(random, &owned)).collect();
    Param { passing, real: ty.real(), ty: owned.text().replace("f64", float), inputs }
}

/// An argument.
fn input(random: &mut Random, ty: &Ty) -> String {
    let mut list =
        |types: &mut dyn Iterator<Item = &Ty>| types.map(|ty| input(random, ty)).collect::<Vec<_>>().join(", ");
    match ty {
        Ty::Real => {
            let sign = if random.percent(50) { "-" } else { "" };
            format!("{sign}{}.{:04}", random.below(2), random.between(1, 9999))
        }
        Ty::Int => random.below(INT.min(5)).to_string(),
        Ty::Bool => random.percent(50).to_string(),
        Ty::Unit => "()".to_owned(),
        Ty::Array(item, n) | Ty::Sized(item, n) => format!("[{}]", list(&mut std::iter::repeat_n(&**item, *n))),
        Ty::Tuple(items) => format!("({})", list(&mut items.iter())),
        Ty::Vec(item, least) | Ty::Slice(item, least) => {
            let n = least + random.below(3);
            let items: Vec<String> = (0..n).map(|_| input(random, item)).collect();
            format!("vec![{}]", items.join(", "))
        }
        Ty::Enum(_) | Ty::Option(_) => unreachable!("the function that is compared has no such parameter"),
        Ty::Struct(own) => {
            let fields = own.fields.iter().map(|(name, ty)| format!("{name}: {}", input(random, ty)));
            format!("{} {{ {} }}", own.name, fields.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A program of `f32`. The macro does not see what type a constant has that is compared with literals alone, and takes
/// the literals for what they are without it, so the constants say it where they stand.
fn narrowed(text: &str) -> String {
    let (constants, body) = text.split_at(constants().len());
    let body =
        CONSTANTS.iter().fold(body.replace("f64", "f32"), |text, name| text.replace(name, &format!("({name} as f32)")));
    constants.replace("f64", "f32") + &body
}
