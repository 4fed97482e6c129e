//! Derivatives of callees as values: `grad_g(a, b).0`, `value_and_grad_g(a).1`, `jvp_g(a, b, da, db).1`.
use super::callee::{Callee, Form};
use super::expr::{Expr, Level};
use super::maker::Maker;
use super::rules::HAND;
use super::scope::Access;
use super::types::Ty;
use std::rc::Rc;

impl Maker<'_> {
    /// A derivative of a function of numbers, brought into bounds.
    pub fn derivative(&mut self) -> Option<Expr> {
        let all = &self.world.callees;
        // what is by hand has no second derivatives, and may be called by any other
        if all.iter().any(|c| c.name.starts_with(HAND)) {
            return None;
        }
        let fits: Vec<Rc<Callee>> = all.iter().filter(|c| of_numbers(c)).cloned().collect();
        if fits.is_empty() {
            return None;
        }
        let callee = self.random.of(&fits).clone();
        let text = self.deeper(|m| Some(Expr::atom(m.derivative_of(&callee), 4.0)))?.text;
        Some(Expr::new(format!("{text}.tanh()"), Level::Atom, 1.0))
    }

    fn derivative_of(&mut self, callee: &Callee) -> String {
        let args: Vec<String> = callee.params.iter().map(|(ty, _)| self.value(ty).at(Level::Unary)).collect();
        let slots = callee.params.iter().filter(|(ty, _)| ty.real()).count();
        let (path, name) = callee.name.rsplit_once("::").unwrap_or(("", &callee.name));
        let path = if path.is_empty() { String::new() } else { format!("{path}::") };
        let slot = if slots == 1 { String::new() } else { format!(".{}", self.random.below(slots)) };
        let args = args.join(", ");
        match self.random.below(4) {
            0 | 1 => format!("{path}grad_{name}({args}){slot}"),
            2 => format!("{path}value_and_grad_{name}({args}).1{slot}"),
            _ => {
                let tangents: Vec<String> = (0..slots).map(|_| self.value(&Ty::Real).at(Level::Unary)).collect();
                format!("{path}jvp_{name}({args}, {}).1", tangents.join(", "))
            }
        }
    }
}

/// Whether a callee takes numbers by value and gives a real; one that is imported by another name has its derivatives
/// under its own.
fn of_numbers(callee: &Callee) -> bool {
    let numbers = callee
        .params
        .iter()
        .all(|(ty, access)| *access == Access::Owned && matches!(ty, Ty::Real | Ty::Int | Ty::Bool));
    let varies = callee.params.iter().any(|(ty, _)| ty.real());
    let named = !callee.recursive && !callee.name.starts_with("renamed");
    callee.form == Form::Function && callee.result == Ty::Real && numbers && varies && named
}
