//! Statements: what there is, and those that assign.
use super::expr::{Expr, Level};
use super::maker::{Choice, Maker};
use super::scope::{Access, Lent};
use super::types::Ty;
use super::values::LETS;

const STATEMENTS: &[Choice<String>] = &[
    Choice { name: "let", weight: 30, make: |m| m.any_let() },
    Choice { name: "assign", weight: 18, make: |m| m.assign() },
    Choice { name: "update", weight: 18, make: |m| m.update() },
    Choice { name: "int update", weight: 6, make: |m| m.int_update() },
    Choice { name: "if", weight: 10, make: |m| m.if_statement() },
    Choice { name: "match", weight: 4, make: |m| m.match_statement() },
    Choice { name: "for range", weight: 9, make: |m| m.for_range() },
    Choice { name: "for items", weight: 6, make: |m| m.for_items() },
    Choice { name: "while", weight: 3, make: |m| m.while_loop() },
    Choice { name: "loop", weight: 3, make: |m| m.endless_loop() },
    Choice { name: "labelled block", weight: 1, make: |m| m.labelled_block() },
    Choice { name: "block", weight: 1, make: |m| m.plain_block() },
    Choice { name: "exit", weight: 8, make: |m| m.exit() },
    Choice { name: "change of a sequence", weight: 8, make: |m| m.change_sequence() },
    Choice { name: "change of a vec", weight: 12, make: |m| m.change_vec() },
    Choice { name: "swap", weight: 3, make: |m| m.swap() },
    Choice { name: "view", weight: 6, make: |m| m.view() },
    Choice { name: "chosen view", weight: 3, make: |m| m.chosen() },
    Choice { name: "pointer", weight: 3, make: |m| m.pointer() },
    Choice { name: "point", weight: 6, make: |m| m.point() },
    Choice { name: "split", weight: 3, make: |m| m.split() },
    Choice { name: "alias", weight: 4, make: |m| m.alias() },
    Choice { name: "call statement", weight: 7, make: |m| m.call_statement() },
    Choice { name: "operator statement", weight: 2, make: |m| m.operator_statement() },
    Choice { name: "for each", weight: 2, make: |m| m.for_each() },
    Choice { name: "assertion", weight: 1, make: |m| m.assertion() },
    Choice { name: "if let statement", weight: 4, make: |m| m.if_let_statement() },
    Choice { name: "match enum", weight: 4, make: |m| m.match_enum() },
    Choice { name: "while let", weight: 2, make: |m| m.while_let() },
    Choice { name: "guarded", weight: 3, make: |m| m.guarded() },
    Choice { name: "sweep", weight: 0, make: |m| m.sweep() },
    Choice { name: "sum", weight: 0, make: |m| m.sum_up() },
    Choice { name: "search", weight: 0, make: |m| m.search() },
];

/// Those that change something and go on.
const ACTIONS: &[Choice<String>] = &[
    Choice { name: "assign", weight: 18, make: |m| m.assign() },
    Choice { name: "update", weight: 18, make: |m| m.update() },
    Choice { name: "int update", weight: 6, make: |m| m.int_update() },
    Choice { name: "call statement", weight: 7, make: |m| m.call_statement() },
];

impl Maker<'_> {
    /// A statement that changes something.
    pub fn action(&mut self) -> Option<String> {
        self.choose(ACTIONS)
    }

    /// So many statements, as far as there are any left.
    pub fn statements(&mut self, count: usize) -> String {
        let mut text = String::new();
        for _ in 0..count {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            let statement = if self.block > self.knobs.blocks { self.choose(LETS) } else { self.choose(STATEMENTS) };
            text += &statement.unwrap_or_default();
            text.push(' ');
        }
        text
    }

    fn any_let(&mut self) -> Option<String> {
        self.choose(LETS)
    }

    /// `place = value;`, of reals mostly.
    fn assign(&mut self) -> Option<String> {
        if self.random.percent(25) {
            return self.assign_whole();
        }
        let value = self.real_stored();
        let place = self.target(&Ty::Real)?;
        // rustc borrows the `Vec` before such a value is evaluated
        if value.level == Level::Open && place.text.contains(".len()") {
            return None;
        }
        Some(format!("{} = {};", place.text, value.text))
    }

    /// A whole array, struct or tuple.
    fn assign_whole(&mut self) -> Option<String> {
        let whole = |ty: &Ty| !matches!(ty, Ty::Real | Ty::Int | Ty::Bool | Ty::Slice(..) | Ty::Sized(..));
        let candidates = self.scope.all(|v| v.writable() && whole(&v.ty));
        let index = self.pick(&candidates)?;
        let mut ty = self.scope.var(index).ty.clone();
        let parts: Vec<Ty> = ty.parts().filter(|part| whole(part)).cloned().collect();
        if !parts.is_empty() && self.random.percent(40) {
            ty = self.random.of(&parts).clone();
        }
        let value = self.value(&ty);
        // a `Vec` of such values is borrowed before its index is computed
        let place = self.part(index, &ty).filter(|place| !place.text.contains(".len()"))?;
        Some(format!("{} = {};", place.text, value.text))
    }

    /// `place op= value;`
    fn update(&mut self) -> Option<String> {
        let value = self.real();
        let sign = *self.random.of(&["+=", "*=", "-=", "+=", "/="]);
        let value = match sign {
            "*=" => self.tame(value, 1.0),
            "/=" => Expr::new(format!("1.5 + {}.sin()", value.receiver()), Level::Sum, 2.5),
            _ => self.tame(value, 3.0),
        };
        let place = self.target(&Ty::Real)?;
        // the value must not change what the index of the place depends on
        if place.text.contains('[') && (value.text.contains("&mut") || value.text.contains('{')) {
            return None;
        }
        Some(format!("{} {sign} {};", place.text, value.text))
    }

    /// Integers change too, those behind indices above all.
    fn int_update(&mut self) -> Option<String> {
        let value = self.int_stored();
        let place = self.target(&Ty::Int)?;
        if self.random.percent(30) {
            return Some(format!("{0} = ({0} + {1}) % 7;", place.text, value.at(Level::Product)));
        }
        Some(format!("{} = {};", place.text, value.text))
    }

    /// Two places exchange their values.
    fn swap(&mut self) -> Option<String> {
        let candidates = self.scope.all(|v| v.writable() && !matches!(v.ty, Ty::Slice(..) | Ty::Bool));
        let first = self.pick(&candidates)?;
        let ty = self.scope.var(first).ty.clone();
        let wanted = if self.random.percent(50) { ty } else { Ty::Real };
        let fits: Vec<usize> = candidates.into_iter().filter(|k| self.scope.var(*k).ty.contains(&wanted)).collect();
        let (a, b) = (self.pick(&fits)?, self.pick(&fits)?);
        let length = |ty: &Ty| matches!(ty, Ty::Vec(..));
        if length(&wanted) && self.random.percent(40) && self.scope.var(a).ty == wanted {
            return self.take(a, &wanted);
        }
        if a == b {
            return None;
        }
        let (a, b) = (self.still_reference(a, &wanted)?, self.still_reference(b, &wanted)?);
        Some(format!("std::mem::swap({a}, {b});"))
    }

    /// A reference whose indices are fixed numbers: what they would read may be borrowed already.
    fn still_reference(&mut self, index: usize, wanted: &Ty) -> Option<String> {
        let depth = std::mem::replace(&mut self.depth, 0);
        let hidden = self.scope.all(|v| v.ty == Ty::Int && v.readable());
        let lent: Vec<_> = hidden.iter().map(|k| self.scope.var(*k).lent).collect();
        for k in &hidden {
            self.close(*k);
        }
        let reference = self.reference(index, wanted, true);
        for (k, lent) in hidden.iter().zip(lent) {
            self.scope.var_mut(*k).lent = lent;
        }
        self.depth = depth;
        reference
    }

    /// A vector is taken and given back longer.
    fn take(&mut self, index: usize, ty: &Ty) -> Option<String> {
        let (Ty::Vec(item, _), access) = (ty, self.scope.var(index).access) else { return None };
        // it is empty when the value is evaluated
        let value = self.lend(index, Lent::Closed, |m| m.value(item));
        let own = self.whole(index).text;
        let reference =
            if access == Access::Owned { format!("&mut {own}") } else { self.scope.var(index).name.clone() };
        let name = "taken";
        Some(format!("let mut {name} = std::mem::take({reference}); {name}.push({}); {own} = {name};", value.text))
    }

    /// Something with an infinite slope that is not used where it has it.
    fn guarded(&mut self) -> Option<String> {
        let (n, a) = (self.int_to(2), self.real());
        let scaled = format!("(many as f64 * (1.5 + {}.sin()))", a.receiver());
        let value = match self.random.below(4) {
            0 => format!("{scaled}.ln()"),
            1 => format!("{scaled}.sqrt()"),
            2 => format!("1.0 / {scaled}"),
            _ => format!("{scaled}.powf(0.3)"),
        };
        let place = self.target(&Ty::Real)?;
        let b = self.real_place()?;
        let end = format!("if many > 0 {{ {} = (steep * {}).tanh(); }}", place.text, b.at(Level::Cast));
        Some(format!("{{ let many: usize = {}; let steep = {value}; {end} }}", n.text))
    }

    fn plain_block(&mut self) -> Option<String> {
        Some(self.braces())
    }

    /// `assert!(..)` and printing of what does not happen.
    fn assertion(&mut self) -> Option<String> {
        let x = self.reading(Self::real);
        Some(match self.random.below(3) {
            0 => format!("assert!({}.is_finite(), \"{{}}\", {});", x.receiver(), x.text),
            1 => format!("debug_assert!({} < 1e9);", x.at(Level::Unary)),
            _ => format!("if {} > 1e9 {{ println!(\"large: {{}}\", {}); }}", x.at(Level::Unary), x.text),
        })
    }
}
