//! Methods of the user's types, and what they are called on.
//!
//! Whether a method takes `self`, `&self` or `&mut self` is not known. It matters where its arguments change what it is
//! called on: with `&self` and `&mut self` rustc refuses that, so the method takes `self`, which is a copy of before.
use super::Lower;
use super::place::strip;
use super::scope::Binding;
use crate::ir::{Arg, Callee, Operand, Place, Rvalue, Stmt};
use crate::names::plain;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

impl Lower<'_> {
    /// The place that a method is called on.
    pub(super) fn receiver(&mut self, e: &ExprMethodCall) -> Place {
        match self.view(&e.receiver) {
            Some(Binding::Alias(place, _)) => place,
            _ => self.place(&e.receiver),
        }
    }

    /// A method of a type of the user's: that of its mirror. What may change is taken to change.
    pub(super) fn method_of(&mut self, place: Place, e: &ExprMethodCall) -> Operand {
        if let Some(turbofish) = &e.turbofish {
            let help = "leave the type arguments out, or call a function";
            return self.reject(turbofish, "type arguments of a method are not supported", help);
        }
        let place = if is_new(&e.receiver) { self.changeable(place, e) } else { place };
        let before = self.stmts.len();
        let mut args: Vec<Arg> = e.args.iter().map(|e| self.argument(e)).collect();
        let receiver =
            if self.vars[place.base.0].memory { self.as_before(place, before, &args, e) } else { Arg::Ref(place) };
        args.insert(0, receiver);
        self.call_of(Callee::Method(e.method.clone()), args, e)
    }

    /// A new value that a method may change: nothing else mentions it.
    fn changeable(&mut self, place: Place, e: &ExprMethodCall) -> Place {
        if !place.projections.is_empty() || self.vars[place.base.0].memory {
            return place;
        }
        let kind = self.vars[place.base.0].kind.clone();
        let var = self.temp_var(kind, e.receiver.span());
        self.temps.remove(&var);
        self.vars[var.0].memory = true;
        self.push(Stmt::Let(var, Rvalue::Use(Operand::Var(place.base))));
        Place::whole(var)
    }

    // Input:  p.m(bump(&mut p))
    // Output: v0 = load p; v1 = call bump(&mut p); call v0.m(v1)
    /// What a method is called on, as it was before its arguments, which begin at a statement.
    fn as_before(&mut self, place: Place, statement: usize, args: &[Arg], e: &ExprMethodCall) -> Arg {
        let overlaps = |arg: &Arg| arg.changed().is_some_and(|changed| changed.may_overlap(&place));
        let among = &mut self.stmts[statement..];
        if !args.iter().any(overlaps) && !among.iter().any(|stmt| surely_changes(stmt, &place)) {
            // what the method may change, its arguments can only read
            for stmt in among {
                leave_alone(stmt, &place);
            }
            return Arg::Mut(place);
        }
        let kind = self.place_kind(&place);
        let copy = self.temp_var(kind, e.receiver.span());
        self.temps.remove(&copy);
        self.stmts.insert(statement, Stmt::Let(copy, Rvalue::Load(place)));
        Arg::Ref(Place::whole(copy))
    }
}

/// Whether a statement changes a part of a place other than by a method that is called on it, which may only read it.
fn surely_changes(stmt: &Stmt, place: &Place) -> bool {
    let changes = stmt.changes().into_iter().filter(|changed| changed.may_overlap(place)).count();
    let maybe = of_method(stmt).and_then(Arg::changed).is_some_and(|on| on.may_overlap(place));
    let mut found = changes > usize::from(maybe);
    stmt.regions(&mut |region| found |= region.stmts.iter().any(|stmt| surely_changes(stmt, place)));
    found
}

/// What a method of the user's is called on.
fn of_method(stmt: &Stmt) -> Option<&Arg> {
    match stmt {
        Stmt::Call { callee: Callee::Method(_), args, .. } => args.first(),
        _ => None,
    }
}

/// Methods that are called on a part of a place get a shared reference to it.
fn leave_alone(stmt: &mut Stmt, place: &Place) {
    if let Stmt::Call { callee: Callee::Method(_), args, .. } = stmt
        && let Some(Arg::Mut(on)) = args.first()
        && on.may_overlap(place)
    {
        args[0] = Arg::Ref(on.clone());
    }
    stmt.regions_mut(&mut |region| region.stmts.iter_mut().for_each(|stmt| leave_alone(stmt, place)));
}

/// Whether an expression makes a value of a type of the user's: `P { .. }`, `P(..)`, `P::new(..)`.
fn is_new(expr: &Expr) -> bool {
    match strip(expr) {
        Expr::Struct(_) => true,
        Expr::Call(call) => match strip(&call.func) {
            Expr::Path(path) => {
                path.path.segments.iter().rev().take(2).any(|s| plain(&s.ident).starts_with(char::is_uppercase))
            }
            _ => false,
        },
        _ => false,
    }
}
