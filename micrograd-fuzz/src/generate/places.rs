//! Places: variables, their fields and elements, to read from and to write to.
use super::expr::{Expr, Level};
use super::ints::as_real;
use super::maker::Maker;
use super::preferences::Preference;
use super::scope::{Access, Lent, Var};
use super::types::Ty;

impl Maker<'_> {
    /// The value of a variable or of a part of it, of this type; copied where it stands.
    pub fn read(&mut self, wanted: &Ty) -> Option<Expr> {
        let candidates = self.holding(wanted);
        let index = self.pick(&candidates)?;
        self.part(index, wanted)
    }

    /// A place of this type that can be assigned to.
    pub fn target(&mut self, wanted: &Ty) -> Option<Expr> {
        let mut candidates = self.scope.all(|v| v.writable() && v.ty.contains(wanted));
        if self.knobs.prefers == Some(Preference::Loops) && self.random.percent(60) {
            let parts: Vec<usize> = candidates.iter().copied().filter(|k| self.scope.var(*k).ty != *wanted).collect();
            candidates = if parts.is_empty() { candidates } else { parts };
        }
        let index = self.pick(&candidates)?;
        let whole = self.scope.var(index).ty == *wanted;
        if whole { Some(self.whole(index)) } else { self.place_for(index, wanted, true) }
    }

    /// Any sequence that can be read: its place, without a reference in front, and its type.
    pub fn sequence(&mut self) -> Option<(Expr, Ty)> {
        self.sequence_of(Var::readable, |_, least| least > 0)
    }

    /// A sequence whose variable and items fit.
    pub fn sequence_of(
        &mut self,
        variable: impl Fn(&Var) -> bool,
        items: impl Fn(&Ty, usize) -> bool,
    ) -> Option<(Expr, Ty)> {
        let (index, ty) = self.find_sequence(variable, items)?;
        let place = self.place_for(index, &ty, false)?;
        Some((place, ty))
    }

    /// The variable in which there is a sequence that fits, and the sequence's type.
    pub fn find_sequence(
        &mut self,
        variable: impl Fn(&Var) -> bool,
        items: impl Fn(&Ty, usize) -> bool,
    ) -> Option<(usize, Ty)> {
        let mut found = Vec::new();
        for index in self.scope.all(variable) {
            let mut within = vec![self.scope.var(index).ty.clone()];
            while let Some(ty) = within.pop() {
                if ty.sequence().is_some_and(|(item, least)| items(item, least)) {
                    found.push((index, ty.clone()));
                }
                within.extend(ty.parts().cloned());
            }
        }
        if found.is_empty() { None } else { Some(self.random.of(&found).clone()) }
    }

    /// A part of a variable, dereferenced where the variable is a reference to just that.
    pub fn part(&mut self, index: usize, wanted: &Ty) -> Option<Expr> {
        let whole = self.scope.var(index).ty == *wanted;
        if whole { Some(self.whole(index)) } else { self.place_for(index, wanted, false) }
    }

    /// A part of a variable as the place that methods and indices take: without a `*` in front. What is borrowed to be
    /// changed must not be read by an index of the same place, if a `Vec` is on the way: its index is a method.
    pub fn place_for(&mut self, index: usize, wanted: &Ty, change: bool) -> Option<Expr> {
        if change && has_vec(&self.scope.var(index).ty) {
            return self.lend(index, Lent::Closed, |m| m.projected(index, wanted));
        }
        self.projected(index, wanted)
    }

    fn projected(&mut self, index: usize, wanted: &Ty) -> Option<Expr> {
        let var = self.scope.var(index);
        let (name, ty, max, typed) = (var.name.clone(), var.ty.clone(), var.max, var.typed);
        if ty == *wanted {
            let bound = if ty == Ty::Int { as_real(max) } else { 3.0 };
            let mut expr = Expr::atom(name, bound);
            expr.typed = typed;
            return Some(expr);
        }
        let text = self.project(index, name, &ty, wanted)?;
        Some(Expr::atom(text, if *wanted == Ty::Int { as_real(super::INT) } else { 3.0 }))
    }

    fn project(&mut self, root: usize, text: String, ty: &Ty, wanted: &Ty) -> Option<String> {
        if ty == wanted {
            return Some(text);
        }
        match ty {
            Ty::Array(item, _) | Ty::Vec(item, _) | Ty::Slice(item, _) | Ty::Sized(item, _) => {
                let at = self.counted(root, &text).unwrap_or_else(|| {
                    // its length cannot be asked for where it is lent
                    let fixed = matches!(ty, Ty::Array(..)) || !self.scope.var(root).readable();
                    self.index(&text, ty, fixed)
                });
                self.project(root, format!("{text}[{at}]"), item, wanted)
            }
            Ty::Tuple(items) => {
                let fits: Vec<usize> = (0..items.len()).filter(|k| items[*k].contains(wanted)).collect();
                let k = self.pick(&fits)?;
                self.project(root, format!("{text}.{k}"), &items[k], wanted)
            }
            Ty::Struct(own) => {
                let fits: Vec<usize> = (0..own.fields.len()).filter(|k| own.fields[*k].1.contains(wanted)).collect();
                let k = self.pick(&fits)?;
                let (field, ty) = &own.fields[k];
                self.project(root, format!("{text}.{field}"), ty, wanted)
            }
            _ => None,
        }
    }

    /// The counter of a loop over the variable itself, most of the times that there is one.
    fn counted(&mut self, root: usize, text: &str) -> Option<String> {
        if self.scope.var(root).name != text || !self.random.percent(60) {
            return None;
        }
        let counters = self.scope.all(|v| v.under == Some(root) && v.readable());
        self.pick(&counters).map(|index| self.whole(index).text)
    }

    /// An index within the sequence that is written so.
    fn index(&mut self, text: &str, ty: &Ty, fixed: bool) -> String {
        let least = ty.sequence().map_or(1, |(_, least)| least).max(1);
        match self.random.below(10) {
            0..=2 => self.random.below(least).to_string(),
            3 if !fixed => format!("{text}.len() - {}", self.random.between(1, least)),
            4 | 5 => {
                // a loop's own variable, where it is small enough
                let small = self.scope.all(|v| v.ty == Ty::Int && v.readable() && v.max < least);
                match self.pick(&small) {
                    Some(index) if self.random.percent(70) => self.whole(index).text,
                    Some(index) => format!("{} - {}", least - 1, self.whole(index).at(Level::Product)),
                    None => self.random.below(least).to_string(),
                }
            }
            6 if !fixed => {
                let int = self.deeper(|m| Some(m.int())).unwrap_or_else(|| Expr::atom("1", 1.0));
                format!("{} % {text}.len()", int.at(Level::Product))
            }
            _ => self.deeper(|m| Some(m.int_to(least - 1))).map_or_else(|| "0".to_owned(), |int| int.text),
        }
    }

    /// A variable behind a reference, or a place, as a reference to it: `&a.b`, `name` where the name is one.
    pub fn reference(&mut self, index: usize, wanted: &Ty, mutable: bool) -> Option<String> {
        let var = self.scope.var(index);
        let sign = if mutable { "&mut " } else { "&" };
        if var.ty != *wanted {
            return Some(format!("{sign}{}", self.place_for(index, wanted, mutable)?.text));
        }
        let (name, access) = (var.name.clone(), var.access);
        Some(match access {
            Access::Owned => format!("{sign}{name}"),
            _ if self.random.percent(70) => name,
            _ => format!("{sign}*{name}"),
        })
    }
}

/// Whether there is a `Vec` in it.
pub fn has_vec(ty: &Ty) -> bool {
    matches!(ty, Ty::Vec(..)) || ty.parts().any(has_vec)
}
