//! Owned values of any type, and variables of them.
use super::expr::{Expr, Level};
use super::maker::{Choice, Maker};
use super::scope::{Access, Lent, Var};
use super::types::Ty;

/// Statements that declare variables.
pub const LETS: &[Choice<String>] = &[
    Choice { name: "let real", weight: 14, make: |m| m.let_real() },
    Choice { name: "let int", weight: 5, make: |m| m.let_int() },
    Choice { name: "let flag", weight: 2, make: |m| m.let_flag() },
    Choice { name: "let aggregate", weight: 9, make: |m| m.let_aggregate() },
    Choice { name: "let deferred", weight: 2, make: |m| m.let_deferred() },
    Choice { name: "let tuple", weight: 3, make: |m| m.let_tuple() },
    Choice { name: "let moved", weight: 1, make: |m| m.let_moved() },
    Choice { name: "let option", weight: 3, make: |m| m.let_option() },
    Choice { name: "let else", weight: 2, make: |m| m.let_else() },
    Choice { name: "let enum", weight: 3, make: |m| m.let_enum() },
];

impl Maker<'_> {
    /// An owned value.
    pub fn value(&mut self, ty: &Ty) -> Expr {
        match ty {
            Ty::Real => self.real_stored(),
            Ty::Int if self.unmarked => {
                Expr::new(format!("{} as usize", self.int_stored().at(Level::Cast)), Level::Cast, 9.0)
            }
            Ty::Int => self.int_stored(),
            Ty::Bool => self.condition(),
            Ty::Unit => Expr::atom("()", 0.0),
            _ => self.aggregate(ty),
        }
    }

    fn aggregate(&mut self, ty: &Ty) -> Expr {
        if self.random.percent(30)
            && let Some(copy) = self.copied(ty)
        {
            return copy;
        }
        if self.random.percent(20)
            && let Some(call) = self.deeper(|m| m.call(ty))
        {
            return call;
        }
        if self.random.percent(10)
            && let Some(either) = self.deeper(|m| m.either(ty))
        {
            return either;
        }
        self.deeper(|m| Some(m.literal(ty))).unwrap_or_else(|| self.literal(ty))
    }

    /// A copy of what a variable or a part of it holds.
    fn copied(&mut self, ty: &Ty) -> Option<Expr> {
        if let Ty::Vec(item, least) = ty
            && self.random.percent(50)
        {
            if **item == Ty::Real && self.random.percent(50) {
                return self.deeper(|m| m.collected(*least));
            }
            let (place, _) = self.sequence_of(Var::readable, |i, n| i == &**item && n >= *least)?;
            return Some(Expr::atom(format!("{}.to_vec()", place.at(Level::Atom)), 3.0));
        }
        let candidates = self.holding(ty);
        let index = self.pick(&candidates)?;
        if ty.copy() {
            return self.part(index, ty);
        }
        let place = self.place_for(index, ty, false)?;
        Some(Expr::atom(format!("{}.clone()", place.at(Level::Atom)), 3.0))
    }

    fn either(&mut self, ty: &Ty) -> Option<Expr> {
        let (c, a, b) = (self.condition(), self.value(ty), self.value(ty));
        // of what type two variants without fields are the macro does not see
        if matches!(ty, Ty::Enum(_)) && !a.text.contains(['(', '{']) && !b.text.contains(['(', '{']) {
            return None;
        }
        Some(Expr::new(format!("if {} {{ {} }} else {{ {} }}", c.text, a.text, b.text), Level::Open, 3.0))
    }

    /// The value written out.
    fn literal(&mut self, ty: &Ty) -> Expr {
        let text = match ty {
            Ty::Array(item, n) if self.random.percent(30) && item.copy() => {
                format!("[{}; {n}]", self.value(item).text)
            }
            Ty::Array(item, n) => format!("[{}]", self.list(std::iter::repeat_n(&**item, *n))),
            Ty::Vec(item, least) | Ty::Slice(item, least) => self.vec(item, *least),
            Ty::Tuple(items) => format!("({})", self.list(items.iter())),
            Ty::Struct(own) => {
                let fields = own.fields.iter().map(|(name, ty)| format!("{name}: {}", self.value(ty).text));
                let fields = fields.collect::<Vec<_>>().join(", ");
                return Expr::new(format!("{} {{ {fields} }}", own.name), Level::Open, 3.0);
            }
            Ty::Option(_) => return self.option_literal(),
            Ty::Enum(own) => return self.variant(own),
            _ => return self.value(ty),
        };
        Expr::atom(text, 3.0)
    }

    fn vec(&mut self, item: &Ty, least: usize) -> String {
        let n = least + self.random.below(2);
        match self.random.below(3) {
            0 => format!("vec![{}; {n}]", self.value(item).text),
            1 => {
                let more = self.int_to(2);
                format!("vec![{}; {} + {}]", self.value(item).text, least, more.at(Level::Product))
            }
            _ => format!("vec![{}]", self.list(std::iter::repeat_n(item, n.max(1)))),
        }
    }

    fn list<'t>(&mut self, types: impl Iterator<Item = &'t Ty>) -> String {
        types.map(|ty| self.value(ty).text).collect::<Vec<_>>().join(", ")
    }

    /// A type for a local variable.
    pub fn local_type(&mut self) -> Ty {
        let item = |m: &mut Self| match m.random.below(14) {
            0 => Ty::Int,
            12 => super::options::option(),
            13 => Ty::Vec(Box::new(Ty::Real), m.random.between(1, 2)),
            1 => Ty::Array(Box::new(Ty::Real), m.random.between(2, 3)),
            2 => m.some_struct().unwrap_or(Ty::Real),
            _ => Ty::Real,
        };
        match self.random.below(10) {
            0..=2 => Ty::Array(Box::new(item(self)), self.random.between(2, 4)),
            3..=5 => Ty::Vec(Box::new(item(self)), self.random.between(1, 3)),
            6 => Ty::Array(Box::new(Ty::Int), self.random.between(2, 4)),
            7 => Ty::Tuple(vec![item(self), item(self)]),
            _ => self.some_struct().unwrap_or_else(|| Ty::Array(Box::new(Ty::Real), 3)),
        }
    }

    /// One of the program's structs.
    pub fn some_struct(&mut self) -> Option<Ty> {
        let structs = &self.world.structs;
        (!structs.is_empty()).then(|| Ty::Struct(self.random.of(structs).clone()))
    }

    /// `let x = ..;`
    pub fn let_real(&mut self) -> Option<String> {
        let value = self.real_stored();
        let annotated = self.random.percent(if value.typed { 10 } else { 50 });
        let typed = value.typed || annotated;
        Some(self.bind(&Ty::Real, &value, annotated, typed))
    }

    fn let_int(&mut self) -> Option<String> {
        let value = self.int_stored();
        // a literal alone would be ambiguous as the receiver of a method
        let annotated = !value.text.contains(char::is_alphabetic) || self.random.percent(30);
        Some(self.bind(&Ty::Int, &value, annotated, true))
    }

    fn let_flag(&mut self) -> Option<String> {
        let value = self.condition();
        Some(self.bind(&Ty::Bool, &value, false, true))
    }

    fn let_aggregate(&mut self) -> Option<String> {
        let ty = self.local_type();
        let value = self.value(&ty);
        let annotated = !matches!(ty, Ty::Struct(_));
        Some(self.bind(&ty, &value, annotated, true))
    }

    fn bind(&mut self, ty: &Ty, value: &Expr, annotated: bool, typed: bool) -> String {
        let name = self.name_for(ty, &[]);
        let mutable = self.random.percent(75);
        let mut var = Var::new(name.clone(), ty.clone(), Access::Owned);
        (var.mutable, var.typed) = (mutable, typed);
        self.declare(var);
        let (word, of) =
            (if mutable { "mut " } else { "" }, if annotated { format!(": {}", ty.text()) } else { String::new() });
        format!("let {word}{name}{of} = {};", value.text)
    }

    /// `let x; if c { x = ..; } else { x = ..; }`
    fn let_deferred(&mut self) -> Option<String> {
        // anything larger is refused
        let ty = if self.random.percent(75) { Ty::Real } else { Ty::Int };
        let name = self.name_for(&ty, &[]);
        let mutable = self.random.percent(50);
        let var = Var { mutable, ..Var::new(name.clone(), ty.clone(), Access::Owned) };
        let index = self.declare(var);
        // it shadows, but has no value yet
        let write = |m: &mut Self| (m.condition(), m.value(&ty), m.value(&ty));
        let (c, a, b) = self.lend(index, Lent::Closed, write);
        let word = if mutable { "mut " } else { "" };
        let (of, c, a, b) = (ty.text(), c.text, a.text, b.text);
        Some(format!("let {word}{name}: {of}; if {c} {{ {name} = {a}; }} else {{ {name} = {b}; }}"))
    }

    /// `let (a, mut b) = ..;`
    fn let_tuple(&mut self) -> Option<String> {
        let types: Vec<Ty> = (0..self.random.between(2, 3)).map(|_| self.part_type()).collect();
        let ty = Ty::Tuple(types.clone());
        let value = self.aggregate(&ty);
        let (mut names, mut patterns) = (Vec::new(), Vec::new());
        for ty in &types {
            let name = self.name_for(ty, &names);
            let mutable = self.random.percent(50);
            patterns.push(if mutable { format!("mut {name}") } else { name.clone() });
            let mut var = Var::new(name.clone(), ty.clone(), Access::Owned);
            var.mutable = mutable;
            self.declare(var);
            names.push(name);
        }
        Some(format!("let ({}): {} = {};", patterns.join(", "), ty.text(), value.text))
    }

    fn part_type(&mut self) -> Ty {
        match self.random.below(6) {
            0 => Ty::Int,
            1 => self.local_type(),
            _ => Ty::Real,
        }
    }

    /// A variable moved or copied into another.
    fn let_moved(&mut self) -> Option<String> {
        let block = self.block;
        let own = |v: &Var| v.lent == Lent::Free && v.access == Access::Owned && v.block == block && v.name != "self";
        let candidates = self.scope.all(|v| own(v) && v.ty != Ty::Int);
        let index = self.pick(&candidates)?;
        let (ty, value, typed) = (self.scope.var(index).ty.clone(), self.whole(index), self.scope.var(index).typed);
        if !ty.copy() {
            self.close(index);
        }
        Some(self.bind(&ty, &value, false, typed))
    }
}
