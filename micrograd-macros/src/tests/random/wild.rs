//! Code without regard to types: every kind of syntax that a function can hold.
mod control;
mod items;
mod literal;
mod macros;
mod operators;
mod pattern;
mod signature;
mod statement;
mod types;

use super::rng::Rng;

/// Writes code that parses, and seldom means anything.
pub struct Wild<'r> {
    /// Where its choices come from.
    pub rng: &'r mut Rng,
}

/// Names as users choose them, and names that the macro chooses itself.
const NAMES: [&str; 24] = [
    "x", "y", "a", "w", "n", "k", "i", "s", "t", "p", "flag", "x", "a", "n", "d_x", "v0", "dy", "pullback", "S", "_t",
    "r#type", "größe", "G", "f",
];

impl Wild<'_> {
    /// A whole function.
    pub fn function(&mut self) -> String {
        let depth = if self.rng.percent(15) { 3 } else { 2 };
        let (head, body) = (self.signature(), self.block(depth));
        let inner = self.rng.maybe(5, super::INNER);
        format!("{head} {{ {inner} {}", body.trim_start_matches('{'))
    }

    /// The name of a variable.
    pub fn name(&mut self) -> &'static str {
        self.rng.pick(&NAMES)
    }

    /// Any expression, nested as deep as `depth`.
    pub fn expr(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.atom();
        }
        match self.rng.below(10) {
            0 | 1 => self.atom(),
            2..=5 => self.operation(depth - 1),
            6..=8 => self.control(depth - 1),
            _ => self.macro_call(depth - 1),
        }
    }

    /// An expression that keeps its meaning next to any operator.
    pub fn operand(&mut self, depth: usize) -> String {
        let expr = self.expr(depth);
        let is_word = expr.chars().all(|c| c.is_alphanumeric() || c == '_');
        let leaves = ["return", "break", "continue"].contains(&expr.as_str());
        if is_word && !leaves { expr } else { format!("({expr})") }
    }

    fn atom(&mut self) -> String {
        match self.rng.below(8) {
            0..=3 => self.name().to_owned(),
            4 | 5 => self.literal(),
            _ => self.path(),
        }
    }

    /// The path of a value.
    fn path(&mut self) -> String {
        let paths = [
            "f64::consts::PI",
            "std::f64::consts::E",
            "f64::MAX",
            "None",
            "Self::G",
            "self",
            "crate::G",
            "<f64 as Scalar>::ONE",
            "Vec::<f64>::new",
            "S::ONE",
            "Default::default",
            "<[f64; 3]>::map",
            "E::V",
            "::core::f64::MIN",
            "super::f",
        ];
        self.rng.pick(&paths).to_owned()
    }

    /// Some of what `part` writes, with commas between.
    pub fn list(&mut self, most: usize, mut part: impl FnMut(&mut Self) -> String) -> String {
        let count = self.rng.below(most + 1);
        let parts: Vec<_> = (0..count).map(|_| part(self)).collect();
        parts.join(", ")
    }

    /// What `part` writes in so many cases of a hundred, else nothing.
    pub fn maybe(&mut self, percent: usize, part: impl FnOnce(&mut Self) -> String) -> String {
        if self.rng.percent(percent) { part(self) } else { String::new() }
    }
}
