//! Patterns of every kind.
use super::Wild;

impl Wild<'_> {
    /// Any pattern, with alternatives at its top.
    pub fn pattern(&mut self, depth: usize) -> String {
        let count = if self.rng.percent(15) { 2 + self.rng.below(2) } else { 1 };
        let parts: Vec<_> = (0..count).map(|_| self.simple_pattern(depth)).collect();
        format!("{}{}", self.rng.maybe(3, "| "), parts.join(" | "))
    }

    /// A pattern without alternatives at its top.
    pub fn simple_pattern(&mut self, depth: usize) -> String {
        if depth == 0 || self.rng.percent(35) {
            return self.leaf();
        }
        let depth = depth - 1;
        match self.rng.below(13) {
            0..=2 => format!("({}, {})", self.pattern(depth), self.list(2, |w| w.pattern(depth))),
            3 | 4 => self.slice(depth),
            5 => format!("&{}{}", self.rng.maybe(20, "mut "), self.closed(depth)),
            6 => format!("{} @ {}", self.name(), self.closed(depth)),
            7 => format!("P {{ x, y: {}{} }}", self.pattern(depth), self.rng.maybe(50, ", ..")),
            8 => format!("{}({})", self.rng.pick(&["Some", "E::V", "P"]), self.list(2, |w| w.pattern(depth))),
            9 => format!("({})", self.pattern(depth)),
            10 => format!("(.., {})", self.pattern(depth)),
            11 => format!("P {{ ref x, ref mut y, 0: {} }}", self.pattern(depth)),
            _ => self.rng.pick(&["own!(x)", "const { 3 }", "Self::G", "<f64 as Scalar>::ONE", "m::G"]).to_owned(),
        }
    }

    /// A pattern that stands for itself next to anything.
    pub fn closed(&mut self, depth: usize) -> String {
        let pattern = self.pattern(depth);
        let is_word = pattern.chars().all(|c| c.is_alphabetic() || c == '_');
        if is_word { pattern } else { format!("({pattern})") }
    }

    fn slice(&mut self, depth: usize) -> String {
        let rest = self.rng.pick(&["", "", ", ..", ", t @ ..", ", .., p"]);
        let first = self.pattern(depth);
        // a range without an end would read as the rest of the slice
        if first.contains("..") { format!("[({first}){rest}]") } else { format!("[{first}{rest}]") }
    }

    fn leaf(&mut self) -> String {
        match self.rng.below(10) {
            0..=3 => self.name().to_owned(),
            4 => "_".to_owned(),
            5 => format!("{}{}", self.rng.pick(&["mut ", "ref ", "ref mut "]), self.name()),
            6 => self.literal(),
            7 => format!("-{}", self.number()),
            8 => self.range_pattern(),
            _ => self.rng.pick(&["None", "G", "S", "K", "()", "..", "x @ 1", "n @ 1..=3", "..=0.5"]).to_owned(),
        }
    }

    fn range_pattern(&mut self) -> String {
        let ends = ["0", "1", "9", "-1", "0.5", "'a'", "b'z'", "G", "f64::MAX", "i32::MIN"];
        let (from, to) = (self.rng.pick(&ends), self.rng.pick(&ends));
        match self.rng.below(4) {
            0 => format!("{from}..={to}"),
            1 => format!("{from}..{to}"),
            2 => format!("{from}.."),
            _ => format!("..{to}"),
        }
    }
}
