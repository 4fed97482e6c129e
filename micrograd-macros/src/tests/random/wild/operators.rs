//! Expressions without blocks: operators, calls, what is put together and what is taken out.
use super::Wild;

const BINARY: [&str; 18] =
    ["+", "-", "*", "/", "%", "+", "*", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "&", "|", "^"];
const ASSIGN: [&str; 13] = ["=", "=", "=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="];
const CALLEES: [&str; 24] = [
    "g",
    "m::g",
    "f",
    "g::<f64>",
    "Some",
    "Ok",
    "f64::sin",
    "f64::max",
    "f64::powi",
    "f64::from",
    "S::from_f64",
    "std::mem::swap",
    "core::mem::replace",
    "Vec::new",
    "Vec::with_capacity",
    "Box::new",
    "stop_gradient",
    "drop",
    "f64::mul_add",
    "usize::min",
    "<f64>::sqrt",
    "<f64 as Scalar>::exp",
    "Default::default",
    "std::iter::repeat",
];
const METHODS: [&str; 72] = [
    "sin",
    "cos",
    "exp",
    "ln",
    "sqrt",
    "tanh",
    "abs",
    "powi",
    "powf",
    "max",
    "min",
    "clamp",
    "mul_add",
    "sin_cos",
    "hypot",
    "atan2",
    "recip",
    "floor",
    "rem_euclid",
    "signum",
    "copysign",
    "relu",
    "total_cmp",
    "partial_cmp",
    "is_nan",
    "to_bits",
    "to_f64",
    "len",
    "is_empty",
    "iter",
    "iter_mut",
    "into_iter",
    "map",
    "filter",
    "fold",
    "sum",
    "sum::<f64>",
    "product",
    "collect",
    "collect::<Vec<_>>",
    "zip",
    "enumerate",
    "rev",
    "skip",
    "take",
    "step_by",
    "windows",
    "chunks",
    "chunks_exact",
    "copied",
    "cloned",
    "for_each",
    "max_by",
    "first",
    "last",
    "get",
    "get_mut",
    "swap",
    "fill",
    "push",
    "pop",
    "extend",
    "split_at",
    "split_at_mut",
    "copy_from_slice",
    "unwrap",
    "unwrap_or",
    "as_ref",
    "clone",
    "to_vec",
    "pow",
    "wrapping_add",
];

impl Wild<'_> {
    /// An operation on parts that are nested as deep as `depth`.
    pub fn operation(&mut self, depth: usize) -> String {
        match self.rng.below(22) {
            0..=3 => {
                let op = self.rng.pick(&BINARY);
                format!("{} {op} {}", self.operand(depth), self.operand(depth))
            }
            4 => format!("{} {} {}", self.operand(depth), self.rng.pick(&["<<", ">>"]), self.operand(depth)),
            5 => format!("{}{}", self.rng.pick(&["-", "!", "*", "**", "--"]), self.operand(depth)),
            6..=8 => self.method(depth),
            9 | 10 => self.call(depth),
            11 | 12 => self.index(depth),
            13 => format!("{}.{}", self.operand(depth), self.rng.pick(&["0", "1", "x", "field", "0.1", "1.0.x"])),
            14 => format!("{} as {}", self.operand(depth), self.ty(1)),
            15 => self.assignment(depth),
            16 => self.range(depth),
            17 => self.reference(depth),
            18 | 19 => self.made(depth),
            20 => format!("({})", self.expr(depth)),
            _ => format!("{}{}", self.operand(depth), self.rng.pick(&["?", ".await", ".await?", "?.x"])),
        }
    }

    fn method(&mut self, depth: usize) -> String {
        let (receiver, method) = (self.operand(depth), self.rng.pick(&METHODS));
        let arguments = match self.rng.below(4) {
            0 | 1 => String::new(),
            2 => self.expr(depth),
            _ => self.list(3, |w| w.expr(depth.min(1))),
        };
        format!("{receiver}.{method}({arguments})")
    }

    fn call(&mut self, depth: usize) -> String {
        let arguments = self.list(3, |w| match w.rng.below(4) {
            0 => format!("&{}", w.operand(depth)),
            1 => format!("&mut {}", w.operand(depth)),
            _ => w.expr(depth),
        });
        let callee =
            if self.rng.percent(80) { self.rng.pick(&CALLEES).to_owned() } else { format!("({})", self.expr(depth)) };
        format!("{callee}({arguments})")
    }

    fn index(&mut self, depth: usize) -> String {
        let base = self.operand(depth);
        let index = if self.rng.percent(60) { self.expr(depth) } else { self.range(depth) };
        format!("{base}[{index}]{}", self.rng.maybe(20, "[0]"))
    }

    /// A range of any kind.
    pub fn range(&mut self, depth: usize) -> String {
        let (from, to) = (self.operand(depth), self.operand(depth));
        match self.rng.below(6) {
            0 => format!("{from}..{to}"),
            1 => format!("{from}..={to}"),
            2 => format!("{from}.."),
            3 => format!("..{to}"),
            4 => format!("..={to}"),
            _ => "..".to_owned(),
        }
    }

    fn reference(&mut self, depth: usize) -> String {
        let sign = self.rng.pick(&["&", "&", "&", "&mut ", "&mut ", "&raw const ", "&raw mut ", "&&"]);
        format!("{sign}{}", self.operand(depth))
    }

    /// An assignment of any kind, also one that takes its value apart.
    pub fn assignment(&mut self, depth: usize) -> String {
        let op = self.rng.pick(&ASSIGN);
        let place = match self.rng.below(10) {
            0..=3 => self.name().to_owned(),
            4 => format!("{}[{}]", self.name(), self.expr(depth)),
            5 => format!("*{}", self.operand(depth)),
            6 => format!("({}, {})", self.operand(0), self.operand(0)),
            7 => self.rng.pick(&["(x, ..)", "[x, y, ..]", "[a[0], _]", "(x, (y, _))", "P { x, y: t, .. }"]).to_owned(),
            8 => "_".to_owned(),
            _ => self.operand(depth),
        };
        // only a place takes `=`, but the parser lets anything pass that is in parentheses
        format!("{place} {op} {}", self.operand(depth))
    }

    /// Arrays, tuples and structs.
    fn made(&mut self, depth: usize) -> String {
        match self.rng.below(7) {
            0 | 1 => format!("[{}]", self.list(3, |w| w.expr(depth))),
            2 => format!("[{}; {}]", self.expr(depth), self.rng.pick(&["0", "3", "N", "n", "a.len()", "{ 2 + 1 }"])),
            3 => format!("({}, {})", self.expr(depth), self.list(2, |w| w.expr(depth))),
            4 => self.rng.pick(&["()", "(x,)", "[]", "P {}", "P { ..p }", "P { x }"]).to_owned(),
            5 => format!("P {{ x: {}, 0: {} }}", self.expr(depth), self.expr(depth)),
            _ => format!("m::P::<f64> {{ x: {}, ..{} }}", self.expr(depth), self.expr(depth)),
        }
    }
}
