//! Items around functions: `impl` blocks, traits; and types.
use super::super::typed::Typed;
use super::Wild;

const HEADS: [&str; 16] = [
    "impl Net",
    "impl Net",
    "impl P<f64>",
    "impl<S: Scalar> P<S>",
    "impl Energy for Net",
    "impl Add<f64> for P",
    "impl Neg for Net",
    "unsafe impl<T> Energy for m::P<T> where T: Copy",
    "impl<'a, const N: usize> Grid<'a, N>",
    "impl r#type",
    "impl [f64; 3]",
    "impl (dyn Energy + Send)",
    "impl dyn Energy + 'static",
    "impl !Send for Net",
    "impl<T> Energy for &T",
    "impl Energy for fn(f64) -> f64",
];
const MARKS: [&str; 10] = [
    "#[differentiable] ",
    "#[differentiable] ",
    "#[differentiable] ",
    "#[micrograd::differentiable] ",
    "#[differentiable(recursive)] ",
    "#[differentiable(always)] #[differentiable] ",
    "#[differentiable = 1] ",
    "#[differentiable(own)] ",
    "",
    "#[inline] ",
];
const MEMBERS: [&str; 6] = [
    "const G: f64 = 1.0;",
    "type Output = f64;",
    "own!();",
    "fn plain(&self) -> f64 { 1.0 }",
    "#[differentiable] const N: usize = 3;",
    "fn none();",
];
const GENERICS: [&str; 10] = [
    "",
    "",
    "",
    "<S>",
    "<S: Scalar>",
    "<T = f64>",
    "<'a, T>",
    "<const N: usize>",
    "<'a, S: Scalar, const N: usize = 3>",
    "<T: Energy<T> + ?Sized>",
];
const CLAUSES: [&str; 5] = ["", "", "", " where T: Copy", " where S: Scalar, [f64; N]: Sized,"];
const ON_TYPES: [&str; 12] = [
    "",
    "",
    "",
    "",
    "#[differentiable(f32)] ",
    "#[differentiable(crate = \"m::own\")] ",
    "#[differentiable(own)] ",
    "#[differentiable(f32, crate = 3)] ",
    "#[non_exhaustive] ",
    "#[repr(C)] ",
    "#[derive(Clone, Debug)] ",
    "#[doc = \"Docs.\"] pub ",
];
const ON_FIELDS: [&str; 10] = [
    "",
    "",
    "",
    "",
    "pub ",
    "pub(crate) ",
    "#[differentiable(skip)] ",
    "#[differentiable(own)] ",
    "#[cfg(x)] ",
    "/// Docs.\n",
];

impl Wild<'_> {
    /// An `impl` block.
    pub fn methods(&mut self) -> String {
        let head = self.rng.pick(&HEADS);
        let mut members = String::new();
        for _ in 0..=self.rng.below(3) {
            let member = self.member();
            members += &member;
            members.push(' ');
        }
        format!("{head} {{ {members}}}")
    }

    fn member(&mut self) -> String {
        if self.rng.percent(10) {
            return self.rng.pick(&MEMBERS).to_owned();
        }
        let mark = self.rng.pick(&MARKS);
        let odd = [0, 60][self.rng.below(2)];
        let method = if self.rng.percent(85) { Typed::new(self.rng, odd).method() } else { self.function() };
        format!("{mark}{method}")
    }

    /// A trait.
    pub fn interface(&mut self) -> String {
        let (before, generics) = (self.rng.pick(&["", "pub ", "unsafe ", "pub(crate) "]), self.rng.pick(&GENERICS));
        let above = self.rng.pick(&["", "", ": Copy", ": Energy + 'static"]);
        let mut members = String::new();
        for _ in 0..=self.rng.below(3) {
            let mark = self.rng.pick(&MARKS);
            let member = match self.rng.below(10) {
                0 => self.rng.pick(&MEMBERS).to_owned(),
                1 => Typed::new(self.rng, 0).method().replace("pub ", ""),
                2 => format!("{mark}fn f({}) -> {};", self.parameters(), self.ty(2)),
                3 => format!("{mark}{}", self.function()),
                _ => format!("{mark}fn f(&self, {}) -> f64;", self.parameter()),
            };
            members += &member;
            members.push(' ');
        }
        let name = self.rng.pick(&["Energy", "r#type", "S"]);
        format!("{before}trait {name}{generics}{above} {{ {members}}}")
    }

    /// A struct, an enum or a union.
    pub fn declared(&mut self) -> String {
        let (on, name) = (self.rng.pick(&ON_TYPES), self.rng.pick(&["Net", "P", "S", "r#type", "Größe", "NetAt"]));
        let (generics, clause) = (self.rng.pick(&GENERICS), self.rng.pick(&CLAUSES));
        match self.rng.below(9) {
            0..=3 => format!("{on}struct {name}{generics}{clause} {{ {} }}", self.list(3, Self::field)),
            4 | 5 => format!("{on}struct {name}{generics}({}){clause};", self.list(3, Self::unnamed)),
            6 => format!("{on}struct {name}{generics}{clause};"),
            7 => format!("{on}enum {name}{generics}{clause} {{ {} }}", self.list(3, Self::variant)),
            _ => format!("union {name}{generics}{clause} {{ x: f64, {} }}", self.list(1, Self::field)),
        }
    }

    fn field(&mut self) -> String {
        format!(
            "{}{}: {}",
            self.rng.pick(&ON_FIELDS),
            self.rng.pick(&["x", "y", "r#type", "größe", "s"]),
            self.field_type()
        )
    }

    fn unnamed(&mut self) -> String {
        format!("{}{}", self.rng.pick(&ON_FIELDS), self.field_type())
    }

    fn field_type(&mut self) -> String {
        let usual =
            ["f64", "f64", "f64", "usize", "[f64; 3]", "Vec<f64>", "Option<f64>", "S", "P<f64>", "Net", "&'a [f64]"];
        if self.rng.percent(75) { self.rng.pick(&usual).to_owned() } else { self.ty(2) }
    }

    fn variant(&mut self) -> String {
        let name = self.rng.pick(&["A", "B", "r#type", "S"]).to_owned();
        match self.rng.below(4) {
            0 => name,
            1 => format!("{name} = {}", self.rng.pick(&["1", "-1", "{ 2 + 1 }"])),
            2 => format!("{}{name}({})", self.rng.maybe(20, "#[differentiable(skip)] "), self.list(2, Self::unnamed)),
            _ => format!("{name} {{ {} }}", self.list(2, Self::field)),
        }
    }
}
