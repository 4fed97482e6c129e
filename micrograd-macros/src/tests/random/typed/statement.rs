//! Statements that change what they may.
use super::{Kind, Typed, Wild};

impl Typed<'_> {
    /// Some statements.
    pub(super) fn statements(&mut self, depth: usize) -> String {
        let most = if depth == 3 { 6 } else { 3 };
        (0..=self.rng.below(most)).map(|_| self.statement(depth) + " ").collect()
    }

    /// One statement, nested as deep as `depth`.
    pub(super) fn statement(&mut self, depth: usize) -> String {
        if self.is_odd() {
            return Wild { rng: self.rng }.statement(1);
        }
        let d = depth.saturating_sub(1);
        match self.rng.below(if depth == 0 { 13 } else { 25 }) {
            24 | 12 if self.rng.percent(70) => self.changed(d),
            0..=4 => self.bound(d),
            5..=8 => self.assigned(d),
            9 | 10 => self.stored(d),
            11 => self.checked(d),
            12..=14 => {
                let (condition, yes) = (self.flag(d), self.inner(d));
                let no = if self.rng.percent(50) { format!(" else {}", self.inner(d)) } else { String::new() };
                format!("if {condition} {yes}{no}")
            }
            15 => {
                let (on, one, two) = (self.int(d), self.inner(d), self.inner(d));
                format!("match {on} {{ 0 | 2 => {one} _ => {two} }}")
            }
            16..=18 => self.counted(d),
            19 | 20 => self.walked(d),
            21 => self.repeated(d),
            22 => self.left(d),
            _ => format!("if {} {{ {} }}", self.flag(d), self.left(d)),
        }
    }

    fn inner(&mut self, depth: usize) -> String {
        self.scoped(|t| format!("{{ {} }}", t.statements(depth)))
    }

    /// `let` of any kind that has a type.
    fn bound(&mut self, depth: usize) -> String {
        let mutable = self.rng.percent(60);
        let mark = if mutable { "mut " } else { "" };
        match self.rng.below(12) {
            0..=4 => {
                let (value, ty) = (self.real(depth), self.rng.percent(20));
                let ty = if ty { format!(": {}", self.real) } else { String::new() };
                format!("let {mark}{}{ty} = {value};", self.declare(Kind::Real, mutable))
            }
            5 => {
                let value = self.int(depth);
                format!("let {mark}{} = {value};", self.declare(Kind::Int, mutable))
            }
            6 => {
                let value = self.flag(depth);
                format!("let {mark}{} = {value};", self.declare(Kind::Flag, mutable))
            }
            7 | 8 => {
                let value = self.array(depth);
                format!("let {mark}{} = {value};", self.declare(Kind::Array, mutable))
            }
            9 => {
                let (real, int) = (self.real(depth), self.int(depth));
                format!("let {mark}{} = ({real}, {int});", self.declare(Kind::Pair, mutable))
            }
            10 => {
                let (a, b) = (self.real(depth), self.real(depth));
                let (p, q) = (self.declare(Kind::Real, mutable), self.declare(Kind::Real, mutable));
                format!("let ({mark}{p}, {mark}{q}) = ({a}, {b});")
            }
            _ => {
                let (a, b, condition) = (self.real(depth), self.real(depth), self.flag(depth));
                // the name it hides must not stand in its own value
                let name = self.declare_new(Kind::Real, false);
                format!("let {name}; if {condition} {{ {name} = {a}; }} else {{ {name} = {b}; }}")
            }
        }
    }

    fn array(&mut self, depth: usize) -> String {
        let (first, rest) = (self.real(depth), [self.real(0), self.real(0)]);
        let repeated = self.rng.percent(50);
        if repeated { format!("[{first}; 3]") } else { format!("[{first}, {}, {}]", rest[0], rest[1]) }
    }

    fn assigned(&mut self, depth: usize) -> String {
        let of = |kind| move |l: &super::Local| l.mutable && l.kind == kind;
        if let Some(name) = self.local(of(Kind::Int)).filter(|_| self.rng.percent(15)) {
            return format!("{name} {} {};", self.rng.pick(&["=", "+=", "*="]), self.int(depth));
        }
        match self.local(of(Kind::Real)) {
            Some(name) => {
                let op = self.rng.pick(&["=", "=", "+=", "-=", "*=", "/="]);
                format!("{name} {op} {};", self.real(depth))
            }
            None => self.bound(depth),
        }
    }

    fn stored(&mut self, depth: usize) -> String {
        match self.local(|l| l.mutable && l.kind != Kind::Slice && Kind::SEQUENCES.contains(&l.kind)) {
            Some(name) => {
                let op = self.rng.pick(&["=", "=", "+=", "*="]);
                let index = if self.rng.percent(50) { "1".to_owned() } else { format!("{} % 3", self.int(0)) };
                format!("{name}[{index}] {op} {};", self.real(depth))
            }
            None => self.assigned(depth),
        }
    }

    fn checked(&mut self, depth: usize) -> String {
        match self.rng.below(4) {
            0 => format!("assert!({});", self.flag(depth)),
            1 => format!("debug_assert!({}, \"{{}}\", {});", self.flag(depth), self.int(0)),
            2 => format!("println!(\"{{}} {{:?}}\", {}, {});", self.int(0), self.real(depth)),
            _ => format!("assert_eq!({}, {});", self.int(0), self.int(0)),
        }
    }

    /// `for` over a range.
    fn counted(&mut self, depth: usize) -> String {
        let (from, to) = (self.rng.pick(&["0", "1"]), self.int(0));
        let range = match self.rng.below(6) {
            0 => format!("({from}..{to}).rev()"),
            1 => format!("({from}..{to}).step_by(2)"),
            2 => format!("{from}..={to}"),
            _ => format!("{from}..{to}"),
        };
        let label = self.rng.pick(&["", "", "'outer: "]);
        self.looped(|t| {
            let name = t.declare(Kind::Int, false);
            format!("{label}for {name} in {range} {}", t.inner(depth))
        })
    }

    /// `for` over the elements of a sequence.
    fn walked(&mut self, depth: usize) -> String {
        let Some(sequence) = self.local(|l| Kind::SEQUENCES.contains(&l.kind)) else {
            return self.counted(depth);
        };
        self.looped(|t| match t.rng.below(3) {
            0 => {
                let (k, v) = (t.declare(Kind::Int, false), t.declare(Kind::Ref, false));
                format!("for ({k}, {v}) in {sequence}.iter().enumerate() {}", t.inner(depth))
            }
            1 => {
                let v = t.declare(Kind::Ref, false);
                format!("for {v} in {sequence}.iter() {}", t.inner(depth))
            }
            _ => {
                let v = t.declare(Kind::Real, false);
                format!("for &{v} in &{sequence} {}", t.inner(depth))
            }
        })
    }

    fn repeated(&mut self, depth: usize) -> String {
        let condition = self.flag(depth);
        self.looped(|t| format!("while {condition} {}", t.inner(depth)))
    }

    fn looped(&mut self, write: impl FnOnce(&mut Self) -> String) -> String {
        self.loops += 1;
        let text = self.scoped(write);
        self.loops -= 1;
        text
    }

    /// Leaves the loop, or the function.
    fn left(&mut self, depth: usize) -> String {
        if self.loops > 0 && self.rng.percent(70) {
            self.rng.pick(&["break;", "continue;"]).to_owned()
        } else {
            format!("return {};", self.result(depth))
        }
    }
}
