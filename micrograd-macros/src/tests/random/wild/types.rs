//! Types of every kind.
use super::Wild;

const LEAVES: [&str; 26] = [
    "f64",
    "f64",
    "f64",
    "f32",
    "usize",
    "i32",
    "u8",
    "bool",
    "char",
    "S",
    "T",
    "Self",
    "_",
    "!",
    "()",
    "str",
    "Real",
    "m::Net",
    "std::f64",
    "own!(x)",
    "<f64 as Differentiable>::Tangent",
    "P<f64>",
    "P<{ 3 }>",
    "S::Out",
    "r#type",
    "String",
];

impl Wild<'_> {
    /// Any type.
    pub fn ty(&mut self, depth: usize) -> String {
        if depth == 0 || self.rng.percent(40) {
            return self.rng.pick(&LEAVES).to_owned();
        }
        let depth = depth - 1;
        match self.rng.below(12) {
            0 | 1 => format!("[{}; {}]", self.ty(depth), self.rng.pick(&["3", "N", "0", "{ 2 * N }", "m::N"])),
            2 | 3 => format!("&{}{}[{}]", self.rng.maybe(20, "'a "), self.rng.maybe(20, "mut "), self.ty(depth)),
            4 | 5 => format!("&{}{}", self.rng.pick(&["", "mut ", "'a ", "'_ mut "]), self.ty(depth)),
            6 | 7 => format!("({}, {})", self.ty(depth), self.list(2, |w| w.ty(depth))),
            8 => format!("{}<{}>", self.rng.pick(&["Vec", "Option", "Box", "std::vec::Vec"]), self.ty(depth)),
            9 => format!("({})", self.ty(depth)),
            10 => format!("[{}]", self.ty(depth)),
            _ => self.strange(depth),
        }
    }

    fn strange(&mut self, depth: usize) -> String {
        match self.rng.below(6) {
            0 => format!("fn({}) -> {}", self.ty(depth), self.ty(depth)),
            1 => format!("impl Fn({}) -> {}", self.ty(depth), self.ty(depth)),
            2 => format!("*{} {}", self.rng.pick(&["const", "mut"]), self.ty(depth)),
            3 => format!("&dyn Fn({})", self.ty(depth)),
            4 => format!("(impl Iterator<Item = {}> + 'a)", self.ty(depth)),
            _ => "Box<dyn for<'b> Fn(&'b f64) -> f64 + Send>".to_owned(),
        }
    }
}
