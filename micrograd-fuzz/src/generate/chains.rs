//! Chains of iterators, and closures. What a closure captures is only read while it is in use.
use super::expr::{Expr, Level};
use super::maker::{Choice, Maker};
use super::scope::{Access, Lent, Var};
use super::types::Ty;

/// What makes a real of an iterator.
const ENDS: &[Choice<(String, Source)>] = &[
    Choice { name: "mapped sum", weight: 6, make: |m| m.mapped_sum() },
    Choice { name: "filtered sum", weight: 3, make: |m| m.filtered_sum() },
    Choice { name: "fold", weight: 4, make: |m| m.fold() },
    Choice { name: "product of items", weight: 1, make: |m| m.items_product() },
    Choice { name: "largest", weight: 1, make: |m| m.largest() },
];

/// An iterator: its text, and the patterns and variables of its items.
#[derive(Debug)]
pub struct Source {
    text: String,
    pattern: String,
    items: Vec<Var>,
}

impl Maker<'_> {
    /// A real from a chain of iterators.
    pub fn chain(&mut self) -> Option<Expr> {
        let (text, _) = self.deeper(|m| m.choose(ENDS))?;
        Some(Expr::atom(text, 8.0))
    }

    /// Writes while nothing that is in scope can be changed.
    pub fn reading<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        self.keeping(|_| true, write)
    }

    /// Writes while some of what is in scope cannot be changed.
    pub fn keeping<T>(&mut self, kept: impl Fn(&Var) -> bool, write: impl FnOnce(&mut Self) -> T) -> T {
        let free = self.scope.all(|v| v.lent == Lent::Free && kept(v));
        for k in &free {
            self.scope.var_mut(*k).lent = Lent::Shared;
        }
        let made = write(self);
        for k in &free {
            self.scope.var_mut(*k).lent = Lent::Free;
        }
        made
    }

    /// The body of a closure over the items of a source.
    pub fn closure(&mut self, items: Vec<Var>, write: impl FnOnce(&mut Self) -> Expr) -> Expr {
        self.closures += 1;
        let body = self.reading(|m| {
            m.within(|m| {
                for v in items {
                    m.declare(v);
                }
                write(m)
            })
        });
        self.closures -= 1;
        body
    }

    /// An iterator over reals, or over a range.
    fn source(&mut self) -> Option<Source> {
        if self.random.percent(25) {
            let (range, max) = (self.int_to(4), 4);
            let name = self.name_for(&Ty::Int, &[]);
            let item = Var { max, ..Var::new(name.clone(), Ty::Int, Access::Owned) };
            let text = format!("(0..{})", range.at(Level::Sum));
            return Some(Source { text, pattern: name, items: vec![item] });
        }
        let mut source = self.items(&[])?;
        if self.random.percent(30) {
            let taken: Vec<String> = source.items.iter().map(|v| v.name.clone()).collect();
            let other = self.items(&taken)?;
            source.text = format!("{}.zip({})", source.text, other.text);
            source.pattern = format!("({}, {})", source.pattern, other.pattern);
            source.items.extend(other.items);
        }
        if self.random.percent(20) {
            let name = self.name_for(&Ty::Int, &[]);
            source.text += ".enumerate()";
            source.pattern = format!("({name}, {})", source.pattern);
            source.items.push(Var { max: 200, ..Var::new(name, Ty::Int, Access::Owned) });
        }
        Some(source)
    }

    /// The items of a sequence of reals, or its pairs of neighbours.
    fn items(&mut self, taken: &[String]) -> Option<Source> {
        let (place, _) = self.sequence_of(Var::readable, |item, least| *item == Ty::Real && least > 0)?;
        let place = place.at(Level::Atom);
        let name = self.name_for(&Ty::Real, taken);
        if self.random.percent(15) {
            let item = Var::new(name.clone(), Ty::Slice(Box::new(Ty::Real), 2), Access::Shared);
            return Some(Source { text: format!("{place}.windows(2)"), pattern: name, items: vec![item] });
        }
        let copied = self.random.percent(40);
        let item = Var::new(name.clone(), Ty::Real, if copied { Access::Owned } else { Access::Shared });
        let (adapter, pattern) = match (copied, self.random.percent(50)) {
            (true, true) => (".copied()", name),
            (true, false) => ("", format!("&{name}")),
            _ => ("", name),
        };
        let order = *self.random.of(&["", "", "", ".rev()", ".skip(1)", ".take(2)"]);
        Some(Source { text: format!("{place}.iter(){order}{adapter}"), pattern, items: vec![item] })
    }

    fn mapped_sum(&mut self) -> Option<(String, Source)> {
        let mut source = self.source()?;
        let body = self.closure(std::mem::take(&mut source.items), Self::real_stored);
        let Source { text, pattern, .. } = &source;
        Some((format!("{text}.map(|{pattern}| {}).sum::<f64>()", body.text), source))
    }

    fn filtered_sum(&mut self) -> Option<(String, Source)> {
        let (place, _) = self.sequence_of(Var::readable, |item, least| *item == Ty::Real && least > 0)?;
        let place = place.at(Level::Atom);
        let name = self.name_for(&Ty::Real, &[]);
        let item = Var::new(name.clone(), Ty::Real, Access::Owned);
        let test = self.closure(vec![item.clone()], Self::condition);
        let body = self.closure(vec![item.clone()], Self::real_stored);
        let text =
            format!("{place}.iter().copied().filter(|&{name}| {}).map(|{name}| {}).sum::<f64>()", test.text, body.text);
        Some((text, Source { text: place, pattern: name, items: vec![item] }))
    }

    fn fold(&mut self) -> Option<(String, Source)> {
        // what is iterated over is borrowed already when the first value is evaluated
        let first = self.reading(Self::real_stored);
        let mut source = self.source()?;
        let taken: Vec<String> = source.items.iter().map(|v| v.name.clone()).collect();
        let state = self.name_for(&Ty::Real, &taken);
        let mut items = std::mem::take(&mut source.items);
        items.push(Var::new(state.clone(), Ty::Real, Access::Owned));
        let body = self.closure(items, |m| {
            let x = m.real();
            m.tame(x, 2.0)
        });
        let Source { text, pattern, .. } = &source;
        let first = if first.typed { first.text } else { format!("({} as f64)", first.at(Level::Unary)) };
        Some((format!("{text}.fold({first}, |{state}, {pattern}| {})", body.text), source))
    }

    fn items_product(&mut self) -> Option<(String, Source)> {
        let mut source = self.source()?;
        let body = self.closure(std::mem::take(&mut source.items), |m| {
            let x = m.real();
            m.tame(x, 1.0)
        });
        let Source { text, pattern, .. } = &source;
        Some((format!("{text}.map(|{pattern}| {}).product::<f64>()", body.text), source))
    }

    fn largest(&mut self) -> Option<(String, Source)> {
        let source = self.items(&[])?;
        let Source { text, pattern, .. } = &source;
        let name = pattern.trim_start_matches('&').to_owned();
        let star = if source.items[0].access == Access::Shared && source.items[0].ty == Ty::Real { "*" } else { "" };
        if source.items[0].ty != Ty::Real {
            return None;
        }
        let state = self.name_for(&Ty::Real, std::slice::from_ref(&name));
        // of nothing it is infinite, and what is computed with that soon NaN
        Some((
            format!("{text}.fold(f64::NEG_INFINITY, |{state}, {pattern}| {state}.max({star}{name})).max(-9.0)"),
            source,
        ))
    }

    /// A vector collected from a chain; it has at least as many items as the type wants.
    pub fn collected(&mut self, least: usize) -> Option<Expr> {
        let (place, _) = self.sequence_of(Var::readable, |item, n| *item == Ty::Real && n >= least && n > 0)?;
        let place = place.at(Level::Atom);
        let name = self.name_for(&Ty::Real, &[]);
        let body = self.closure(vec![Var::new(name.clone(), Ty::Real, Access::Shared)], Self::real_stored);
        Some(Expr::atom(format!("{place}.iter().map(|{name}| {}).collect::<Vec<f64>>()", body.text), 3.0))
    }

    /// `a.iter_mut().for_each(|v| *v = ..);`
    pub fn for_each(&mut self) -> Option<String> {
        let (index, ty) = self.find_sequence(Var::writable, |item, _| *item == Ty::Real)?;
        let place = self.place_for(index, &ty, true)?.at(Level::Atom);
        let name = self.name_for(&Ty::Real, &[]);
        // it is only read, but a closure with `move` would take it away
        let item = Var { lent: Lent::Shared, ..Var::new(name.clone(), Ty::Real, Access::Mutable) };
        let body = self.lend(index, Lent::Closed, |m| m.closure(vec![item], Self::real_stored));
        Some(format!("{place}.iter_mut().for_each(|{name}| *{name} = {});", body.text))
    }

    /// A block in which a local closure is called, more than once.
    pub fn local_closure(&mut self) -> Option<Expr> {
        let arg = self.name_for(&Ty::Real, &[]);
        let ty = *self.random.of(&[": f64", ": f64", ""]);
        let item = Var::new(arg.clone(), Ty::Real, Access::Owned);
        let body = self.closure(vec![item], |m| match (ty, m.random.percent(25)) {
            // its type is not known before it is called: it has no methods yet
            ("", _) => Expr::new(format!("{arg} * 0.5 * {arg} + {arg}"), Level::Sum, 8.0),
            (_, true) => m.closure_block(),
            (_, false) => m.real_stored(),
        });
        let name = "closure";
        self.reading(|m| {
            let (a, b) = (m.real_stored(), m.real_stored());
            let word = *m.random.of(&["", "move "]);
            let word = if m.moves() { "" } else { word };
            let text = format!(
                "{{ let {name} = {word}|{arg}{ty}| {}; {name}({}) + {name}({}) * {} }}",
                body.text,
                a.text,
                b.text,
                m.real_stored().at(Level::Cast),
            );
            let inferred = !ty.is_empty() || a.typed && b.typed;
            inferred.then(|| Expr::new(text, Level::Open, 8.0))
        })
    }

    /// A closure's body with a statement of its own.
    fn closure_block(&mut self) -> Expr {
        self.within(|m| {
            let first = m.let_real().unwrap_or_default();
            let last = m.real_stored();
            Expr::new(format!("{{ {first} {} }}", last.text), Level::Open, last.bound)
        })
    }

    /// Whether there is something in scope that a closure with `move` would take away.
    fn moves(&self) -> bool {
        !self.scope.all(|v| v.access == Access::Mutable || v.access == Access::Owned && !v.ty.copy()).is_empty()
    }
}
