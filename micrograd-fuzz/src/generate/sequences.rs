//! What is done to whole sequences: exchanged, turned, copied, made longer and shorter.
use super::expr::Level;
use super::maker::{Choice, Maker};
use super::places::has_vec;
use super::scope::{Lent, Var};
use super::types::Ty;

const VECS: &[Choice<String>] = &[
    Choice { name: "push", weight: 8, make: |m| m.push() },
    Choice { name: "pop", weight: 5, make: |m| m.pop() },
    Choice { name: "insert", weight: 3, make: |m| m.insert() },
    Choice { name: "remove", weight: 3, make: |m| m.remove() },
    Choice { name: "truncate", weight: 2, make: |m| m.truncate() },
    Choice { name: "resize", weight: 2, make: |m| m.resize() },
];

impl Maker<'_> {
    /// A method of slices that changes their items in place.
    pub fn change_sequence(&mut self) -> Option<String> {
        let (index, ty) = self.find_sequence(Var::writable, |item, least| least > 0 && item.real())?;
        let (item, least) = ty.sequence().map(|(item, least)| (item.clone(), least))?;
        let place = self.place_for(index, &ty, true)?.at(Level::Atom);
        // the receiver is borrowed before the arguments are evaluated
        self.lend(index, Lent::Closed, |m| {
            let at = |m: &mut Self| m.int_to(least - 1).text;
            let method = match m.random.below(7) {
                0 | 1 => format!("swap({}, {})", at(m), at(m)),
                2 => "reverse()".to_owned(),
                3 if item.copy() => format!("fill({})", m.value(&item).text),
                4 => format!("rotate_left({})", at(m)),
                5 => format!("rotate_right({})", at(m)),
                _ if item.copy() => return m.copy_from(&place, &item, least),
                _ => return None,
            };
            Some(format!("{place}.{method};"))
        })
    }

    fn copy_from(&mut self, place: &str, item: &Ty, least: usize) -> Option<String> {
        let (source, ty) = self.sequence_of(Var::readable, |i, n| i == item && n > 0)?;
        let count = self.random.between(1, least.min(ty.sequence()?.1));
        let start = self.random.below(least - count + 1);
        let source = source.at(Level::Atom);
        Some(format!("{place}[{start}..{}].copy_from_slice(&{source}[..{count}]);", start + count))
    }

    /// A method of `Vec` that changes its length.
    pub fn change_vec(&mut self) -> Option<String> {
        self.choose(VECS)
    }

    /// A vector that can be changed: its variable, its place, its items and their least number.
    fn vector(&mut self) -> Option<(usize, String, Ty, usize)> {
        let candidates = self.scope.all(|v| v.writable() && has_vec(&v.ty));
        let index = self.pick(&candidates)?;
        let mut within = vec![self.scope.var(index).ty.clone()];
        while let Some(ty) = within.pop() {
            if let Ty::Vec(item, least) = &ty {
                let place = self.place_for(index, &ty, true)?.at(Level::Atom);
                return Some((index, place, (**item).clone(), *least));
            }
            within.extend(ty.parts().cloned());
        }
        None
    }

    /// The value is evaluated after the receiver, which can still be read.
    fn item_for(&mut self, index: usize, item: &Ty) -> String {
        let lent = self.shared(index);
        self.lend(index, lent, |m| m.value(item).text)
    }

    fn push(&mut self) -> Option<String> {
        let (index, place, item, _) = self.vector()?;
        Some(format!("{place}.push({});", self.item_for(index, &item)))
    }

    fn pop(&mut self) -> Option<String> {
        let (_, place, item, least) = self.vector()?;
        if item == Ty::Real && self.random.percent(40) {
            let target = self.target(&Ty::Real)?;
            let popped = if self.random.percent(50) { "pop().unwrap()" } else { "remove(0)" };
            return Some(format!(
                "if {place}.len() > {least} {{ let popped = {place}.{popped}; {} += popped; }}",
                target.text
            ));
        }
        Some(format!("if {place}.len() > {least} {{ {place}.pop(); }}"))
    }

    fn insert(&mut self) -> Option<String> {
        let (index, place, item, least) = self.vector()?;
        let at = self.int_to(least);
        Some(format!("{place}.insert({}, {});", at.text, self.item_for(index, &item)))
    }

    fn remove(&mut self) -> Option<String> {
        let (_, place, _, least) = self.vector()?;
        let at = self.int_to(least);
        Some(format!("if {place}.len() > {least} {{ {place}.remove({}); }}", at.text))
    }

    fn truncate(&mut self) -> Option<String> {
        let (_, place, _, least) = self.vector()?;
        let more = self.int_to(2);
        Some(format!("{place}.truncate({least} + {});", more.at(Level::Product)))
    }

    fn resize(&mut self) -> Option<String> {
        let (index, place, item, least) = self.vector()?;
        let more = self.int_to(2);
        Some(format!("{place}.resize({least} + {}, {});", more.at(Level::Product), self.item_for(index, &item)))
    }
}
