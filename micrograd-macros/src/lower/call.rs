//! Calls and methods.
use super::Lower;
use super::expr::rule;
use super::place::strip;
use super::scope::Binding;
use super::stmt::is_place;
use crate::errors::PRIMITIVES;
use crate::errors::show;
use crate::ir::{Arg, Operand, Place, Projection, Rvalue, Stmt, Verbatim};
use crate::kinds::Kind;
use micrograd_core::rules::{self, Rule};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall, Path, Token};

/// Methods that read the primal and give a flag.
const QUERIES: &[&str] = &["is_nan", "is_finite", "is_infinite", "is_sign_negative", "is_sign_positive"];

/// Rows whose name integers have too; any other tells that its operand is a real.
const ON_INTEGERS: &[&str] = &["abs", "signum", "min", "max", "clamp", "rem_euclid"];

/// Rows that `f64` has no method of its own for: another trait might give one of that name.
const FROM_TRAIT: &[&str] = &["relu", "sigmoid", "softplus"];

/// Methods of iterators.
const ITERATORS: &[&str] = &[
    "iter",
    "iter_mut",
    "into_iter",
    "map",
    "filter",
    "fold",
    "sum",
    "product",
    "zip",
    "enumerate",
    "rev",
    "collect",
    "windows",
    "chunks",
    "chunks_exact",
    "max_by",
    "min_by",
    "for_each",
    "any",
    "all",
    "position",
    "count",
    "copied",
    "cloned",
    "last",
];

/// Methods that look at the bits of a number.
const BITS: &[&str] = &["to_bits", "to_le_bytes", "to_be_bytes", "to_ne_bytes", "next_up", "next_down"];

impl Lower<'_> {
    pub(super) fn call(&mut self, e: &ExprCall) -> Operand {
        let Expr::Path(callee) = strip(&e.func) else {
            return self.reject(
                &e.func,
                "a call of something other than a named function",
                "call the function by its name",
            );
        };
        let path = &callee.path;
        if callee.qself.is_some() {
            return self.reject(&e.func, "this path to a function is not understood", "call the function by its name");
        }
        if let Some(last) = path.segments.last().filter(|s| !s.arguments.is_none()) {
            let help = "leave the type arguments out, or call a function that fixes them";
            return self.reject(&last.arguments, "type arguments in a call are not supported yet", help);
        }
        if let Some(name) = path.get_ident() {
            if let Some(local) = self.scopes.find(name) {
                if matches!(self.scopes.binding(local), Binding::Value(Operand::Poison)) {
                    return Operand::Poison;
                }
                return self.reject(
                    name,
                    "a call of a local closure is not supported yet",
                    "write a function with `#[differentiable]`",
                );
            }
            if name == self.input.name() {
                return self.reject(name, "recursive calls are not supported yet", "write a loop");
            }
        }
        if let Some(operand) = self.primitive_by_path(path, e) {
            return operand;
        }
        if path.segments.first().is_some_and(|s| s.ident == "std" || s.ident == "core" || s.ident == "alloc") {
            let message = format!("`{}` has no rule", show(path));
            return self.reject(path, message, format!("the primitives are {PRIMITIVES}"));
        }
        self.differentiable_call(path, &e.args)
    }

    /// `f64::sin(x)`, `Scalar::relu(x)`.
    fn primitive_by_path(&mut self, path: &Path, e: &ExprCall) -> Option<Operand> {
        let [owner, name] = &path.segments.iter().collect::<Vec<_>>()[..] else {
            return None;
        };
        let known = ["f64", "f32", "Scalar"].iter().any(|known| owner.ident == known);
        if !known && owner.ident != self.input.scalar {
            return None;
        }
        if owner.ident == "Scalar" {
            self.trait_names.push(owner.ident.clone());
        }
        self.may_be_foreign(&name.ident);
        let args: Vec<_> = e.args.iter().collect();
        Some(match self.primitive(&name.ident.to_string(), None, &args, e) {
            Some(operand) => operand,
            None if name.ident == "from" || name.ident == "from_f64" => self.conversion(path, &args),
            None => self.no_rule(&name.ident, &format!("`{}`", show(path)), &args),
        })
    }

    /// `f64::from(x)` of a real is the real; `S::from_f64(x)` of anything active would drop its derivative.
    fn conversion(&mut self, path: &Path, args: &[&Expr]) -> Operand {
        let [arg] = args else {
            return self.reject(path, "a conversion takes one number", "give it one");
        };
        let value = self.expr(arg);
        if matches!(value, Operand::Poison) {
            return value;
        }
        match self.kind_of(&value) {
            Kind::Real | Kind::Unknown(_) if self.is_plain_mode() => {
                self.expect(&value, &Kind::Real, arg);
                return value;
            }
            kind if kind.is_inactive() => return self.lifted(path, &value, arg),
            _ => {}
        }
        let message = format!("`{}` makes a constant, but `{}` carries a derivative", show(path), show(arg));
        self.reject(arg, message, "use the value as it is")
    }

    /// A real made from a flag or an integer.
    fn lifted(&mut self, path: &Path, value: &Operand, at: &Expr) -> Operand {
        let tokens = self.tokens(value);
        let code =
            Verbatim { tokens: quote!(#path(#tokens)), reads: value.var().into_iter().collect(), repeatable: true };
        self.define(Kind::Real, Rvalue::Verbatim(code), at.span())
    }

    pub(super) fn method(&mut self, e: &ExprMethodCall) -> Operand {
        let name = e.method.to_string();
        let receiver = self.expr(&e.receiver);
        let kind = self.kind_of(&receiver);
        if matches!(receiver, Operand::Poison) || (name == "clone" && e.args.is_empty()) {
            return receiver;
        }
        if matches!(kind, Kind::Int | Kind::Bool) {
            return self.integer_method(&receiver, e);
        }
        if QUERIES.contains(&name.as_str()) && e.args.is_empty() {
            return self.define(Kind::Bool, Rvalue::Query(e.method.clone(), receiver), e.span());
        }
        self.may_be_foreign(&e.method);
        let args: Vec<_> = std::iter::once(&*e.receiver).chain(&e.args).collect();
        match self.primitive(&name, Some(receiver), &args, e) {
            Some(operand) => operand,
            None => self.no_rule(&e.method, &format!("the method `.{name}()`"), &args),
        }
    }

    /// Notes a method that another trait might give to floats too.
    fn may_be_foreign(&mut self, method: &proc_macro2::Ident) {
        if self.is_plain_mode() && FROM_TRAIT.iter().any(|name| method == name) {
            self.trait_methods.push(method.clone());
        }
    }

    /// A method of an integer that was computed from reals: as written.
    fn integer_method(&mut self, receiver: &Operand, e: &ExprMethodCall) -> Operand {
        let args: Vec<_> = e.args.iter().map(|arg| self.expr(arg)).collect();
        for (arg, at) in args.iter().zip(&e.args) {
            if matches!(self.kind_of(arg), Kind::Unknown(_)) {
                self.expect(arg, &Kind::Int, at);
            }
        }
        if let Some(k) = args.iter().position(|arg| !self.kind_of(arg).is_inactive()) {
            return self.reject(&e.args[k], "a real number in a method of an integer", "convert it with `as` first");
        }
        let (method, of) = (&e.method, self.tokens(receiver));
        let values = args.iter().map(|arg| self.tokens(arg));
        let tokens = quote!(#of.#method(#(#values),*));
        let reads = std::iter::once(receiver).chain(&args).filter_map(Operand::var).collect();
        let kind = if rules::find(&method.to_string()).is_some() || method == "pow" {
            self.kind_of(receiver)
        } else {
            self.kinds.unknown()
        };
        self.define(kind, Rvalue::Verbatim(Verbatim { tokens, reads, repeatable: false }), e.span())
    }

    fn no_rule(&mut self, at: &proc_macro2::Ident, what: &str, args: &[&Expr]) -> Operand {
        if ITERATORS.iter().any(|name| at == name) {
            return self.reject(at, "iterator chains are not supported yet", "write a `for` loop");
        }
        if args.iter().any(|arg| matches!(arg, Expr::Path(_)) && matches!(self.expr(arg), Operand::Poison)) {
            return Operand::Poison;
        }
        if at == "to_f64" {
            let help = "compute with the scalar itself";
            return self.reject(at, "`.to_f64()` drops the derivative of an active value", help);
        }
        if BITS.iter().any(|bits| at == bits) {
            let help = "a derivative does not survive it; compute with the number itself";
            return self.reject(at, format!("{what} looks at the bits of a real number"), help);
        }
        let help = format!("write it with the primitives {PRIMITIVES}, or with loops and indices");
        self.reject(at, format!("{what} has no rule"), help)
    }

    /// A row of the table, or `sin_cos`, applied to `args`, the first of which may be lowered already; `None` if there is no such row.
    fn primitive(&mut self, name: &str, first: Option<Operand>, args: &[&Expr], at: &impl ToTokens) -> Option<Operand> {
        if name == "sin_cos" && args.len() == 1 {
            let a = first.unwrap_or_else(|| self.expr(args[0]));
            self.expect(&a, &Kind::Real, &args[0]);
            let parts =
                ["sin", "cos"].map(|f| self.define(Kind::Real, Rvalue::Prim(rule(f), vec![a.clone()]), at.span()));
            let kind = Kind::Tup(vec![Kind::Real, Kind::Real]);
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
            self.unify(&kind, &Kind::Real, &args[0]);
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
        let kind = self.kinds.unknown();
        let (out, pullback) = (self.temp_var(kind, path.span()), self.names.fresh("pullback", path.span()));
        let pullback = self.new_var(pullback, Kind::Poison, path.span());
        self.push(Stmt::Call { out, pullback, callee: path.clone(), args });
        Operand::Var(out)
    }

    /// Whether an argument goes by value or by reference is read off its syntax.
    fn argument(&mut self, e: &Expr) -> Arg {
        match strip(e) {
            Expr::Reference(r) if r.mutability.is_some() => Arg::Value(self.reject(
                r,
                "`&mut` arguments are not supported yet",
                "let the function return the new value",
            )),
            Expr::Reference(r) => Arg::Ref(self.place(&r.expr)),
            path if is_place(path) => match self.reference(path) {
                Some(place) => Arg::Ref(through(place)),
                None => Arg::Value(self.expr(e)),
            },
            _ => Arg::Value(self.expr(e)),
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
            Binding::Alias(_) | Binding::Unset => self.kinds.resolve(&self.scopes.info(local).kind),
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
