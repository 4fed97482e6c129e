//! Literals of every kind.
use super::Wild;

const NUMBERS: [&str; 22] = [
    "0",
    "1",
    "2",
    "3usize",
    "7_i64",
    "0xff",
    "0b1_0",
    "0o17u8",
    "1f64",
    "2f32",
    "99999999999999999999999999999999999999999",
    "0.0",
    "0.5",
    "1.",
    "2.5e-3",
    "1e400",
    "1e10",
    "3.0f64",
    "0.5_f32",
    "1_000.25",
    "1.0own",
    "5own",
];

const OTHERS: [&str; 14] = [
    "true",
    "false",
    "'c'",
    "'\\u{1F600}'",
    "b'z'",
    "\"text\"",
    "\"{x} {{\"",
    "\"\"",
    "r#\"raw \"text\"\"#",
    "b\"bytes\"",
    "br\"raw\"",
    "c\"text\"",
    "\"größe\"",
    "'\\''",
];

impl Wild<'_> {
    /// A literal.
    pub fn literal(&mut self) -> String {
        if self.rng.percent(75) { self.number() } else { self.rng.pick(&OTHERS).to_owned() }
    }

    /// A literal of a number.
    pub fn number(&mut self) -> String {
        self.rng.pick(&NUMBERS).to_owned()
    }
}
