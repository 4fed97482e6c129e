//! `Option`s of reals: where they come from, and the ways to their payload.
use super::expr::{Expr, Level};
use super::maker::{Choice, Maker};
use super::scope::{Access, Lent, Var};
use super::types::Ty;

/// What makes a real of an option.
const READS: &[Choice<Expr>] = &[
    Choice { name: "unwrap_or", weight: 4, make: |m| m.unwrapped_or() },
    Choice { name: "map_or", weight: 3, make: |m| m.mapped_or() },
    Choice { name: "if let", weight: 4, make: |m| m.real_if_let() },
    Choice { name: "match option", weight: 3, make: |m| m.real_match_option() },
    Choice { name: "question mark", weight: 6, make: |m| m.question() },
];

/// The type of all of them.
pub fn option() -> Ty {
    Ty::Option(Box::new(Ty::Real))
}

impl Maker<'_> {
    /// An option written out.
    pub fn option_literal(&mut self) -> Expr {
        match self.random.below(8) {
            0 => Expr::atom("None", 0.0),
            1 | 2 => {
                let (c, x) = (self.condition(), self.real_stored());
                let either = if self.random.percent(50) {
                    format!("if {} {{ Some({}) }} else {{ None }}", c.text, x.text)
                } else {
                    format!("if {} {{ None }} else {{ Some({}) }}", c.text, x.text)
                };
                Expr::new(either, Level::Open, 3.0)
            }
            3 => self.mapped_option().unwrap_or_else(|| Expr::atom("None", 0.0)),
            4 => self.end_of_a_sequence().unwrap_or_else(|| Expr::atom("None", 0.0)),
            _ => Expr::atom(format!("Some({})", self.real_stored().text), 3.0),
        }
    }

    /// `o.map(|a| ..)`, with a filter maybe.
    fn mapped_option(&mut self) -> Option<Expr> {
        let own = self.some_option()?;
        let name = self.name_for(&Ty::Real, &[]);
        let item = Var::new(name.clone(), Ty::Real, Access::Owned);
        let body = self.closure(vec![item.clone()], Self::real_stored);
        if self.random.percent(30) {
            let test = self.closure(vec![item], Self::condition);
            return Some(Expr::atom(format!("{own}.map(|{name}| {}).filter(|&{name}| {})", body.text, test.text), 3.0));
        }
        Some(Expr::atom(format!("{own}.map(|{name}| {})", body.text), 3.0))
    }

    fn end_of_a_sequence(&mut self) -> Option<Expr> {
        let (place, _) = self.sequence_of(Var::readable, |item, least| *item == Ty::Real && least > 0)?;
        let place = place.at(Level::Atom);
        let at = self.int();
        let end = match self.random.below(3) {
            0 => "first()".to_owned(),
            1 => "last()".to_owned(),
            _ => format!("get({})", at.text),
        };
        Some(Expr::atom(format!("{place}.{end}.copied()"), 3.0))
    }

    /// A variable that holds one, or a call that gives one.
    fn some_option(&mut self) -> Option<String> {
        if self.random.percent(25)
            && let Some(call) = self.call(&option())
        {
            return Some(call.at(Level::Atom));
        }
        self.read(&option()).map(|place| place.at(Level::Atom))
    }

    /// A real from an option.
    pub fn of_option(&mut self) -> Option<Expr> {
        self.deeper(|m| m.choose(READS))
    }

    fn unwrapped_or(&mut self) -> Option<Expr> {
        let (own, other) = (self.some_option()?, self.real_stored());
        Some(Expr::atom(format!("{own}.unwrap_or({})", other.text), 4.0))
    }

    fn mapped_or(&mut self) -> Option<Expr> {
        let (own, other) = (self.some_option()?, self.real_stored());
        let name = self.name_for(&Ty::Real, &[]);
        let item = Var::new(name.clone(), Ty::Real, Access::Owned);
        let body = self.closure(vec![item], Self::real_stored);
        let other = if other.typed { other.text } else { format!("({} as f64)", other.at(Level::Unary)) };
        Some(Expr::atom(format!("{own}.map_or({other}, |{name}| {})", body.text), 4.0))
    }

    fn real_if_let(&mut self) -> Option<Expr> {
        let (own, other) = (self.some_option()?, self.real_stored());
        let (name, body) = self.payload(Self::real_stored);
        let text = format!("if let Some({name}) = {own} {{ {} }} else {{ {} }}", body.text, other.text);
        Some(Expr { typed: body.typed || other.typed, ..Expr::new(text, Level::Open, 4.0) })
    }

    fn real_match_option(&mut self) -> Option<Expr> {
        let (own, other) = (self.some_option()?, self.real_stored());
        let (name, (test, a, b)) = self.payload(|m| {
            // what is looked at stays as it is until an arm is taken
            let test = m.keeping(|v| !matches!(v.ty, Ty::Real | Ty::Int | Ty::Bool), Self::condition);
            (test, m.real_stored(), m.real_stored())
        });
        let text = format!(
            "match {own} {{ Some({name}) if {} => {}, Some({name}) => {}, None => {} }}",
            test.text, a.text, b.text, other.text
        );
        Some(Expr { typed: a.typed || b.typed || other.typed, ..Expr::new(text, Level::Open, 4.0) })
    }

    /// `o?` in a function that gives an option.
    fn question(&mut self) -> Option<Expr> {
        if self.result != option() || self.closures > 0 {
            return None;
        }
        let own = self.some_option()?;
        Some(Expr::atom(format!("{own}?"), 4.0))
    }

    /// Writes with the payload declared; gives its name too.
    fn payload<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> (String, T) {
        let name = self.pattern_name();
        let made = self.within(|m| {
            m.declare(Var::new(name.clone(), Ty::Real, Access::Owned));
            write(m)
        });
        (name, made)
    }

    /// A name that is no constant in a pattern.
    pub fn pattern_name(&mut self) -> String {
        let name = self.name_for(&Ty::Real, &[]);
        if name.chars().any(char::is_uppercase) { "got".to_owned() } else { name }
    }

    /// `if let Some(a) = o { .. }`, by value, or to change the payload.
    pub fn if_let_statement(&mut self) -> Option<String> {
        if self.random.percent(35) {
            return self.change_payload();
        }
        let own = self.some_option()?;
        let (name, body) = self.payload(|m| {
            let count = m.random.between(1, 3);
            m.statements(count)
        });
        let otherwise = if self.random.percent(40) { format!(" else {}", self.braces()) } else { String::new() };
        Some(format!("if let Some({name}) = {own} {{ {body} }}{otherwise}"))
    }

    fn change_payload(&mut self) -> Option<String> {
        let candidates = self.scope.all(|v| v.writable() && v.ty.contains(&option()));
        let index = self.pick(&candidates)?;
        let reference = self.reference(index, &option(), true)?;
        let name = self.pattern_name();
        let body = self.lend(index, Lent::Closed, |m| {
            m.within(|m| {
                m.declare(Var::new(name.clone(), Ty::Real, Access::Mutable));
                let value = m.real();
                let value = m.tame(value, 2.0);
                format!("*{name} = {}; {}", value.text, m.statements(1))
            })
        });
        let head = match self.random.below(2) {
            0 => format!("if let Some({name}) = {reference}"),
            _ => format!("if let Some({name}) = ({reference}).as_mut()"),
        };
        Some(format!("{head} {{ {body} }}"))
    }

    /// `let Some(a) = o else { return .. };`
    pub fn let_else(&mut self) -> Option<String> {
        let own = self.some_option()?;
        let jump = self.within(Self::jump)?;
        let name = self.pattern_name();
        let mutable = self.random.percent(40);
        let word = if mutable { "mut " } else { "" };
        self.declare(Var { mutable, ..Var::new(name.clone(), Ty::Real, Access::Owned) });
        Some(format!("let Some({word}{name}) = {own} else {{ {jump} }};"))
    }

    /// `let o = ..;`
    pub fn let_option(&mut self) -> Option<String> {
        let (ty, name) = (option(), self.name_for(&Ty::Real, &[]));
        let value = if self.random.percent(25) { self.call(&ty) } else { None };
        let value = value.unwrap_or_else(|| self.option_literal());
        let mutable = self.random.percent(70);
        let word = if mutable { "mut " } else { "" };
        self.declare(Var { mutable, ..Var::new(name.clone(), ty.clone(), Access::Owned) });
        Some(format!("let {word}{name}: {} = {};", ty.text(), value.text))
    }

    /// A stack of its own that is emptied: `while let Some(a) = stack.pop() { .. }`
    pub fn while_let(&mut self) -> Option<String> {
        if !self.may_loop() {
            return None;
        }
        let (first, second) = (self.real_stored(), self.real_stored());
        let name = self.pattern_name();
        self.jumps.push(super::maker::Jump { label: None, value: Some(Ty::Unit), continues: true, anonymous: true });
        let body = self.within(|m| {
            m.declare(Var { mutable: true, ..Var::new(name.clone(), Ty::Real, Access::Owned) });
            m.statements(2)
        });
        self.jumps.pop();
        let again = match self.random.below(2) {
            0 => format!("if stack.len() == 1 && pushed < 2 {{ pushed += 1; stack.push({name} * 0.5); }}"),
            _ => String::new(),
        };
        Some(format!(
            "{{ let mut stack: Vec<f64> = vec![{}, {}]; let mut pushed: usize = 0; \
             while let Some(mut {name}) = stack.pop() {{ {again} {body} }} }}",
            first.text, second.text
        ))
    }
}
