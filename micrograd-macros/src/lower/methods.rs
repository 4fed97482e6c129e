//! Methods: primitives, queries, methods of integers, and those of the user's types.
use super::Lower;
use super::place::strip;
use super::readers::reads;
use super::streams::USE_INDICES;
use crate::errors::{PRIMITIVES, show};
use crate::ir::{Operand, Rvalue, Verbatim};
use crate::kinds::Kind;
use micrograd_core::rules;
use quote::quote;
use syn::spanned::Spanned;
use syn::{Expr, ExprMethodCall};

/// Methods that read the primal and give a flag.
const QUERIES: &[&str] = &["is_nan", "is_finite", "is_infinite", "is_sign_negative", "is_sign_positive"];

/// Methods that compare.
pub(super) const ORDERINGS: &[&str] = &["partial_cmp", "total_cmp", "cmp"];

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
    pub(super) fn method(&mut self, e: &ExprMethodCall) -> Operand {
        let name = e.method.to_string();
        if self.is_struct(&e.receiver) && !is_copy(e) {
            // what an iterator's `sum` gives was written to it in advance
            let given = ["sum", "product", "collect"].contains(&name.as_str());
            let own = ExprMethodCall { turbofish: e.turbofish.clone().filter(|_| !given), ..e.clone() };
            let place = self.receiver(e);
            return self.method_of(place, &own);
        }
        if self.iterates(&Expr::MethodCall(e.clone())) {
            return self.unrun(e);
        }
        if let Some(value) = self.consumed(e) {
            return self.materialise(value, e);
        }
        if let Some(value) = self.method_of_option(e) {
            return value;
        }
        if let Some(view) = self.view(&Expr::MethodCall(e.clone())) {
            return self.materialise(view, e);
        }
        if let Some(value) = self.shape_method(e) {
            return value;
        }
        if let Some(value) = self.memory_method(e) {
            return value;
        }
        if let Some(operand) = self.foreign_receiver(e) {
            return operand;
        }
        self.gives_struct = super::operators::gives(&e.receiver) && !reads(&name);
        let place = self.receiver(e);
        self.gives_struct = false;
        let kind = self.place_kind(&place);
        if let (Kind::Seq(_), "map", 1) = (&kind, name.as_str(), e.args.len()) {
            return self.mapped_array(&place, e).unwrap_or(Operand::Poison);
        }
        let copies = is_copy(e);
        let known =
            copies || ORDERINGS.contains(&name.as_str()) || QUERIES.contains(&name.as_str()) || is_primitive(&name);
        let own =
            self.kinds.is_own_type(&kind) && !copies && rules::find(&name).is_some_and(|r| r.trait_name.is_some());
        if own || !known && matches!(kind, Kind::Opaque | Kind::Unknown(_)) && !ITERATORS.contains(&name.as_str()) {
            return self.method_of(place, e);
        }
        let receiver = self.load(place, &e.receiver);
        if matches!(receiver, Operand::Poison) || matches!(kind, Kind::Poison) {
            return Operand::Poison;
        }
        if copies {
            return receiver;
        }
        if ORDERINGS.contains(&name.as_str()) && e.args.len() == 1 {
            let other = self.expr(&e.args[0]);
            return self.ordering(&name, &receiver, &other, e);
        }
        if matches!(kind, Kind::Int | Kind::Bool | Kind::Inert) {
            return self.integer_method(&receiver, e);
        }
        if QUERIES.contains(&name.as_str()) && e.args.is_empty() {
            return self.define(Kind::Bool, Rvalue::Query(e.method.clone(), receiver), e.span());
        }
        self.may_be_foreign(&e.method);
        let args: Vec<_> = std::iter::once(&*e.receiver).chain(&e.args).collect();
        match self.primitive(&name, Some(receiver), &args, e) {
            Some(operand) => operand,
            None => self.no_rule(&e.method, &format!("the method `.{name}()`"), &args[1..]),
        }
    }

    /// Whether an expression is a local that is known to be a struct or an enum: its methods are its own, whatever
    /// their names are.
    pub(super) fn is_struct(&self, expr: &Expr) -> bool {
        let Expr::Path(path) = strip(expr) else { return false };
        self.local_binding(&path.path).is_some_and(|binding| self.local_kind(binding) == Kind::Opaque)
    }

    /// `len` and `is_empty` of a part of a local: they tell nothing of what is in it.
    fn shape_method(&mut self, e: &ExprMethodCall) -> Option<Operand> {
        let shape = e.method == "len" || e.method == "is_empty";
        if !shape || !e.args.is_empty() || !super::stmt::is_place(strip(&e.receiver)) {
            return None;
        }
        let place = self.receiver(e);
        let kind = self.place_kind(&place);
        if self.kinds.is_own_type(&kind) {
            return Some(self.method_of(place, e));
        }
        let (tokens, method) = (self.receiver_tokens(&place), &e.method);
        let kind = if method == "len" { Kind::Int } else { Kind::Bool };
        let code = Verbatim { tokens: quote!(#tokens.#method()), reads: place.vars().collect(), repeatable: true };
        Some(self.define(kind, Rvalue::Verbatim(code), e.span()))
    }

    /// A method of a static or of a constant that is given something active.
    fn foreign_receiver(&mut self, e: &ExprMethodCall) -> Option<Operand> {
        let Expr::Path(path) = strip(&e.receiver) else { return None };
        let local = path.path.get_ident().is_some_and(|name| self.scopes.find(name).is_some());
        if local || is_primitive(&e.method.to_string()) || e.args.is_empty() {
            return None;
        }
        let message =
            format!("`{}` is no local variable: an active value that is stored there loses its derivative", show(path));
        Some(self.reject(path, message, "return the value, or give it to `&mut` parameters"))
    }

    /// Notes a method that another trait might give to floats too.
    pub(super) fn may_be_foreign(&mut self, method: &proc_macro2::Ident) {
        if self.is_plain_mode() && FROM_TRAIT.iter().any(|name| method == name) {
            self.trait_methods.push(method.clone());
        }
    }

    /// A method of an integer that was computed from reals: as written.
    pub(super) fn integer_method(&mut self, receiver: &Operand, e: &ExprMethodCall) -> Operand {
        if self.kind_of(receiver) == Kind::Inert
            && let Some(value) = self.ordering_method(receiver, e)
        {
            return value;
        }
        let args: Vec<_> = e.args.iter().map(|arg| self.expr(arg)).collect();
        for (arg, at) in args.iter().zip(&e.args) {
            if matches!(self.kind_of(arg), Kind::Unknown(_)) {
                self.expect(arg, &Kind::Int, at);
            }
        }
        if let Some(k) = args.iter().position(|arg| !self.kind_of(arg).is_inactive()) {
            let message = format!("a real number goes into `.{}()` of something that carries no derivative", e.method);
            let help = "convert it with `as` for a method of an integer, and keep it in an array or a `Vec`; for a type \
                        parameter, call the function of one type with `#[differentiable]`";
            return self.reject(&e.args[k], message, help);
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

    pub(super) fn no_rule(&mut self, at: &proc_macro2::Ident, what: &str, args: &[&Expr]) -> Operand {
        if ITERATORS.iter().any(|name| at == name) {
            return self.reject(at, "the source of the iterator's elements is not visible", USE_INDICES);
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
        let help = super::lists::instead(at).map_or_else(
            || format!("write it with the primitives {PRIMITIVES}, or with loops and indices"),
            str::to_owned,
        );
        self.reject(at, format!("{what} has no rule"), help)
    }
}

fn is_copy(e: &ExprMethodCall) -> bool {
    (e.method == "clone" || e.method == "to_owned") && e.args.is_empty()
}

/// Whether a name is that of a row of the table, or of the pair of two.
pub(super) fn is_primitive(name: &str) -> bool {
    name == "sin_cos" || rules::find(name).is_some()
}
