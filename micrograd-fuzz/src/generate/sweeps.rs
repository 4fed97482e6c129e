//! Loops over a whole list, as numerical programs have them: every element is overwritten, summed up, or compared with the
//! best so far. Only programs that prefer loops have them.
use super::expr::Level;
use super::maker::Maker;
use super::scope::{Access, Var};
use super::types::Ty;

impl Maker<'_> {
    /// `for k in 0..a.len() { a[k] = a[k] * x; }`
    pub fn sweep(&mut self) -> Option<String> {
        let index = self.list_of_reals(Var::writable)?;
        let start = self.random.below(2);
        self.over(index, start, |m, at, before| {
            let first = m.stored_at(at, before)?;
            if m.random.percent(40) {
                return Some(format!("{first} {}", m.stored_at(at, before)?));
            }
            Some(first)
        })
    }

    fn stored_at(&mut self, at: &str, before: Option<&str>) -> Option<String> {
        let value = self.real_stored();
        // the value must not change what the index depends on
        if value.text.contains("&mut") || value.text.contains('{') {
            return None;
        }
        let value = value.at(Level::Product);
        Some(match (self.random.below(6), before) {
            (0, _) => format!("{at} = {value};"),
            (1, _) => format!("{at} += {value};"),
            (2, Some(before)) => format!("{at} = ({at} * {before} + {value}).sin();"),
            (3, Some(before)) => format!("{at} = 0.5 * {at} - 0.3 * {before};"),
            (4, _) => format!("let kept = {at} * {value}; {at} = kept.sin() * {at};"),
            _ => format!("{at} = ({at} * {value}).cos();"),
        })
    }

    /// `for k in 0..a.len() { total += a[k] * x; }`
    pub fn sum_up(&mut self) -> Option<String> {
        let index = self.list_of_reals(Var::readable)?;
        let candidates = self.scope.all(|v| v.writable() && v.ty == Ty::Real);
        let total = self.pick(&candidates)?;
        let total = self.whole(total).text;
        self.over(index, 0, |m, at, _| {
            let value = m.real_stored();
            let sign = *m.random.of(&["+=", "-="]);
            Some(match m.random.below(3) {
                0 => format!("{total} {sign} {at} * {at};"),
                1 => format!("{total} {sign} {at} * {};", value.at(Level::Product)),
                _ => format!("{total} {sign} ({at} * {}).exp() * 0.2;", value.at(Level::Product)),
            })
        })
    }

    /// `for k in 0..a.len() { let d = a[k] * x; if d < best { best = d; } }`
    pub fn search(&mut self) -> Option<String> {
        let index = self.list_of_reals(Var::readable)?;
        let candidates = self.scope.all(|v| v.writable() && v.ty == Ty::Real);
        let best = self.pick(&candidates)?;
        let best = self.whole(best).text;
        let sign = *self.random.of(&["<", ">", "<=", ">="]);
        self.over(index, 0, |m, at, _| {
            let value = m.real_stored();
            let compared = format!("let found_here = {at} * {};", value.at(Level::Product));
            let taken = if m.random.percent(60) { "found_here" } else { "found_here.sin() + found_here" };
            let takes = format!("if found_here {sign} {best}");
            Some(if m.random.percent(70) {
                format!("{compared} {takes} {{ {best} = {taken}; }}")
            } else {
                format!("{compared} {best} = {takes} {{ {taken} }} else {{ {best} }};")
            })
        })
    }

    /// A variable that is a list of reals.
    fn list_of_reals(&mut self, usable: impl Fn(&Var) -> bool) -> Option<usize> {
        let is_list = |ty: &Ty| ty.sequence().is_some_and(|(item, least)| *item == Ty::Real && least > 0);
        let candidates = self.scope.all(|v| usable(v) && is_list(&v.ty));
        if self.may_loop() { self.pick(&candidates) } else { None }
    }

    /// A loop over a list; `body` is given an element, and the one before it if the loop begins with the second.
    fn over(
        &mut self,
        index: usize,
        start: usize,
        body: impl FnOnce(&mut Self, &str, Option<&str>) -> Option<String>,
    ) -> Option<String> {
        let list = self.scope.var(index).name.clone();
        let down = if start == 0 && self.random.percent(15) { ".rev()" } else { "" };
        self.within(|m| {
            let k = m.name_for(&Ty::Int, std::slice::from_ref(&list));
            m.declare(Var { max: 200, under: Some(index), ..Var::new(k.clone(), Ty::Int, Access::Owned) });
            let (at, before) = (format!("{list}[{k}]"), format!("{list}[{k} - 1]"));
            // nothing in the body makes the list shorter
            let lent = m.shared(index);
            let body = m.lend(index, lent, |m| body(m, &at, (start > 0).then_some(&*before)))?;
            let range = format!("{start}..{list}.len()");
            let range = if down.is_empty() { range } else { format!("({range}){down}") };
            Some(format!("for {k} in {range} {{ {body} }}"))
        })
    }
}
