//! Longer chains of iterators over reals: where they begin, what adapts them, and what makes a real of them.
use super::expr::{Expr, Level};
use super::maker::{Choice, Maker};
use super::preferences::Preference;
use super::scope::{Access, Var};
use super::types::Ty;

/// Where reals come from.
const STARTS: &[Choice<String>] = &[
    Choice { name: "copied items", weight: 4, make: |m| Some(format!("{}.iter().copied()", m.reals_place()?)) },
    Choice { name: "chained items", weight: 2, make: |m| m.chained_items() },
    Choice { name: "mapped items", weight: 4, make: |m| m.mapped_items() },
    Choice { name: "mapped range", weight: 3, make: |m| m.mapped_range() },
    Choice { name: "mapped groups", weight: 4, make: |m| m.mapped_groups() },
];

/// What stands behind an iterator over reals and gives another.
const ADAPTERS: &[Choice<String>] = &[
    Choice { name: "map", weight: 4, make: |m| Some(format!(".map({})", m.of_item(Maker::real_stored))) },
    Choice { name: "filter", weight: 2, make: |m| m.tested("filter") },
    Choice { name: "take_while", weight: 2, make: |m| m.tested("take_while") },
    Choice { name: "skip_while", weight: 2, make: |m| m.tested("skip_while") },
    Choice { name: "map_while", weight: 2, make: |m| m.optional("map_while") },
    Choice { name: "filter_map", weight: 2, make: |m| m.optional("filter_map") },
    Choice { name: "scan", weight: 2, make: |m| m.scan() },
    Choice { name: "flat_map", weight: 2, make: |m| m.flat_map() },
    Choice { name: "flat chain", weight: 0, make: |m| m.flat_chain() },
    Choice { name: "enumerated", weight: 0, make: |m| m.enumerated() },
    Choice { name: "zipped", weight: 0, make: |m| m.zipped() },
    Choice { name: "step_by", weight: 1, make: |m| Some(format!(".step_by({})", m.random.between(1, 3))) },
    Choice { name: "skipped", weight: 1, make: |m| Some(format!(".skip({})", m.int_to(2).text)) },
    Choice { name: "taken", weight: 1, make: |m| Some(format!(".take({})", m.int_to(4).text)) },
];

/// What makes one real of an iterator over reals.
const LASTS: &[Choice<String>] = &[
    Choice { name: "summed", weight: 4, make: |_| Some(".sum::<f64>()".to_owned()) },
    Choice { name: "last", weight: 2, make: |m| Some(format!(".last().unwrap_or({})", m.real_stored().text)) },
    Choice { name: "nth", weight: 2, make: |m| m.nth() },
    Choice { name: "folded", weight: 3, make: |m| m.folded() },
    Choice { name: "reduced", weight: 2, make: |m| m.reduced() },
    Choice { name: "extreme", weight: 2, make: |m| m.extreme() },
    Choice { name: "found", weight: 2, make: |m| m.found() },
];

impl Maker<'_> {
    /// A real of a chain with a few adapters.
    pub fn stream(&mut self) -> Option<Expr> {
        let text = self.deeper(|m| m.reading(Maker::whole_stream))?;
        Some(Expr::atom(text, 8.0))
    }

    fn whole_stream(&mut self) -> Option<String> {
        let mut text = self.choose(STARTS)?;
        let (least, most) = if self.knobs.prefers == Some(Preference::Chains) { (2, 6) } else { (0, 3) };
        for _ in 0..self.random.between(least, most) {
            text += &self.choose(ADAPTERS)?;
        }
        Some(text + &self.choose(LASTS)?)
    }

    fn reals_place(&mut self) -> Option<String> {
        let (place, _) = self.sequence_of(Var::readable, |item, least| *item == Ty::Real && least > 0)?;
        Some(place.at(Level::Atom))
    }

    /// One sequence behind another: how many there are is known.
    fn chained_items(&mut self) -> Option<String> {
        let (one, other) = (self.reals_place()?, self.reals_place()?);
        let order = *self.random.of(&["", "", ".rev()"]);
        Some(format!("{one}.iter(){order}.chain({other}.iter()).copied()"))
    }

    /// `|v| body`
    fn of_item(&mut self, write: impl FnOnce(&mut Self) -> Expr) -> String {
        let name = self.name_for(&Ty::Real, &[]);
        let item = Var::new(name.clone(), Ty::Real, Access::Owned);
        let body = self.closure(vec![item], write);
        format!("|{name}| {}", typed(&body))
    }

    fn tested(&mut self, adapter: &str) -> Option<String> {
        let name = self.name_for(&Ty::Real, &[]);
        let item = Var::new(name.clone(), Ty::Real, Access::Owned);
        let test = self.closure(vec![item], Self::condition);
        Some(format!(".{adapter}(|&{name}| {})", test.text))
    }

    fn optional(&mut self, adapter: &str) -> Option<String> {
        let body = self.of_item(|m| {
            let (test, value) = (m.condition(), m.real_stored());
            Expr::atom(format!("if {} {{ Some({}) }} else {{ None }}", test.text, typed(&value)), 4.0)
        });
        Some(format!(".{adapter}({body})"))
    }

    /// The state of a `scan` fades, so that it stays small.
    fn scan(&mut self) -> Option<String> {
        let first = self.real_stored();
        let item = self.name_for(&Ty::Real, &[]);
        let var = Var::new(item.clone(), Ty::Real, Access::Owned);
        let value = self.closure(vec![var], |m| {
            let value = m.real();
            m.tame(value, 1.0)
        });
        let body = format!("{{ *fading = *fading * 0.5 + {}; Some(*fading) }}", value.at(Level::Product));
        Some(format!(".scan({}, |fading, {item}| {body})", typed(&first)))
    }

    fn flat_map(&mut self) -> Option<String> {
        let name = self.name_for(&Ty::Real, &[]);
        let item = Var::new(name.clone(), Ty::Real, Access::Owned);
        let both = self.closure(vec![item], |m| {
            let (a, b) = (m.real_stored(), m.real_stored());
            Expr::atom(format!("[{}, {}]", typed(&a), typed(&b)), 4.0)
        });
        Some(format!(".flat_map(|{name}| {})", both.text))
    }

    /// The items of a chain inside: its closures take what they mention with them.
    fn flat_chain(&mut self) -> Option<String> {
        let place = self.reals_place()?;
        let mut inner = format!("{place}.iter().copied()");
        for _ in 0..self.random.between(0, 3) {
            let count = self.random.below(4);
            inner += &match self.random.below(8) {
                0 => format!(".take({count})"),
                1 => ".skip(1)".to_owned(),
                2 => ".filter(move |w| *w > outer - 0.3717)".to_owned(),
                3 => ".take_while(move |w| *w < outer + 0.5171)".to_owned(),
                4 => ".flat_map(move |w| [w, outer])".to_owned(),
                5 => ".filter_map(move |w| if w < outer { Some(w * outer) } else { None })".to_owned(),
                6 => ".scan(0.1, move |held, w| { *held = *held * 0.5 + w * outer; Some(*held) })".to_owned(),
                _ => ".map(move |w| (w * outer).sin())".to_owned(),
            };
        }
        Some(format!(".flat_map(|outer| {inner})"))
    }

    fn enumerated(&mut self) -> Option<String> {
        let test = *self.random.of(&["*k % 2 == 0", "*k > 0", "*k != 1"]);
        Some(match self.random.below(2) {
            0 => ".enumerate().map(|(k, w)| w * (0.5 + 0.25 * k as f64))".to_owned(),
            _ => format!(".enumerate().filter(|(k, _)| {test}).map(|(_, w)| w)"),
        })
    }

    fn zipped(&mut self) -> Option<String> {
        let place = self.reals_place()?;
        Some(format!(".zip({place}.iter()).map(|(w, other)| w * 0.5 + other * 0.25)"))
    }

    fn mapped_items(&mut self) -> Option<String> {
        let place = self.reals_place()?;
        let order = *self.random.of(&["", "", ".rev()", ".skip(1)"]);
        let name = self.name_for(&Ty::Real, &[]);
        let item = Var::new(name.clone(), Ty::Real, Access::Shared);
        let body = self.closure(vec![item], Self::real_stored);
        Some(format!("{place}.iter(){order}.map(|{name}| {})", typed(&body)))
    }

    fn mapped_range(&mut self) -> Option<String> {
        let end = self.int_to(4);
        let name = self.name_for(&Ty::Int, &[]);
        let item = Var { max: 4, ..Var::new(name.clone(), Ty::Int, Access::Owned) };
        let body = self.closure(vec![item], Self::real_stored);
        let order = *self.random.of(&["", "", ".rev()"]);
        Some(format!("(0..{}){order}.map(|{name}| {})", end.at(Level::Sum), typed(&body)))
    }

    /// Neighbours, or pieces of a sequence, each a slice.
    fn mapped_groups(&mut self) -> Option<String> {
        let place = self.reals_place()?;
        let (method, least) = *self.random.of(&[("windows", 2), ("chunks_exact", 2), ("chunks", 1)]);
        let name = self.name_for(&Ty::Real, &[]);
        let item = Var::new(name.clone(), Ty::Slice(Box::new(Ty::Real), least), Access::Shared);
        let body = self.closure(vec![item], Self::real_stored);
        Some(format!("{place}.{method}(2).map(|{name}| {})", typed(&body)))
    }

    fn nth(&mut self) -> Option<String> {
        let (at, otherwise) = (self.int_to(3), self.real_stored());
        Some(format!(".nth({}).unwrap_or({})", at.text, otherwise.text))
    }

    fn folded(&mut self) -> Option<String> {
        let first = self.real_stored();
        let (state, item) = (self.name_for(&Ty::Real, &[]), "item".to_owned());
        let vars = [&state, &item].map(|name| Var::new(name.clone(), Ty::Real, Access::Owned));
        let body = self.closure(vars.to_vec(), |m| {
            let value = m.real();
            m.tame(value, 2.0)
        });
        Some(format!(".fold({}, |{state}, {item}| {})", typed(&first), body.text))
    }

    fn reduced(&mut self) -> Option<String> {
        let names = ["left", "right"];
        let vars = names.map(|name| Var::new(name, Ty::Real, Access::Owned));
        let body = self.closure(vars.to_vec(), Self::real_stored);
        let otherwise = self.real_stored();
        Some(format!(".reduce(|left, right| {}).unwrap_or({})", typed(&body), otherwise.text))
    }

    fn extreme(&mut self) -> Option<String> {
        let (method, otherwise) = (*self.random.of(&["max_by", "min_by"]), self.real_stored());
        let order = *self.random.of(&["|a, b| a.total_cmp(b)", "|a, b| a.partial_cmp(b).unwrap()", "f64::total_cmp"]);
        Some(format!(".{method}({order}).unwrap_or({})", otherwise.text))
    }

    fn found(&mut self) -> Option<String> {
        let otherwise = self.real_stored();
        Some(format!("{}.unwrap_or({})", self.tested("find")?, otherwise.text))
    }
}

/// The text of a real whose type is known; the macro does not see that of a field.
fn typed(value: &Expr) -> String {
    match value {
        v if !v.typed => format!("({} as f64)", v.at(Level::Unary)),
        v if v.level <= Level::Unary && v.text.contains('.') && !v.text.contains('(') => format!("1.0 * {}", v.text),
        v => v.text.clone(),
    }
}
