//! Views of parts of variables, and what happens while they are in use.
use super::expr::Level;
use super::maker::Maker;
use super::scope::{Access, Lent, Var};
use super::types::Ty;

impl Maker<'_> {
    /// A few statements, while a variable is lent to views that are declared inside.
    fn viewed(
        &mut self,
        index: usize,
        mutable: bool,
        braces: bool,
        declare: impl FnOnce(&mut Self) -> (String, Vec<usize>),
    ) -> String {
        let lent = if mutable { Lent::Closed } else { self.shared(index) };
        let count = self.random.between(1, 4);
        self.lend(index, lent, |m| {
            if braces {
                return m.within(|m| {
                    let (declaration, _) = declare(m);
                    format!("{{ {declaration} {} }}", m.statements(count))
                });
            }
            let (declaration, views) = declare(m);
            let statements = m.statements(count);
            for view in views {
                m.close(view);
            }
            format!("{declaration} {statements}")
        })
    }

    /// `let v = &mut a[1..];`
    pub fn view(&mut self) -> Option<String> {
        let mutable = self.random.percent(60);
        let usable = |v: &Var| if mutable { v.writable() } else { v.readable() };
        let (index, ty) = self.find_sequence(usable, |item, least| least > 0 && item.contains(&Ty::Real))?;
        let (item, least) = ty.sequence().map(|(item, least)| (item.clone(), least))?;
        let place = self.place_for(index, &ty, mutable)?.at(Level::Atom);
        let lent = if mutable { Lent::Closed } else { self.shared(index) };
        let (range, left) = self.lend(index, lent, |m| m.part_range(least));
        let braces = self.random.percent(40);
        Some(self.viewed(index, mutable, braces, |m| {
            let (access, sign) = if mutable { (Access::Mutable, "&mut ") } else { (Access::Shared, "&") };
            let ty = Ty::Slice(Box::new(item), left);
            let name = m.name_for(&ty, &[]);
            let view = m.declare(Var::new(name.clone(), ty, access));
            (format!("let {name} = {sign}{place}[{range}];"), vec![view])
        }))
    }

    /// `let v: &[f64] = if c { &a[1..] } else { &[x, 0.5] };`
    pub fn chosen(&mut self) -> Option<String> {
        let (index, ty) = self.find_sequence(Var::readable, |item, least| least > 0 && *item == Ty::Real)?;
        let (_, least) = ty.sequence()?;
        let place = self.place_for(index, &ty, false)?.at(Level::Atom);
        let lent = self.shared(index);
        let (test, range, left, other) = self.lend(index, lent, |m| {
            let (test, (range, left)) = (m.condition().text, m.part_range(least));
            let other = m.value(&Ty::Array(Box::new(Ty::Real), left));
            (test, range, left, other.at(Level::Unary))
        });
        // a variable would be lent too
        let other = Some(other).filter(|other| other.starts_with('['))?;
        let reference = if self.random.percent(30) {
            format!("&{other}")
        } else {
            format!("if {test} {{ &{place}[{range}] }} else {{ &{other} }}")
        };
        let braces = self.random.percent(40);
        Some(self.viewed(index, false, braces, |m| {
            let ty = Ty::Slice(Box::new(Ty::Real), left);
            let name = m.name_for(&ty, &[]);
            let view = m.declare(Var::new(name.clone(), ty, Access::Shared));
            (format!("let {name}: &[f64] = {reference};"), vec![view])
        }))
    }

    /// A range within a sequence of at least so many items, and the least number of items in it.
    pub fn part_range(&mut self, least: usize) -> (String, usize) {
        let fixed = self.random.below(least);
        match self.random.below(6) {
            0 => ("..".to_owned(), least),
            1 => (format!("{fixed}.."), least - fixed),
            2 => (format!("..{}", fixed + 1), fixed + 1),
            3 => (format!("{fixed}..{least}"), least - fixed),
            4 => (format!("..={fixed}"), fixed + 1),
            _ => {
                let start = self.int_to(least - 1);
                (format!("{}..", start.at(Level::Sum)), 1)
            }
        }
    }

    /// `let (a, b) = v.split_at_mut(k);`
    pub fn split(&mut self) -> Option<String> {
        let mutable = self.random.percent(70);
        let usable = |v: &Var| if mutable { v.writable() } else { v.readable() };
        let (index, ty) = self.find_sequence(usable, |item, least| least > 1 && item.contains(&Ty::Real))?;
        let (item, least) = ty.sequence().map(|(item, least)| (item.clone(), least))?;
        let place = self.place_for(index, &ty, mutable)?.at(Level::Atom);
        let at = self.random.between(1, least - 1);
        let braces = self.random.percent(40);
        Some(self.viewed(index, mutable, braces, |m| {
            let (access, method) =
                if mutable { (Access::Mutable, "split_at_mut") } else { (Access::Shared, "split_at") };
            let types = [at, least - at].map(|n| Ty::Slice(Box::new(item.clone()), n));
            let left = m.name_for(&types[0], &[]);
            let right = m.name_for(&types[1], std::slice::from_ref(&left));
            let text = format!("let ({left}, {right}) = {place}.{method}({at});");
            let views = [left, right].into_iter().zip(types).map(|(name, ty)| m.declare(Var::new(name, ty, access)));
            (text, views.collect())
        }))
    }

    /// `let r = &mut a[i];`
    pub fn alias(&mut self) -> Option<String> {
        let mutable = self.random.percent(75);
        let usable = |v: &Var| if mutable { v.writable() } else { v.readable() };
        let candidates = self.scope.all(|v| usable(v) && v.ty.contains(&Ty::Real));
        let index = self.pick(&candidates)?;
        let mut ty = self.scope.var(index).ty.clone();
        while ty != Ty::Real && (matches!(ty, Ty::Slice(..)) || self.random.percent(70)) {
            let parts: Vec<Ty> = ty.parts().filter(|part| part.contains(&Ty::Real)).cloned().collect();
            ty = self.random.of(&parts).clone();
        }
        let reference = self.reference(index, &ty, mutable)?;
        // a name alone would move the reference that it is
        let reference = if reference.starts_with('&') { reference } else { format!("&mut *{reference}") };
        if !mutable && reference.starts_with("&mut") {
            return None;
        }
        let braces = self.random.percent(40);
        Some(self.viewed(index, mutable, braces, |m| {
            let name = m.name_for(&ty, &[]);
            let access = if mutable { Access::Mutable } else { Access::Shared };
            let view = m.declare(Var::new(name.clone(), ty, access));
            (format!("let {name} = {reference};"), vec![view])
        }))
    }
}
