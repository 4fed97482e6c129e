//! Calls of functions.
use super::Lower;
use super::expr::rule;
use super::methods::{ORDERINGS, is_primitive};
use super::place::strip;
use super::precision::ends_in_literal;
use super::scope::Binding;
use crate::errors::PRIMITIVES;
use crate::errors::show;
use crate::ir::{Arg, Callee, Operand, Place, Projection, Rvalue, Stmt, Verbatim};
use crate::kinds::Kind;
use crate::parse::REALS;
use micrograd_core::rules::{self, Rule};
use quote::{ToTokens, quote_spanned};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprPath, Path, Token};

/// Rows whose name integers have too; any other tells that its operand is a real.
const ON_INTEGERS: &[&str] = &["abs", "signum", "min", "max", "clamp", "rem_euclid"];

impl Lower<'_> {
    pub(super) fn call(&mut self, e: &ExprCall) -> Operand {
        if let Some(value) = self.called_closure(e) {
            return self.materialise(value, e);
        }
        let Expr::Path(callee) = strip(&e.func) else {
            return self.reject(
                &e.func,
                "a call of something other than a named function",
                "call the function by its name",
            );
        };
        let path = &callee.path;
        if callee.qself.is_some() {
            let name = path.segments.last().map(|s| show(&s.ident)).unwrap_or_default();
            let help = format!("call the function by its name, a method of a trait as `x.{name}(..)`");
            return self.reject(&e.func, "this path to a function is not understood", help);
        }
        if let Some(name) = path.get_ident() {
            if let Some(local) = self.scopes.find(name) {
                if matches!(self.scopes.binding(local), Binding::Value(Operand::Poison)) {
                    return Operand::Poison;
                }
                if !self.errors.is_empty() {
                    return Operand::Poison;
                }
                let help = "write a closure, `let f = |v| ..`, or a function with `#[differentiable]`";
                return self.reject(name, "a call of a local whose code is not visible", help);
            }
            if name == self.input.name() && !self.input.recursive {
                let message = format!("`{name}` calls itself");
                return self.reject(name, message, "write `#[differentiable(recursive)]`");
            }
        }
        if let Some(operand) = self.primitive_by_path(path, e) {
            return operand;
        }
        if let Some(value) = self.stopped(path, e) {
            return value;
        }
        if let Some(value) = self.constructor_call(path, e) {
            return value;
        }
        if let Some(value) = self.standard_call(path, e) {
            return value;
        }
        if path.segments.first().is_some_and(|s| s.ident == "std" || s.ident == "core" || s.ident == "alloc") {
            let message = format!("`{}` has no rule", show(path));
            return self.reject(path, message, format!("the primitives are {PRIMITIVES}"));
        }
        self.differentiable_call(path, &e.args)
    }

    /// `stop_gradient(e)`: the value, as a constant.
    fn stopped(&mut self, path: &Path, e: &ExprCall) -> Option<Operand> {
        let (last, [arg]) = (path.segments.last()?, &e.args.iter().collect::<Vec<_>>()[..]) else { return None };
        if last.ident != "stop_gradient" {
            return None;
        }
        if let Expr::Reference(r) = strip(arg) {
            let help = "give it the value, and borrow the result";
            return Some(self.reject(r, "`stop_gradient` of a reference", help));
        }
        // a function of that name that takes this type, too, can only give it back
        let (root, span) = (&self.input.root, path.span());
        let tokens = quote_spanned!(span=> let _ = |v: #root::rt::Stopped| -> #root::rt::Stopped { #path(v) };);
        self.push(Stmt::Effect(Verbatim { tokens, reads: Vec::new(), repeatable: false }));
        let value = self.expr(arg);
        let kind = self.kind_of(&value);
        Some(self.define(kind, Rvalue::Stop(value), e.span()))
    }

    /// `mem::swap(&mut a, &mut b)`, `Vec::new()`.
    fn standard_call(&mut self, path: &Path, e: &ExprCall) -> Option<Operand> {
        let [.., owner, name] = &path.segments.iter().collect::<Vec<_>>()[..] else {
            return None;
        };
        if let Some(array) = self.array_from_fn(e) {
            return Some(array);
        }
        let args: Vec<_> = e.args.iter().collect();
        if owner.ident == "mem" {
            return self.mem_function(&name.ident.to_string(), &args);
        }
        if let (true, [list]) = (owner.ident == "Vec" && name.ident == "from", &args[..]) {
            return Some(self.vec_from(list));
        }
        if let (true, [content]) = (owner.ident == "Box" && name.ident == "new", &args[..]) {
            return Some(self.boxed(content, path));
        }
        match (owner.ident == "Vec", &*name.ident.to_string(), &args[..]) {
            (true, "new", []) => Some(self.empty_vec(owner, None, e)),
            (true, "with_capacity", [room]) => Some(self.empty_vec(owner, Some(*room), e)),
            _ => None,
        }
    }

    /// `f64::sin(x)`, `Scalar::relu(x)`.
    fn primitive_by_path(&mut self, path: &Path, e: &ExprCall) -> Option<Operand> {
        let [owner, name] = &path.segments.iter().collect::<Vec<_>>()[..] else {
            return None;
        };
        let real = REALS.into_iter().find(|real| owner.ident == real);
        let known = real.is_some() || owner.ident == "Scalar";
        if !known && owner.ident != self.input.scalar {
            return None;
        }
        if owner.ident == "Scalar" {
            self.trait_names.push(owner.ident.clone());
        }
        self.may_be_foreign(&name.ident);
        let args: Vec<_> = e.args.iter().collect();
        if name.ident == "from" || name.ident == "from_f64" {
            return Some(self.conversion(path, real, &args));
        }
        if let (Some(order), [a, b]) = (ORDERINGS.iter().find(|order| name.ident == *order), &args[..]) {
            let (a, b) = (self.expr(a), self.expr(b));
            return Some(self.ordering(order, &a, &b, e));
        }
        let known = self.is_plain_mode() && is_primitive(&name.ident.to_string());
        let first = real.filter(|_| known).zip(args.first()).map(|(real, first)| {
            let (value, kind) = (self.expr(first), self.real_kind(real));
            self.expect(&value, &kind, first);
            value
        });
        Some(match self.primitive(&name.ident.to_string(), first, &args, e) {
            Some(operand) => operand,
            None => self.no_rule(&name.ident, &format!("`{}`", show(path)), &args),
        })
    }

    /// A row of the table, or `sin_cos`, applied to `args`, the first of which may be lowered already; `None` if there is no such row.
    pub(super) fn primitive(
        &mut self,
        name: &str,
        first: Option<Operand>,
        args: &[&Expr],
        at: &impl ToTokens,
    ) -> Option<Operand> {
        if name == "sin_cos" && args.len() == 1 {
            let a = first.unwrap_or_else(|| self.expr(args[0]));
            let real = self.kind_of(&a);
            self.expect_real(&real, &args[0]);
            let parts =
                ["sin", "cos"].map(|f| self.define(real.clone(), Rvalue::Prim(rule(f), vec![a.clone()]), at.span()));
            let kind = Kind::Tup(vec![real.clone(), real]);
            return Some(self.define(kind, Rvalue::Tuple(parts.to_vec()), at.span()));
        }
        let rule = rules::find(name)?;
        if rule.trait_name.is_some() {
            // on a float the method is that of whichever trait is in scope
            return Some(self.reject(at, format!("the operator `{name}` as a method"), "write the operator itself"));
        }
        if rule.operands.len() + rule.integers.len() != args.len() {
            let count = rule.operands.len() + rule.integers.len();
            return Some(self.reject(at, format!("`{name}` takes {count} numbers"), "give it as many as `f64` takes"));
        }
        let mut values: Vec<_> = first.into_iter().collect();
        for arg in &args[values.len()..] {
            values.push(self.expr(arg));
        }
        Some(self.apply(rule, values, args, at))
    }

    fn apply(&mut self, rule: &'static Rule, values: Vec<Operand>, args: &[&Expr], at: &impl ToTokens) -> Operand {
        let kind = self.kind_of(&values[0]);
        if self.is_plain_mode() && !ON_INTEGERS.contains(&rule.name) {
            self.expect_real(&kind, &args[0]);
        }
        for (k, (value, at)) in values.iter().zip(args).enumerate() {
            let expected = if k < rule.operands.len() { &kind } else { &Kind::Int };
            self.expect(value, expected, at);
        }
        if matches!(kind, Kind::Seq(_) | Kind::Tup(_) | Kind::Bool) {
            return self.reject(
                &args[0],
                format!("`{}` is no number here", show(&args[0])),
                "apply it to the elements",
            );
        }
        self.define(kind, Rvalue::Prim(rule, values), at.span())
    }

    fn differentiable_call(&mut self, path: &Path, args: &Punctuated<Expr, Token![,]>) -> Operand {
        let args: Vec<_> = args.iter().map(|e| self.argument(e)).collect();
        let callee = if self.is_plain_mode() { self.mentions.owner_with_arguments(path) } else { None };
        self.call_of(Callee::Function(callee.unwrap_or_else(|| path.clone())), args, path)
    }

    /// A call; arguments that may show the same memory, of which one is changed, go to it as copies.
    pub(super) fn call_of(&mut self, callee: Callee, mut args: Vec<Arg>, at: &impl ToTokens) -> Operand {
        self.suppose_given(&args);
        let copies = self.separate(&mut args, at);
        let kind = self.result_of(&callee);
        self.suppose_result(&kind, &args);
        let span = at.to_token_stream().span();
        let (out, pullback) = (self.temp_var(kind, span), self.names.fresh("pullback", span));
        let pullback = self.new_var(pullback, Kind::Poison, span);
        self.push(Stmt::Call { out, pullback, callee, args });
        for (place, copy) in copies {
            if self.is_slice(&place) {
                self.overwrite(&place, &Place::whole(copy), at);
            } else {
                let value = self.load(Place::whole(copy), at);
                self.push(Stmt::Store(place, value));
            }
        }
        Operand::Var(out)
    }

    /// A method or an associated function may give one of the user's types.
    fn result_of(&mut self, callee: &Callee) -> Kind {
        let of_type = match callee {
            Callee::Function(path) => {
                let owner = path.segments.len().checked_sub(2).map(|k| path.segments[k].ident.to_string());
                owner.is_some_and(|name| name.starts_with(char::is_uppercase))
            }
            Callee::Method(_) | Callee::Operator(_) => true,
        };
        if of_type { self.kinds.own_type() } else { self.kinds.unknown() }
    }

    /// Whether an argument goes by value or by reference is read off its syntax.
    pub(super) fn argument(&mut self, e: &Expr) -> Arg {
        if let Expr::Reference(r) = strip(e)
            && r.mutability.is_none()
            && let Some(Operand::Var(variant)) = self.variant_for_place(&r.expr)
        {
            return Arg::Ref(Place::whole(variant));
        }
        match self.view(e) {
            Some(Binding::Alias(place, true)) => {
                self.is_memory_place(&place, e);
                return Arg::Mut(through(place));
            }
            Some(Binding::Alias(place, false)) => return Arg::Ref(through(place)),
            _ => {}
        }
        if let Expr::Path(path) = strip(e)
            && let Some(place) = self.referent(path)
        {
            return Arg::Ref(through(place));
        }
        match self.produced(e) {
            Some(Binding::Alias(place, false)) => return Arg::Ref(through(place)),
            Some(Binding::Alias(place, true)) => return Arg::Mut(through(place)),
            Some(value) => return Arg::Value(self.materialise(value, e)),
            None => {}
        }
        match strip(e) {
            Expr::Reference(r) if r.mutability.is_some() => {
                let place = self.place(&r.expr);
                let copy = self.temp_var(self.vars[place.base.0].kind.clone(), e.span());
                self.temps.remove(&copy);
                self.vars[copy.0].memory = true;
                self.push(Stmt::Let(copy, Rvalue::Load(place)));
                Arg::Mut(Place::whole(copy))
            }
            Expr::Reference(r) => Arg::Ref(self.place(&r.expr)),
            _ => {
                if let Some(value) = self.free_literal(e).or_else(|| self.variant_for_place(e)) {
                    return Arg::Value(value);
                }
                let closure = self.inert_argument(e);
                let value = closure.unwrap_or_else(|| self.expr(e));
                if self.mixes() && ends_in_literal(e) {
                    let kind = self.kind_of(&value);
                    self.kinds.suppose_reals(&kind, &Kind::Real);
                }
                Arg::Value(value)
            }
        }
    }

    /// Whether a local holds the number behind its reference.
    pub(super) fn refers(&self, path: &Path) -> bool {
        path.get_ident()
            .and_then(|name| self.scopes.find(name))
            .is_some_and(|local| self.referents.contains_key(&local))
    }

    /// What such a local refers to: the place that was read, as long as it has the number that was read there. A local
    /// that was assigned since, maybe in an earlier iteration, refers to the number that it has.
    fn referent(&mut self, path: &ExprPath) -> Option<Place> {
        let local = self.scopes.find(path.path.get_ident()?)?;
        let (place, read) = self.referents.get(&local)?;
        match self.scopes.binding(local).clone() {
            Binding::Value(now) if Binding::Value(now.clone()).same(read) => Some(place.clone()),
            Binding::Value(now) => Some(self.hold(now, path)),
            Binding::Memory(var) => Some(Place::whole(var)),
            _ => None,
        }
    }

    /// Whether a name is a local whose parts can carry a derivative.
    pub(super) fn is_active_local(&self, name: &proc_macro2::Ident) -> bool {
        let Some(local) = self.scopes.find(name) else {
            return false;
        };
        let kind = match self.scopes.binding(local) {
            Binding::Value(operand) => self.kind_of(operand),
            Binding::Memory(var) => self.kinds.resolve(&self.vars[var.0].kind),
            Binding::Alias(..) | Binding::Parts(_) | Binding::Maybe(..) | Binding::Unset => {
                self.kinds.resolve(&self.scopes.info(local).kind)
            }
            Binding::Closure(_) | Binding::Chain(_) => return false,
        };
        !kind.is_inactive()
    }
}

/// A reference to a scalar is passed on as it is, not read.
fn through(mut place: Place) -> Place {
    if matches!(place.projections.last(), Some(Projection::Deref)) {
        place.projections.pop();
    }
    place
}
