//! Loops. Every one ends: ranges are short, and other loops count their trips.
use super::checkpoints::with_checkpoint;
use super::expr::Level;
use super::maker::{Jump, Maker};
use super::names;
use super::scope::{Access, Lent, Var};
use super::types::Ty;

/// No loop takes more trips.
const TRIPS: usize = 4;

impl Maker<'_> {
    /// A loop may be inside so many others; calls may loop too.
    pub fn may_loop(&self) -> bool {
        self.jumps.iter().filter(|j| j.continues).count() < self.knobs.loops
    }

    fn label(&mut self) -> Option<String> {
        self.random.percent(25).then(|| self.name(names::LABELS))
    }

    /// The body of a loop, with what may leave it.
    fn loop_body(&mut self, label: Option<String>, value: Ty, continues: bool) -> String {
        self.jumps.push(Jump { label, value: Some(value), continues, anonymous: true });
        let count = self.random.between(1, 4);
        let body = self.within(|m| m.statements(count));
        self.jumps.pop();
        body
    }

    fn counter(&mut self, max: usize) -> (String, usize) {
        let name = self.name_for(&Ty::Int, &[]);
        let index = self.declare(Var { max, ..Var::new(name.clone(), Ty::Int, Access::Owned) });
        (name, index)
    }

    /// `for i in a..b`, also backwards and in steps.
    pub fn for_range(&mut self) -> Option<String> {
        if !self.may_loop() {
            return None;
        }
        let (range, max, under) = self.range();
        let label = self.label();
        let head = label.as_ref().map_or_else(String::new, |l| format!("{l}: "));
        Some(self.within(|m| {
            let (name, index) = m.counter(max);
            m.scope.var_mut(index).under = under;
            with_checkpoint(format!("{head}for {name} in {range} {{ {} }}", m.loop_body(label, Ty::Unit, true)))
        }))
    }

    /// A range, the largest number in it, and the variable whose length it ends at.
    fn range(&mut self) -> (String, usize, Option<usize>) {
        if self.random.percent(35)
            && let Some((index, ty)) = self.find_sequence(Var::readable, |_, least| least > 0)
            && let Some(place) = self.place_for(index, &ty, false)
        {
            let var = self.scope.var(index);
            // what can be popped may become shorter than the range
            let fixed = !matches!(ty, Ty::Vec(..)) || !var.writable();
            let under = (var.ty == ty && fixed).then_some(index);
            let text = format!("0..{}.len()", place.at(Level::Atom));
            let text = if self.random.percent(20) { format!("({text}).rev()") } else { text };
            return (text, 200, under);
        }
        let end = self.int_to(TRIPS);
        let (end, inclusive) = (end.at(Level::Sum), self.random.percent(15));
        let start = self.random.below(2);
        let range = if inclusive { format!("{start}..={end}") } else { format!("{start}..{end}") };
        let max = TRIPS - usize::from(!inclusive);
        match self.random.below(6) {
            0 => (format!("({range}).rev()"), max, None),
            1 => (format!("({range}).step_by(2)"), max, None),
            _ => (range, max, None),
        }
    }

    /// `for v in &a` and its like.
    pub fn for_items(&mut self) -> Option<String> {
        if !self.may_loop() {
            return None;
        }
        let mutable = self.random.percent(40);
        let usable = |v: &Var| if mutable { v.writable() } else { v.readable() };
        let (index, ty) = self.find_sequence(usable, |item, _| *item == Ty::Real || item.contains(&Ty::Real))?;
        let place = self.place_for(index, &ty, mutable)?.at(Level::Atom);
        let item = ty.sequence()?.0.clone();
        let label = self.label();
        let head = label.as_ref().map_or_else(String::new, |l| format!("{l}: "));
        let whole = self.scope.var(index).ty == ty;
        let lent = if mutable { Lent::Closed } else { self.shared(index) };
        Some(self.lend(index, lent, |m| {
            m.within(|m| {
                let (pattern, source) = m.item_head((index, &place), &item, mutable, whole);
                let body = m.loop_body(label, Ty::Unit, true);
                with_checkpoint(format!("{head}for {pattern} in {source} {{ {body} }}"))
            })
        }))
    }

    /// What a variable becomes while it is read through a view.
    pub fn shared(&self, index: usize) -> Lent {
        match self.scope.var(index).lent {
            Lent::Free => Lent::Shared,
            other => other,
        }
    }

    /// The pattern and the iterator over a place; declares the item.
    fn item_head(&mut self, of: (usize, &str), item: &Ty, mutable: bool, whole: bool) -> (String, String) {
        let (index, place) = of;
        let by_reference = whole && self.scope.var(index).access == Access::Owned;
        let access = if mutable { Access::Mutable } else { Access::Shared };
        let name = self.name_for(item, &[]);
        let source = match (mutable, by_reference && self.random.percent(40)) {
            (true, true) => format!("&mut {place}"),
            (true, false) => format!("{place}.iter_mut()"),
            (false, true) => format!("&{place}"),
            (false, false) => format!("{place}.iter()"),
        };
        let plain = source.starts_with('&');
        let copied = !mutable && item.copy() && self.random.percent(40);
        let pattern = if copied { format!("&{name}") } else { name.clone() };
        self.declare(Var::new(name.clone(), item.clone(), if copied { Access::Owned } else { access }));
        let source = if plain {
            source
        } else {
            match self.random.below(6) {
                0 => format!("{source}.rev()"),
                1 => format!("{source}.skip(1)"),
                2 => format!("{source}.take(2)"),
                _ => source,
            }
        };
        if plain || self.random.percent(60) {
            return (pattern, source);
        }
        let count = self.name_for(&Ty::Int, &[name]);
        let under = whole.then_some(index);
        self.declare(Var { max: 200, under, ..Var::new(count.clone(), Ty::Int, Access::Owned) });
        (format!("({count}, {pattern})"), format!("{source}.enumerate()"))
    }

    /// `while j < 3 && .. { j += 1; .. }`
    pub fn while_loop(&mut self) -> Option<String> {
        if !self.may_loop() {
            return None;
        }
        let trips = self.random.between(1, TRIPS);
        let (name, index) = self.counter(TRIPS);
        let label = self.label();
        let head = label.as_ref().map_or_else(String::new, |l| format!("{l}: "));
        let c = self.condition();
        let first = self.random.percent(60);
        let body = self.lend(index, Lent::Shared, |m| m.loop_body(label, Ty::Unit, first));
        let and = if self.random.percent(60) { format!(" && {}", c.at(Level::Compare)) } else { String::new() };
        // what the body declares must not be what is counted
        let inside = if first { format!("{name} += 1; {body}") } else { format!("{{ {body} }} {name} += 1;") };
        Some(format!("let mut {name}: usize = 0; {head}while {name} < {trips}{and} {{ {inside} }}"))
    }

    /// `loop { if j > 3 { break; } .. }`, which may give a value.
    pub fn endless_loop(&mut self) -> Option<String> {
        if !self.may_loop() {
            return None;
        }
        let trips = self.random.between(0, TRIPS - 1);
        let (name, index) = self.counter(TRIPS);
        let label = self.label();
        let head = label.as_ref().map_or_else(String::new, |l| format!("{l}: "));
        let value = if self.random.percent(40) { Ty::Real } else { Ty::Unit };
        let (body, last) = self.lend(index, Lent::Shared, |m| {
            let body = m.loop_body(label, value.clone(), true);
            let last = if value == Ty::Real { m.value(&Ty::Real).text } else { String::new() };
            (body, last)
        });
        let start = format!("let mut {name}: usize = 0;");
        let guard = format!("if {name} > {trips} {{ break {last}; }} {name} += 1;");
        if value == Ty::Unit {
            return Some(format!("{start} {head}loop {{ {guard} {body} }}"));
        }
        let result = self.name_for(&Ty::Real, &[]);
        self.declare(Var { mutable: true, ..Var::new(result.clone(), Ty::Real, Access::Owned) });
        Some(format!("{start} let mut {result}: f64 = {head}loop {{ {guard} {body} }};"))
    }
}
