//! Statements that work on memory: methods of slices and vectors, views, references.
use super::{Kind, Typed};

impl Typed<'_> {
    /// A change of a sequence, through its name or a view of it.
    pub(super) fn changed(&mut self, depth: usize) -> String {
        let own = |l: &super::Local| l.mutable && matches!(l.kind, Kind::Array | Kind::Vec | Kind::Out);
        match (self.rng.below(4), self.local(own)) {
            (0, _) => self.vector(depth),
            (1, Some(name)) => self.viewed(&name, depth),
            (_, Some(name)) => self.by_method(&name, depth),
            (_, None) => match self.local(|l| l.kind == Kind::Cell) {
                Some(name) => format!("*{name} {} {};", self.rng.pick(&["=", "+=", "*="]), self.real(depth)),
                None => self.vector(depth),
            },
        }
    }

    fn vector(&mut self, depth: usize) -> String {
        if let Some(name) = self.local(|l| l.mutable && l.kind == Kind::Vec).filter(|_| self.rng.percent(60)) {
            return match self.rng.below(5) {
                0 => format!("{name}.pop();"),
                1 => format!("let w = {name}.pop().unwrap() * {};", self.real(depth)),
                2 => format!("{name}.clear();"),
                3 => format!("{name}.extend_from_slice(&{name}[..1]);"),
                _ => format!("{name}.push({});", self.real(depth)),
            };
        }
        let value = match self.rng.below(4) {
            0 => format!("vec![{}; {}]", self.real(0), self.int(0)),
            1 => format!("vec![{}, {}]", self.real(depth), self.real(0)),
            2 => match self.local(|l| Kind::SEQUENCES.contains(&l.kind)) {
                Some(from) => format!("{from}{}.to_vec()", self.rng.maybe(30, "[1..]")),
                None => "Vec::new()".to_owned(),
            },
            _ => self.rng.pick(&["Vec::new()", "Vec::with_capacity(n)"]).to_owned(),
        };
        format!("let mut {} = {value};", self.declare(Kind::Vec, true))
    }

    fn by_method(&mut self, name: &str, depth: usize) -> String {
        let part = self.rng.pick(&["", "", "[1..]", "[..2]", "[1..=2]"]);
        match self.rng.below(6) {
            0 => format!("{name}{part}.swap({}, {});", self.int(0), self.int(0)),
            1 => format!("{name}{part}.fill({});", self.real(depth)),
            2 => match self.local(|l| Kind::SEQUENCES.contains(&l.kind)) {
                Some(from) => format!("{name}{part}.copy_from_slice(&{from}[..2]);"),
                None => format!("{name}{part}.reverse();"),
            },
            3 => format!("std::mem::swap(&mut {name}[0], &mut {name}[1]);"),
            4 => format!("let old = std::mem::replace(&mut {name}[0], {});", self.real(depth)),
            _ => format!("g({}, &mut {name}{part});", self.real(depth)),
        }
    }

    fn viewed(&mut self, name: &str, depth: usize) -> String {
        let (value, again) = (self.real(depth), self.real(0));
        match self.rng.below(6) {
            0 => format!("let view = &mut {name}[1..]; view[0] += {value};"),
            1 => format!("let (l, r) = {name}.split_at_mut({}); l[0] = {value}; r[0] *= l[0] + {again};", self.int(0)),
            2 => format!("let e = &mut {name}[{}]; *e += {value};", self.int(0)),
            3 => format!("let (head, tail) = {name}.split_first_mut().unwrap(); *head = {value}; tail.fill({again});"),
            4 => format!("for e in {name}.iter_mut() {{ *e *= {value}; }}"),
            _ => format!("*{name}.last_mut().unwrap() = {value};"),
        }
    }
}
