//! Expressions of the type that is asked for. All but calls, names and literals come in parentheses.
use super::{Kind, Typed};

const UNARY: [&str; 28] = [
    "sin",
    "cos",
    "tan",
    "exp",
    "exp2",
    "exp_m1",
    "ln",
    "ln_1p",
    "log2",
    "sqrt",
    "cbrt",
    "recip",
    "tanh",
    "sinh",
    "cosh",
    "asin",
    "atan",
    "asinh",
    "abs",
    "signum",
    "floor",
    "round",
    "fract",
    "relu",
    "sigmoid",
    "softplus",
    "to_radians",
    "trunc",
];
const BINARY: [&str; 8] = ["max", "min", "powf", "atan2", "hypot", "copysign", "rem_euclid", "log"];

impl Typed<'_> {
    /// A real, nested as deep as `depth`.
    pub(super) fn real(&mut self, depth: usize) -> String {
        if let Some(odd) = self.odd_expression() {
            return odd;
        }
        if depth == 0 {
            return self.real_atom();
        }
        let d = depth - 1;
        match self.rng.below(26) {
            0..=3 => self.real_atom(),
            4..=9 => {
                let op = self.rng.pick(&["+", "-", "*", "*", "/", "%"]);
                format!("({} {op} {})", self.real(d), self.real(d))
            }
            10..=12 => format!("{}.{}()", self.receiver(d), self.rng.pick(&UNARY)),
            13 => format!("{}.{}({})", self.receiver(d), self.rng.pick(&BINARY), self.real(d)),
            14 => format!("{}.powi({})", self.receiver(d), self.rng.pick(&["2", "3", "-1", "0", "2 + 1"])),
            15 => format!(
                "{}.{}({}, {})",
                self.receiver(d),
                self.rng.pick(&["mul_add", "clamp"]),
                self.real(d),
                self.real(d)
            ),
            16 if self.real != "S" => {
                let real = self.real;
                format!("{real}::{}({})", self.rng.pick(&UNARY), self.real(d))
            }
            16 | 17 => format!("(-{})", self.real(d)),
            18 => self.converted(d),
            19 | 20 => self.branches(d),
            21 => self.scoped(|t| format!("({{ {}{} }})", t.statement(d), t.real(d))),
            22 | 23 => self.called(d),
            24 => format!("({}, {}).{}", self.real(d), self.real(d), self.rng.below(2)),
            _ if self.rng.percent(15) => self.searched(d),
            _ => self.real_atom(),
        }
    }

    /// A real that a method can be called on.
    fn receiver(&mut self, depth: usize) -> String {
        let value = self.real(depth);
        if value.starts_with(|c: char| c.is_ascii_digit()) { format!("({value})") } else { value }
    }

    fn real_atom(&mut self) -> String {
        let index = |t: &mut Self| t.rng.pick(&["0", "1", "2", "1 + 1"]).to_owned();
        let found = match self.rng.below(10) {
            0..=3 => self.local(|l| l.kind == Kind::Real),
            4 => self.local(|l| l.kind == Kind::Array).map(|a| format!("{a}[{}]", index(self))),
            5 => self.local(|l| Kind::SEQUENCES.contains(&l.kind)).map(|a| format!("{a}[{}]", self.int(1))),
            6 => self.local(|l| l.kind == Kind::Net).map(|p| format!("{p}.{}", self.rng.pick(&["k", "w[1]", "w[2]"]))),
            7 => self.local(|l| l.kind == Kind::Grid).map(|a| format!("{a}[{}][{}]", self.int(0), self.rng.below(2))),
            8 => self.local(|l| l.kind == Kind::Pair).map(|p| format!("{p}.0")),
            _ => self.local(|l| matches!(l.kind, Kind::Ref | Kind::Cell)).map(|r| format!("(*{r})")),
        };
        match found {
            Some(text) if !self.rng.percent(10) => text,
            _ => self.real_literal(),
        }
    }

    fn real_literal(&mut self) -> String {
        let literal = self.rng.pick(&["0.0", "1.0", "0.5", "2.", "1e-3", "3.25"]);
        match self.real {
            "S" => self.rng.pick(&["S::from_f64(0.5)", "S::ONE", "S::ZERO"]).to_owned(),
            _ if self.rng.percent(10) => {
                let constant = self.rng.pick(&["consts::PI", "MAX", "EPSILON"]);
                format!("{}::{constant}", self.real)
            }
            _ => literal.to_owned(),
        }
    }

    /// A real made from an integer.
    fn converted(&mut self, depth: usize) -> String {
        let from = self.int(depth);
        match self.real {
            "S" => format!("S::from_f64({from} as f64)"),
            real => format!("({from} as {real})"),
        }
    }

    fn branches(&mut self, depth: usize) -> String {
        match self.rng.below(3) {
            0 | 1 => {
                let (condition, yes) = (self.flag(depth), self.tail(depth));
                let no = self.tail(depth);
                format!("(if {condition} {yes} else {no})")
            }
            _ => {
                let (on, guard) = (self.int(depth), self.flag(0));
                let (one, two, three) = (self.real(depth), self.tail(depth), self.real(depth));
                format!(
                    "(match {on} {{ 0 => {one}, 1..=3 | 7 if {guard} => {two} m => {three} * {} }})",
                    self.real_literal()
                )
            }
        }
    }

    /// A block that ends in a real.
    fn tail(&mut self, depth: usize) -> String {
        self.scoped(|t| {
            let before = if t.rng.percent(30) { t.statement(depth.min(1)) } else { String::new() };
            format!("{{ {before}{} }}", t.real(depth))
        })
    }

    /// A call of another differentiable function.
    fn called(&mut self, depth: usize) -> String {
        let sequence = self.local(|l| Kind::SEQUENCES.contains(&l.kind));
        let second = match sequence {
            Some(a) if self.rng.percent(60) => format!(", &{a}{}", self.rng.pick(&["", "", "[1..]", "[..n]", "[0]"])),
            _ => String::new(),
        };
        format!("{}({}{second})", self.rng.pick(&["g", "m::g", "helper"]), self.real(depth))
    }

    /// A loop that breaks with its value.
    fn searched(&mut self, depth: usize) -> String {
        self.scoped(|t| {
            let name = t.declare(Kind::Real, true);
            let (start, limit) = (t.real_literal(), t.int(0));
            let value = t.real(depth);
            format!("({{ let mut {name} = {start}; let mut k = 0; loop {{ k += 1; if k > {limit} {{ break {value} * {name}; }} {name} += {start}; }} }})")
        })
    }

    /// An integer.
    pub(super) fn int(&mut self, depth: usize) -> String {
        if depth == 0 || self.rng.percent(60) {
            let sequence = self.local(|l| l.kind == Kind::Grid || Kind::SEQUENCES.contains(&l.kind));
            return match (self.rng.below(8), sequence) {
                (0 | 1, Some(a)) => format!("{a}.len()"),
                (2, _) => self.local(|l| l.kind == Kind::Pair).map_or("2".to_owned(), |p| format!("{p}.1")),
                (3..=6, _) => self.local(|l| l.kind == Kind::Int).unwrap_or_else(|| "3".to_owned()),
                _ => self.rng.pick(&["0", "1", "2", "5"]).to_owned(),
            };
        }
        let d = depth - 1;
        match self.rng.below(6) {
            0..=2 => format!("({} {} {})", self.int(d), self.rng.pick(&["+", "*", "%", "-", "/", "&"]), self.int(d)),
            3 => format!("({} as usize)", self.real(d)),
            4 => {
                format!("{}.{}({})", self.int(0), self.rng.pick(&["min", "max", "pow", "saturating_sub"]), self.int(d))
            }
            _ => format!("(if {} {{ {} }} else {{ {} }})", self.flag(d), self.int(d), self.int(d)),
        }
    }

    /// A condition.
    pub(super) fn flag(&mut self, depth: usize) -> String {
        if let Some(odd) = self.odd_expression() {
            return odd;
        }
        let d = depth.saturating_sub(1);
        match self.rng.below(10) {
            0..=3 => format!("({} {} {})", self.real(d), self.rng.pick(&["<", ">", "<=", "=="]), self.real(d)),
            4 | 5 => format!("({} {} {})", self.int(d), self.rng.pick(&["<", "==", "!="]), self.int(d)),
            6 if depth > 0 => format!("({} {} {})", self.flag(d), self.rng.pick(&["&&", "||"]), self.flag(d)),
            7 if depth > 0 => format!("(!{})", self.flag(d)),
            8 => self.rng.pick(&["true", "false"]).to_owned(),
            _ => self.local(|l| l.kind == Kind::Flag).unwrap_or_else(|| "true".to_owned()),
        }
    }
}
