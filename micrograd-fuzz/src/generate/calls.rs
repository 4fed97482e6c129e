//! Calls of the program's own functions, methods and operators.
use super::callee::{Callee, Form};
use super::expr::{Expr, Level};
use super::ints::as_real;
use super::maker::Maker;
use super::scope::{Access, Lent, Var};
use super::types::Ty;
use std::rc::Rc;

/// Variables that are borrowed by an argument until the call is over, with what they were before.
type Held = Vec<(usize, Lent)>;

impl Maker<'_> {
    /// A call that gives this type.
    pub fn call(&mut self, wanted: &Ty) -> Option<Expr> {
        if *wanted == Ty::Real
            && self.jumps.is_empty()
            && self.random.percent(60)
            && let Some(expr) = self.self_call()
        {
            return Some(expr);
        }
        if *wanted == Ty::Real
            && self.random.percent(30)
            && let Some(expr) = self.derivative()
        {
            return Some(expr);
        }
        let world = self.world;
        let fits: Vec<Rc<Callee>> = world.callees.iter().filter(|c| c.result == *wanted).cloned().collect();
        if fits.is_empty() {
            return None;
        }
        let callee = self.random.of(&fits).clone();
        self.deeper(|m| m.call_of(&callee, None))
    }

    /// A call of the function that is being written; its last argument counts down.
    fn self_call(&mut self) -> Option<Expr> {
        let recursion = self.recursion.as_mut().filter(|r| r.left > 0)?;
        recursion.left -= 1;
        let callee = recursion.callee.clone();
        let last = callee.params.len() - 1;
        self.deeper(|m| m.call_of(&callee, Some((last, "n_left - 1"))))
    }

    fn call_of(&mut self, callee: &Callee, given: Option<(usize, &str)>) -> Option<Expr> {
        let mut held = Held::new();
        let length_around = self.length.take();
        let mut args = Some(Vec::new());
        let around = std::mem::replace(&mut self.unmarked, callee.result == Ty::Int);
        for (k, (ty, access)) in callee.params.iter().enumerate() {
            let receiver = k == 0 && matches!(callee.form, Form::Method);
            let arg = match given {
                Some((at, text)) if at == k => Some(text.to_owned()),
                _ if callee.recursive && k + 1 == callee.params.len() => Some(self.int_to(3).text),
                _ if receiver => self.receiver(ty, *access, &mut held),
                _ => self.argument(ty, *access, &mut held),
            };
            args = args.zip(arg).map(|(mut args, arg)| {
                args.push(arg);
                args
            });
            if args.is_none() {
                break;
            }
        }
        self.unmarked = around;
        for (index, lent) in held.into_iter().rev() {
            self.scope.var_mut(index).lent = lent;
        }
        let length = std::mem::replace(&mut self.length, length_around);
        let args = args?;
        let bound = if callee.result == Ty::Int { as_real(super::INT) } else { 4.0 };
        let turbofish = length.filter(|_| self.random.percent(30)).map_or_else(String::new, |n| format!("::<{n}>"));
        Some(match callee.form {
            Form::Function => Expr::atom(format!("{}{turbofish}({})", callee.name, args.join(", ")), bound),
            Form::Method => Expr::atom(format!("{}.{}({})", args[0], callee.name, args[1..].join(", ")), bound),
            Form::Operator(sign, level) => Expr::new(format!("{} {sign} {}", args[0], args[1]), level, bound),
        })
    }

    fn hold(&mut self, index: usize, lent: Lent, held: &mut Held) {
        held.push((index, self.scope.var(index).lent));
        self.scope.var_mut(index).lent = lent;
    }

    /// The receiver of a method: a place.
    fn receiver(&mut self, ty: &Ty, access: Access, held: &mut Held) -> Option<String> {
        // an index stands where something is borrowed already
        if access == Access::Mutable && self.indices > 0 {
            return None;
        }
        let usable = |v: &Var| if access == Access::Mutable { v.writable() } else { v.readable() };
        let candidates = self.scope.all(|v| usable(v) && v.ty.contains(ty));
        let Some(index) = self.pick(&candidates) else {
            // a value without a name cannot be changed
            return (access != Access::Mutable).then(|| format!("({})", self.value(ty).text));
        };
        let place = self.place_for(index, ty, access == Access::Mutable)?;
        match access {
            Access::Owned => {}
            Access::Shared => self.hold(index, self.shared(index), held),
            Access::Mutable => self.hold(index, Lent::Closed, held),
        }
        Some(place.at(Level::Atom))
    }

    fn argument(&mut self, ty: &Ty, access: Access, held: &mut Held) -> Option<String> {
        match (access, ty) {
            (_, Ty::Sized(item, least)) => self.sized(item, *least, access, held),
            (Access::Owned, _) => Some(self.operand(ty)),
            (Access::Mutable, Ty::Slice(..)) if self.indices > 0 => None,
            (_, Ty::Slice(item, least)) => self.slice(item, *least, access == Access::Mutable, held),
            (Access::Shared, _) => {
                let candidates = self.holding(ty);
                let Some(index) = self.pick(&candidates).filter(|_| self.random.percent(85)) else {
                    let value = self.value(ty);
                    // a place would be borrowed, and is not held
                    let place = !value.text.starts_with('[') && !value.text.contains(['(', '{', '!', ':']);
                    let text = value.at(Level::Unary);
                    return Some(if place { format!("&{{ {text} }}") } else { format!("&{text}") });
                };
                let reference = self.reference(index, ty, false)?;
                self.hold(index, self.shared(index), held);
                Some(reference)
            }
            // an index stands where something is borrowed already
            (Access::Mutable, _) if self.indices > 0 => None,
            (Access::Mutable, _) => {
                let candidates = self.scope.all(|v| v.writable() && v.ty.contains(ty));
                let index = self.pick(&candidates)?;
                let reference = self.reference(index, ty, true)?;
                self.hold(index, Lent::Closed, held);
                Some(reference)
            }
        }
    }

    /// An array of any length.
    fn sized(&mut self, item: &Ty, least: usize, access: Access, held: &mut Held) -> Option<String> {
        let usable = |v: &Var| if access == Access::Mutable { v.writable() } else { v.readable() };
        let mut lengths = Vec::new();
        for index in self.scope.all(usable) {
            let mut within = vec![self.scope.var(index).ty.clone()];
            while let Some(ty) = within.pop() {
                within.extend(ty.parts().cloned());
                if matches!(&ty, Ty::Array(i, n) if **i == *item && *n >= least) {
                    lengths.push(ty);
                }
            }
        }
        if lengths.is_empty() {
            lengths.push(Ty::Array(Box::new(item.clone()), least + 1));
        }
        let ty = self.random.of(&lengths).clone();
        let argument = self.argument(&ty, access, held);
        self.length = if let Ty::Array(_, n) = ty { Some(n) } else { None };
        argument
    }

    /// An argument by value, which may also be the operand of an operator.
    fn operand(&mut self, ty: &Ty) -> String {
        self.value(ty).at(Level::Unary)
    }

    /// An argument that is a slice: a whole sequence, a part of one, or one written out.
    fn slice(&mut self, item: &Ty, least: usize, mutable: bool, held: &mut Held) -> Option<String> {
        let usable = |v: &Var| if mutable { v.writable() } else { v.readable() };
        let Some((index, ty)) = self.find_sequence(usable, |i, n| i == item && n >= least) else {
            let literal = Ty::Array(Box::new(item.clone()), least.max(2));
            return (!mutable).then(|| format!("&{}", self.value(&literal).at(Level::Unary)));
        };
        let sign = if mutable { "&mut " } else { "&" };
        let text = if self.random.percent(60) {
            self.reference(index, &ty, mutable)?
        } else {
            let place = self.place_for(index, &ty, mutable)?.at(Level::Atom);
            let spare = ty.sequence()?.1 - least;
            let start = self.random.below(spare + 1);
            match self.random.below(3) {
                0 => format!("{sign}{place}[{start}..]"),
                1 => format!("{sign}{place}[..{}]", least + start),
                _ => format!("{sign}{place}[{start}..{}]", start + least),
            }
        };
        let lent = if mutable { Lent::Closed } else { self.shared(index) };
        self.hold(index, lent, held);
        Some(text)
    }

    /// A call for its effects.
    pub fn call_statement(&mut self) -> Option<String> {
        let world = self.world;
        let changes =
            |c: &Callee| c.result == Ty::Unit || c.params.iter().any(|(_, access)| *access == Access::Mutable);
        let fits: Vec<Rc<Callee>> = world.callees.iter().filter(|c| changes(c)).cloned().collect();
        if fits.is_empty() {
            return None;
        }
        let callee = self.random.of(&fits).clone();
        let call = self.deeper(|m| m.call_of(&callee, None))?;
        let unused = callee.result != Ty::Unit && self.random.percent(50);
        Some(format!("{}{};", if unused { "let _ = " } else { "" }, call.text))
    }

    /// `p += q;` where the type has the operator.
    pub fn operator_statement(&mut self) -> Option<String> {
        let structs: Vec<Ty> = self.world.adding.iter().map(|s| Ty::Struct(s.clone())).collect();
        if structs.is_empty() {
            return None;
        }
        let ty = self.random.of(&structs).clone();
        let value = self.value(&ty);
        let place = self.target(&ty)?;
        Some(format!("{} += {};", place.text, value.text))
    }
}
