//! Enums of the program, with payloads: their values, and what is done by variant.
use super::expr::{Expr, Level};
use super::maker::Maker;
use super::scope::{Access, Lent, Var};
use super::types::{Enum, Ty};
use crate::random::Random;
use std::rc::Rc;

/// An enum of two to four variants, the first without a payload.
pub fn enumeration(random: &mut Random, name: String) -> Enum {
    let kinds =
        [vec![Ty::Real], vec![Ty::Real, Ty::Int], vec![Ty::Array(Box::new(Ty::Real), 2)], vec![Ty::Real, Ty::Real]];
    let mut variants = vec![("Idle".to_owned(), Vec::new(), false)];
    for variant in ["Hold", "Ramp", "Pair"].into_iter().take(random.between(1, 3)) {
        variants.push((variant.to_owned(), random.of(&kinds).clone(), random.percent(40)));
    }
    Enum { name, variants }
}

impl Maker<'_> {
    /// One of the program's enums.
    pub fn some_enum(&mut self) -> Option<Rc<Enum>> {
        let enums = &self.world.enums;
        (!enums.is_empty()).then(|| self.random.of(enums).clone())
    }

    /// A variant written out.
    pub fn variant(&mut self, own: &Enum) -> Expr {
        let (name, payload, named) = self.random.of(&own.variants).clone();
        let values: Vec<String> = payload.iter().map(|ty| self.value(ty).text).collect();
        let path = format!("{}::{name}", own.name);
        let text = match (values.is_empty(), named) {
            (true, _) => return Expr::atom(path, 0.0),
            (_, false) => return Expr::atom(format!("{path}({})", values.join(", ")), 0.0),
            (_, true) => values.iter().enumerate().map(|(k, v)| format!("p{k}: {v}")).collect::<Vec<_>>().join(", "),
        };
        Expr::new(format!("{path} {{ {text} }}"), Level::Open, 0.0)
    }

    /// `let mut mode = Mode::Hold(..);`
    pub fn let_enum(&mut self) -> Option<String> {
        let own = self.some_enum()?;
        let value = self.variant(&own);
        let name = self.pattern_name();
        let mutable = self.random.percent(70);
        let word = if mutable { "mut " } else { "" };
        self.declare(Var { mutable, ..Var::new(name.clone(), Ty::Enum(own), Access::Owned) });
        Some(format!("let {word}{name} = {};", value.text))
    }

    /// A variable with an enum in it: its index and the enum.
    fn holder(&mut self, fits: impl Fn(&Var) -> bool) -> Option<(usize, Rc<Enum>)> {
        let own = self.some_enum()?;
        let candidates = self.scope.all(|v| fits(v) && v.ty.contains(&Ty::Enum(own.clone())));
        Some((self.pick(&candidates)?, own))
    }

    /// One arm for each variant; the payload is declared as `access` says.
    fn arms(&mut self, own: &Enum, access: Access, write: &mut dyn FnMut(&mut Self) -> String) -> String {
        let mut arms = String::new();
        let last = own.variants.len() - 1;
        for (k, (variant, payload, named)) in own.variants.iter().enumerate() {
            if k == last && k > 0 && self.random.percent(20) {
                let body = self.within(&mut *write);
                arms += &format!("_ => {{ {body} }} ");
                break;
            }
            let arm = self.within(|m| {
                let mut names: Vec<String> = Vec::new();
                for ty in payload {
                    let name = loop {
                        let name = m.name_for(ty, &names);
                        if !name.chars().any(char::is_uppercase) {
                            break name;
                        }
                    };
                    m.declare(Var::new(name.clone(), ty.clone(), access));
                    names.push(name);
                }
                let pattern = match (names.is_empty(), named) {
                    (true, _) => String::new(),
                    (_, false) => format!("({})", names.join(", ")),
                    (_, true) => {
                        let fields = names.iter().enumerate().map(|(k, name)| format!("p{k}: {name}"));
                        format!(" {{ {} }}", fields.collect::<Vec<_>>().join(", "))
                    }
                };
                format!("{}::{variant}{pattern} => {{ {} }} ", own.name, write(m))
            });
            arms += &arm;
        }
        arms
    }

    /// `match mode { .. }` as a real, by value or by reference.
    pub fn real_of_enum(&mut self) -> Option<Expr> {
        let (index, own) = self.holder(Var::readable)?;
        let place = self.place_for(index, &Ty::Enum(own.clone()), false)?.at(Level::Atom);
        let owned = self.scope.var(index).access == Access::Owned && self.random.percent(60);
        let (on, access) = if owned && own.copy() && self.scope.var(index).ty == Ty::Enum(own.clone()) {
            (place, Access::Owned)
        } else {
            (format!("&{place}"), Access::Shared)
        };
        let arms = self.deeper(|m| {
            let first = std::cell::Cell::new(true);
            let lent = m.shared(index);
            Some(m.lend(index, lent, |m| {
                m.arms(&own, access, &mut |m| {
                    let value = m.real_stored();
                    // the first arm tells the type
                    if first.replace(false) && !value.typed {
                        format!("({} as f64)", value.at(Level::Unary))
                    } else {
                        value.text
                    }
                })
            }))
        })?;
        Some(Expr::new(format!("match {on} {{ {arms} }}"), Level::Open, 4.0))
    }

    /// `match mode { .. }` as a statement; the payload may be changed.
    pub fn match_enum(&mut self) -> Option<String> {
        let change = self.random.percent(50);
        let (index, own) = self.holder(|v| if change { v.writable() } else { v.readable() })?;
        let ty = Ty::Enum(own.clone());
        if self.scope.var(index).ty != ty {
            return None;
        }
        let mut reference = self.reference(index, &ty, change)?;
        if !change && self.scope.var(index).access == Access::Mutable && !reference.starts_with('&') {
            // the payload of a `&mut` would be bound by `&mut`
            reference = format!("&*{reference}");
        }
        let (lent, access) =
            if change { (Lent::Closed, Access::Mutable) } else { (self.shared(index), Access::Shared) };
        let arms = self.lend(index, lent, |m| m.arms(&own, access, &mut |m| m.statements(1)));
        Some(format!("match {reference} {{ {arms} }}"))
    }
}
