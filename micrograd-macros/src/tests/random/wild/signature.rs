//! Signatures of every kind.
use super::Wild;

const BEFORE: [&str; 12] = [
    "",
    "",
    "",
    "pub ",
    "pub(crate) ",
    "#[inline] ",
    "#[must_use] pub ",
    "#[doc = \"Docs.\"] ",
    "#[cfg(test)] #[allow(unused)] ",
    "#[deprecated(note = \"old\")] ",
    "pub(in crate::m) ",
    "/// Docs.\n",
];
const QUALIFIERS: [&str; 16] = [
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "const ",
    "async ",
    "unsafe ",
    "unsafe ",
    "extern \"C\" ",
    "extern ",
    "const unsafe extern \"C\" ",
    "async unsafe ",
];
const GENERICS: [&str; 18] = [
    "",
    "",
    "",
    "",
    "",
    "",
    "<>",
    "<'a>",
    "<'a, 'b: 'a>",
    "<S: Scalar>",
    "<S: micrograd::Scalar + Copy>",
    "<T>",
    "<S: Scalar, T: Scalar>",
    "<const N: usize>",
    "<'a, S: Scalar, const N: usize = 3>",
    "<S>",
    "<#[cfg(x)] S: Scalar>",
    "<F: Fn(f64) -> f64>",
];
const CLAUSES: [&str; 9] = [
    "",
    "",
    "",
    "",
    "",
    " where",
    " where S: Scalar",
    " where S: Scalar + 'a, T: for<'b> Fn(&'b f64), 'a: 'b",
    " where [f64; N]: Sized, f64: Into<S>,",
];
const RECEIVERS: [&str; 8] =
    ["self", "&self", "&mut self", "mut self", "&'a self", "self: &Self", "self: Box<Self>", "&'a mut self"];

impl Wild<'_> {
    /// Everything before the body.
    pub fn signature(&mut self) -> String {
        let before = format!("{}{}", self.rng.pick(&BEFORE), self.rng.pick(&QUALIFIERS));
        let name = self.rng.pick(&["f", "f", "f", "x", "S", "r#fn", "größe", "Loss", "_f", "grad_f", "wrong"]);
        let (generics, clause) = (self.rng.pick(&GENERICS), self.rng.pick(&CLAUSES));
        let result = self.result();
        format!("{before}fn {name}{generics}({}){result}{clause}", self.parameters())
    }

    /// What stands in the parentheses behind the name.
    pub fn parameters(&mut self) -> String {
        let mut all = Vec::new();
        if self.rng.percent(7) {
            all.push(self.rng.pick(&RECEIVERS).to_owned());
        }
        for _ in 0..self.rng.below(5) {
            let parameter = self.parameter();
            all.push(parameter);
        }
        if self.rng.percent(2) {
            all.push(self.rng.pick(&["...", "rest: ..."]).to_owned());
        }
        all.join(", ")
    }

    /// A parameter: mostly a name and a usual type, else any pattern and any type.
    pub fn parameter(&mut self) -> String {
        let attribute = self.rng.pick(&["", "", "", "", "", "", "", "", "", "#[allow(unused)] ", "#[cfg(x)] "]);
        let pattern = match self.rng.below(10) {
            0 => self.simple_pattern(2),
            1 => format!("mut {}", self.name()),
            2 => "_".to_owned(),
            _ => self.name().to_owned(),
        };
        let usual = ["f64", "f64", "&[f64]", "&[f64; 3]", "usize", "S", "f32", "&f64", "(f64, f64)", "&mut [f64]"];
        let ty = if self.rng.percent(70) { self.rng.pick(&usual).to_owned() } else { self.ty(3) };
        format!("{attribute}{pattern}: {ty}")
    }

    fn result(&mut self) -> String {
        match self.rng.below(10) {
            0 => String::new(),
            1..=3 => " -> f64".to_owned(),
            4 => " -> S".to_owned(),
            5 => " -> [f64; 3]".to_owned(),
            6 => " -> (f64, usize)".to_owned(),
            _ => format!(" -> {}", self.ty(2)),
        }
    }
}
