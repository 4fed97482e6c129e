//! Writes methods: of types, of traits, and operators.
use super::callee::{Callee, Form, World};
use super::expr::Level;
use super::functions::{Given, MARK, callee_types, changes, described, params, result_type, write};
use super::scope::Access;
use super::types::{Struct, Ty};
use crate::random::Random;
use std::rc::Rc;

/// A method of a struct.
pub fn method(random: &mut Random, world: &World, name: String) -> (String, Callee) {
    let own = random.of(&world.structs).clone();
    let access = *random.of(&[Access::Shared, Access::Shared, Access::Mutable, Access::Owned]);
    let access = if access == Access::Owned && !own.copy() { Access::Shared } else { access };
    let count = random.between(1, 2);
    let types = callee_types(random, world, count);
    let mut params = params(random, types);
    let receiver = Given { name: "self".into(), of: (Ty::Struct(own.clone()), access), mutable: false };
    params.insert(0, receiver);
    let result = result_type(random, &world.structs, changes(&params));
    let text = write(random, world, &format!("{MARK} fn {name}"), &params, &result);
    let text =
        if random.percent(25) { in_trait(&text, &own, (&name, &params, &result)) } else { in_impl(&text, &own, "") };
    (text, described(name, &params, result, Form::Method))
}

/// A method of a trait of its own.
fn in_trait(method: &str, own: &Struct, method_of: (&str, &[Given], &Ty)) -> String {
    let (name, params, result) = method_of;
    let declared = params.iter().map(|p| Given { name: p.name.clone(), of: p.of.clone(), mutable: false }.text());
    let declared = declared.collect::<Vec<_>>().join(", ");
    let arrow = if *result == Ty::Unit { String::new() } else { format!(" -> {}", result.text()) };
    let (declared, of) = (short(&declared, own), format!("Has{}", name.to_uppercase()));
    let text = in_impl(method, own, &format!("{of} for"));
    format!("{MARK} trait {of} {{ {MARK} fn {name}({declared}){arrow}; }} {text}")
}

/// Writes the receiver the short way.
fn short(text: &str, own: &Struct) -> String {
    let name = &own.name;
    let short = [
        (format!("self: &mut {name}"), "&mut self"),
        (format!("self: &{name}"), "&self"),
        (format!("self: {name}"), "self"),
    ];
    short.iter().fold(text.to_owned(), |text, (long, short)| text.replacen(long.as_str(), short, 1))
}

/// Wraps a method into its `impl`.
fn in_impl(method: &str, own: &Struct, of: &str) -> String {
    let (name, method) = (&own.name, short(method, own));
    format!("{MARK} impl {of} {name} {{ {method} }}")
}

/// One operator of a struct that has none of this kind yet.
pub fn operator(random: &mut Random, world: &mut World) -> String {
    let own = random.of(&world.structs).clone();
    let ty = Ty::Struct(own.clone());
    let kinds = [
        ("+", "Add", Level::Sum),
        ("-", "Sub", Level::Sum),
        ("*", "Mul", Level::Product),
        ("+=", "AddAssign", Level::Open),
    ];
    let (sign, name, level) = *random.of(&kinds);
    let same = |c: &Callee| matches!(c.form, Form::Operator(s, _) if s == sign) && c.params[0].0 == ty;
    if !own.copy() || world.callees.iter().any(|c| same(c)) || sign == "+=" && world.adding.contains(&own) {
        return String::new();
    }
    let other = if sign == "*" && random.percent(50) { Ty::Real } else { ty.clone() };
    let (access, result) = if sign == "+=" { (Access::Mutable, Ty::Unit) } else { (Access::Owned, ty.clone()) };
    let mut params = params(random, vec![(other.clone(), Access::Owned)]);
    params.insert(0, Given { name: "self".into(), of: (ty.clone(), access), mutable: false });
    let function = if sign == "+=" { "add_assign".to_owned() } else { name.to_lowercase() };
    let method = write(random, world, &format!("{MARK} fn {function}"), &params, &result);
    let head = format!("std::ops::{name}<{}> for", other.text());
    let text = in_impl(&method, &own, &head);
    if sign == "+=" {
        world.adding.push(own);
        return text;
    }
    let text = text.replacen('{', &format!("{{ type Output = {}; ", own.name), 1);
    world.callees.push(Rc::new(described(name.to_owned(), &params, result, Form::Operator(sign, level))));
    text
}
