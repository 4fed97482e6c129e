//! Macros, with arguments as they should be and as they should not.
use super::Wild;

const OUTPUT: [&str; 8] = ["println", "print", "eprintln", "eprint", "format", "panic", "todo", "unimplemented"];
const FORMATS: [&str; 14] = [
    "\"\"",
    "\"{x}\"",
    "\"{} {:?}\"",
    "\"{x:>1$} {0}\"",
    "\"{{x}}\"",
    "\"{\"",
    "\"{größe}\"",
    "\"{x.y}\"",
    "\"{r#type}\"",
    "\"{n:width$.p$}\"",
    "\"{x} {x}\"",
    "\"{_}\"",
    "r\"{x}\"",
    "concat!(\"{\", \"}\")",
];
const ODD: [&str; 30] = [
    "assert!()",
    "assert!(,)",
    "assert_eq!(x)",
    "assert_ne!()",
    "debug_assert!()",
    "debug_assert_eq!(x, y,)",
    "println!(x)",
    "println!(if)",
    "println!(\"{}\" x)",
    "println!(\"{x}\", x = )",
    "println!(\"{x}\", 3 = x)",
    "println!(b\"{x}\")",
    "panic!(x, y)",
    "unreachable!(\"{n}\", n = n + 1)",
    "vec![]",
    "vec![0.0; n]",
    "vec![x, y, 1.0]",
    "vec! { x; 3 }",
    "cfg!(debug_assertions)",
    "cfg!()",
    "matches!(x, 0.0..=1.0 if flag)",
    "matches!(n, Some(k) | Ok(k))",
    "dbg!(x)",
    "write!(s, \"{x}\")",
    "include_str!(\"none\")",
    "line!()",
    "m::own!(x => { y })",
    "std::println!()",
    "::core::assert!(x > 0.0)",
    "stringify!(fn => { ; })",
];

impl Wild<'_> {
    /// A macro, its parts nested as deep as `depth`.
    pub fn macro_call(&mut self, depth: usize) -> String {
        match self.rng.below(5) {
            0 => {
                let (name, format) = (self.rng.pick(&OUTPUT), self.rng.pick(&FORMATS));
                let arguments = self.arguments(depth);
                format!("{name}!({format}{arguments})")
            }
            1 => {
                let name = self.rng.pick(&["assert", "debug_assert", "std::assert"]);
                let message = self.message(depth);
                format!("{name}!({}{message})", self.expr(depth))
            }
            2 => {
                let name = self.rng.pick(&["assert_eq", "assert_ne", "debug_assert_eq", "debug_assert_ne"]);
                let message = self.message(depth);
                format!("{name}!({}, {}{message})", self.expr(depth), self.expr(depth))
            }
            3 => {
                let name = self.rng.pick(&["vec", "own", "matches", "dbg", "println", "assert_eq"]);
                let (open, close) = [("(", ")"), ("[", "]"), ("{", "}")][self.rng.below(3)];
                format!("{name}!{open}{}{close}", self.list(2, |w| w.expr(depth)))
            }
            _ => self.rng.pick(&ODD).to_owned(),
        }
    }

    fn message(&mut self, depth: usize) -> String {
        self.maybe(40, |w| format!(", {}{}", w.rng.pick(&FORMATS), w.arguments(depth)))
    }

    fn arguments(&mut self, depth: usize) -> String {
        let argument = |w: &mut Self| match w.rng.below(3) {
            0 => format!(", {} = {}", w.name(), w.operand(depth)),
            _ => format!(", {}", w.expr(depth)),
        };
        (0..self.rng.below(3)).map(|_| argument(self)).collect()
    }
}
