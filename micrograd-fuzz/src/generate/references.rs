//! References to numbers that are assigned again: what they refer to depends on the way that was taken.
use super::maker::Maker;
use super::scope::{Access, Lent, Var};
use super::types::Ty;

impl Maker<'_> {
    /// `let mut best = &a[0]; ..`, and a few statements, some of which assign it again.
    pub fn pointer(&mut self) -> Option<String> {
        let referents = self.some_referents();
        let first = self.referent(&referents)?;
        let braces = self.random.percent(40);
        let before: Vec<(usize, Lent)> = referents.iter().map(|k| (*k, self.scope.var(*k).lent)).collect();
        for k in &referents {
            self.scope.var_mut(*k).lent = self.shared(*k);
        }
        let text = if braces {
            self.within(|m| format!("{{ {} }}", m.while_pointing(&first, referents).0))
        } else {
            let (text, pointer) = self.while_pointing(&first, referents);
            self.close(pointer);
            text
        };
        for (k, lent) in before {
            self.scope.var_mut(k).lent = lent;
        }
        Some(text)
    }

    fn while_pointing(&mut self, first: &str, referents: Vec<usize>) -> (String, usize) {
        let name = self.name_for(&Ty::Real, &[]);
        // the types of fields, constants and results are not known to the macro
        let known = referents.iter().map(|k| self.scope.var(*k)).all(|v| v.written && !has_struct(&v.ty));
        let ty = if known && self.random.percent(70) { "" } else { ": &f64" };
        let var = Var { mutable: true, referents, ..Var::new(name.clone(), Ty::Real, Access::Shared) };
        let pointer = self.declare(var);
        let count = self.random.between(2, 5);
        let before = self.statements(count);
        // rustc warns of a reference that is never assigned again
        let again = if self.scope.all(|_| true).contains(&pointer) { self.pointed_at(pointer) } else { String::new() };
        let text = format!("let mut {name}{ty} = {first}; {before} {again} {}", self.statements(1));
        (text, pointer)
    }

    /// A few variables with reals in them that can be read for a while.
    fn some_referents(&mut self) -> Vec<usize> {
        let mut candidates = self.scope.all(|v| v.readable() && v.referents.is_empty() && v.ty.contains(&Ty::Real));
        while candidates.len() > 3 {
            candidates.swap_remove(self.random.below(candidates.len()));
        }
        candidates
    }

    /// A reference to a real in one of the variables.
    fn referent(&mut self, of: &[usize]) -> Option<String> {
        let visible = self.scope.all(|_| true);
        let of: Vec<usize> = of.iter().copied().filter(|k| visible.contains(k)).collect();
        let index = self.pick(&of)?;
        let reference = self.reading(|m| m.reference(index, &Ty::Real, false))?;
        // the name alone would move the reference that it is
        let moved = self.scope.var(index).access == Access::Mutable && !reference.starts_with('&');
        Some(if moved { format!("&*{reference}") } else { reference })
    }

    /// `best = &a[1];`
    pub fn point(&mut self) -> Option<String> {
        let candidates = self.scope.all(|v| v.lent == Lent::Free && v.mutable && !v.referents.is_empty());
        let pointer = self.pick(&candidates)?;
        let text = self.pointed_at(pointer);
        Some(text).filter(|text| !text.is_empty())
    }

    fn pointed_at(&mut self, pointer: usize) -> String {
        let Var { name, referents, .. } = self.scope.var(pointer).clone();
        let Some(target) = self.referent(&referents) else { return String::new() };
        match self.random.below(4) {
            0 => format!("{name} = {target};"),
            1 => format!("if *{name} < *({target}) {{ {name} = {target}; }}"),
            2 => format!("{name} = if {} {{ {target} }} else {{ {name} }};", self.condition().text),
            _ => self.pointed_at_an_item(pointer).unwrap_or_else(|| format!("{name} = {target};")),
        }
    }

    /// `for v in a.iter() { if v < best { best = v; } }`
    fn pointed_at_an_item(&mut self, pointer: usize) -> Option<String> {
        let Var { name, referents, .. } = self.scope.var(pointer).clone();
        let visible = self.scope.all(|v| v.ty.sequence().is_some_and(|(item, _)| *item == Ty::Real));
        let lists: Vec<usize> = referents.into_iter().filter(|k| visible.contains(k)).collect();
        let list = self.pick(&lists).filter(|_| self.may_loop())?;
        let list = self.scope.var(list).name.clone();
        self.within(|m| {
            let item = m.name_for(&Ty::Real, &[name.clone(), list.clone()]);
            let index = m.declare(Var::new(item.clone(), Ty::Real, Access::Shared));
            let first = m.statements(1);
            let visible = m.scope.all(|_| true);
            // the statement may have declared others of these names
            if !visible.contains(&index) || !visible.contains(&pointer) {
                return None;
            }
            let test = if m.random.percent(50) { format!("{item} > {name}") } else { m.condition().text };
            let last = m.statements(1);
            Some(format!("for {item} in {list}.iter() {{ {first} if {test} {{ {name} = {item}; }} {last} }}"))
        })
    }
}

fn has_struct(ty: &Ty) -> bool {
    matches!(ty, Ty::Struct(_)) || ty.parts().any(has_struct)
}
