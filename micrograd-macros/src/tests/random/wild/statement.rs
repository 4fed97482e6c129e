//! Blocks and statements of every kind.
use super::Wild;

const ITEMS: [&str; 18] = [
    "const G: f64 = 9.81;",
    "const N: usize = 3;",
    "const _: () = ();",
    "static T: f64 = 1.0;",
    "use std::f64::consts::*;",
    "use m::{g as h, self};",
    "fn g(x: f64) -> f64 { x }",
    "fn f() {}",
    "struct P { x: f64 }",
    "enum E { V(f64), W }",
    "type Real = f64;",
    "impl P { fn x(&self) -> f64 { self.x } }",
    "trait T { fn sin(self); }",
    "mod m { pub fn g() {} }",
    "macro_rules! own { ($x:expr) => { $x }; }",
    "extern crate core;",
    "union U { x: f64 }",
    "unsafe extern \"C\" { fn sin(x: f64) -> f64; }",
];
const ATTRIBUTES: [&str; 10] =
    ["", "", "", "", "", "", "", "#[allow(unused)] ", "#[cfg(debug_assertions)] ", "#[rustfmt::skip] "];

impl Wild<'_> {
    /// A block, its statements nested as deep as `depth`.
    pub fn block(&mut self, depth: usize) -> String {
        let most = if depth == 0 { 1 } else { 3 };
        let mut text = "{ ".to_owned();
        for _ in 0..=self.rng.below(most) {
            text += &self.statement(depth);
            text.push(' ');
        }
        if self.rng.percent(70) {
            text += &self.operand(depth);
        }
        text + " }"
    }

    /// Any statement.
    pub fn statement(&mut self, depth: usize) -> String {
        let attribute = self.rng.pick(&ATTRIBUTES);
        match self.rng.below(16) {
            0..=5 => format!("{attribute}{}", self.binding(depth)),
            6..=9 => format!("{};", self.assignment(depth)),
            10 | 11 => format!("{};", self.operation(depth)),
            12 | 13 => format!("{}{}", self.control(depth), self.rng.pick(&[";", ";", ";;"])),
            14 => format!("{attribute}{};", self.macro_call(depth)),
            _ => format!("{attribute}{}", self.rng.pick(&ITEMS)),
        }
    }

    fn binding(&mut self, depth: usize) -> String {
        let pattern = match self.rng.below(3) {
            0 => self.name().to_owned(),
            1 => format!("mut {}", self.name()),
            _ => self.simple_pattern(3),
        };
        let ty = self.maybe(25, |w| format!(": {}", w.ty(2)));
        match self.rng.below(10) {
            0 => format!("let {pattern}{ty};"),
            1 => format!("let {pattern}{ty} = {} else {};", self.operand(depth), self.block(depth)),
            _ => format!("let {pattern}{ty} = {};", self.expr(depth)),
        }
    }
}
