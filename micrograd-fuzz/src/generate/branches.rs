//! Branches as statements, and the ways out of loops and functions.
use super::maker::{Jump, Maker};
use super::scope::{Access, Var};
use super::types::Ty;

impl Maker<'_> {
    /// `if`, with or without `else` and `else if`.
    pub fn if_statement(&mut self) -> Option<String> {
        let c = self.condition();
        let mut text = format!("if {} {}", c.text, self.braces());
        while self.random.percent(25) {
            let c = self.condition();
            text += &format!(" else if {} {}", c.text, self.braces());
        }
        if self.random.percent(50) {
            text += &format!(" else {}", self.braces());
        }
        Some(text)
    }

    /// `match` on an integer, a flag, or a tuple of them; a name binds the rest.
    pub fn match_statement(&mut self) -> Option<String> {
        let on = self.int_to(4);
        let arm = |m: &mut Self| if m.random.percent(20) { m.jump() } else { None };
        let mut arms = String::new();
        if self.random.percent(25) {
            let c = self.condition();
            for pattern in ["(0, true)", "(1 | 2, _)", "(_, false)"] {
                arms += &format!("{pattern} => {} ", self.braces());
            }
            return Some(format!("match ({}, {}) {{ {arms} _ => {{}} }}", on.text, c.text));
        }
        for pattern in ["0", "1 | 2", "3..=5"] {
            if self.random.percent(60) {
                let body = arm(self).map_or_else(|| self.braces(), |jump| format!("{{ {jump} }}"));
                arms += &format!("{pattern} => {body} ");
            }
        }
        let rest = self.within(|m| {
            let name = m.name_for(&Ty::Int, &[]);
            // an upper-case name would be taken for a constant
            let name = if name.chars().any(char::is_uppercase) { "rest".to_owned() } else { name };
            m.declare(Var { max: 4, ..Var::new(name.clone(), Ty::Int, Access::Owned) });
            let guard = if m.random.percent(40) { format!(" if {}", m.condition().text) } else { String::new() };
            format!("{name}{guard} => {} ", m.braces())
        });
        let last = if self.random.percent(50) { self.braces() } else { "{}".to_owned() };
        Some(format!("match {} {{ {arms} {rest} _ => {last} }}", on.text))
    }

    /// `if condition { break; }` and its like.
    pub fn exit(&mut self) -> Option<String> {
        let c = self.condition();
        let jump = self.within(Self::jump)?;
        Some(format!("if {} {{ {jump} }}", c.text))
    }

    /// A way out: `break`, `continue`, `return`.
    pub fn jump(&mut self) -> Option<String> {
        if self.jumps.is_empty() || self.random.percent(20) {
            return self.return_early();
        }
        let k = if self.random.percent(70) { self.jumps.len() - 1 } else { self.random.below(self.jumps.len()) };
        let Jump { label, value, continues, anonymous } = self.jumps[k].clone();
        if label.is_some() && self.jumps[k + 1..].iter().any(|j| j.label == label) {
            return None; // the label means another one here
        }
        // inside a labelled block a jump without a label is not allowed
        let nearest = anonymous && k + 1 == self.jumps.len();
        let named = match label {
            Some(label) if !nearest || self.random.percent(50) => format!(" {label}"),
            _ if nearest => String::new(),
            _ => return None,
        };
        let breaks = value.is_some();
        match value {
            _ if continues && (!breaks || self.random.percent(40)) => Some(format!("continue{named};")),
            None => None,
            Some(Ty::Unit) => Some(format!("break{named};")),
            Some(ty) => Some(format!("break{named} {};", self.value(&ty).text)),
        }
    }

    fn return_early(&mut self) -> Option<String> {
        if self.result == Ty::Unit {
            return Some("return;".to_owned());
        }
        let ty = self.result.clone();
        Some(format!("return {};", self.value(&ty).text))
    }

    /// A block that can be left with a value.
    pub fn labelled_block(&mut self) -> Option<String> {
        let label = self.name(super::names::LABELS);
        let jump = Jump { label: Some(label.clone()), value: Some(Ty::Real), continues: false, anonymous: false };
        self.jumps.push(jump);
        let body = self.within(|m| {
            let statements = m.statements(2);
            let exit = m.within(|m| m.value(&Ty::Real));
            let c = m.condition();
            let last = m.value(&Ty::Real);
            format!("{statements} if {} {{ break {label} {}; }} {}", c.text, exit.text, last.text)
        });
        self.jumps.pop();
        let name = self.name_for(&Ty::Real, &[]);
        self.declare(Var { mutable: true, ..Var::new(name.clone(), Ty::Real, Access::Owned) });
        Some(format!("let mut {name}: f64 = {label}: {{ {body} }};"))
    }
}
