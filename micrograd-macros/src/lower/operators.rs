//! Operators. A number has those of the rule table; a type of the user's has its own, which are called by their traits.
//!
//! Which of both an operand is may become known behind the operator, for example by a field of the result. So what is
//! still open is decided at the end: the traits have the operators of numbers, too.
use super::Lower;
use super::compound::compound;
use super::effects::idents;
use super::expr::rule;
use super::mutations::Mutations;
use super::place::strip;
use super::scope::Binding;
use super::spans::start;
use crate::ir::{Arg, Callee, Operand, Place, Region, Rvalue, Stmt};
use crate::kinds::Kind;
use micrograd_core::rules::Rule;
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprBinary};

impl Lower<'_> {
    pub(super) fn binary(&mut self, e: &ExprBinary) -> Operand {
        if let Some(op) = compound(&e.op) {
            return self.compound_assign(e, op);
        }
        if matches!(e.op, BinOp::And(_) | BinOp::Or(_)) {
            return self.short_circuit(e);
        }
        let of_struct = std::mem::take(&mut self.gives_struct);
        let a = self.expected(&e.left, of_struct);
        let sum = matches!(e.op, BinOp::Add(_) | BinOp::Sub(_));
        let b = self.expected(&e.right, sum && (of_struct || self.kinds.is_own_type(&self.kind_of(&a))));
        if of_struct {
            // `2.0 * v` is an operator of `v`, too
            let kind = self.kind_of(if self.kind_of(&a).is_number() { &b } else { &a });
            self.kinds.may_be_own(&kind);
        }
        self.operator(&e.op, a, b, e)
    }

    /// Lowers what may be a struct by what is around it: then operators in it may be the struct's.
    pub(super) fn expected(&mut self, expr: &Expr, of_struct: bool) -> Operand {
        self.gives_struct = of_struct && gives(expr);
        let value = self.expr(expr);
        self.gives_struct = false;
        value
    }

    /// Whether the value that a pattern names looks like a struct.
    pub(super) fn declares_struct(&self, pat: &syn::Pat, kind: &Kind, init: &Expr) -> bool {
        let syn::Pat::Ident(name) = pat else { return false };
        gives(init) && (self.kinds.is_own_type(kind) || self.mentions.is_struct_local(&name.ident))
    }

    /// `a op b` on values.
    fn operator(&mut self, op: &BinOp, a: Operand, b: Operand, at: &ExprBinary) -> Operand {
        let shift = matches!(op, BinOp::Shl(_) | BinOp::Shr(_));
        let kind = self.kind_of(&a);
        let of_b = self.kind_of(&b);
        if let Some(name) = arithmetic(op).filter(|_| self.has_own_operator(&kind, &of_b)) {
            return self.own_operator(name, a, Some(b), op);
        }
        if !shift && !self.expect(&b, &kind, at) {
            return Operand::Poison;
        }
        if let Some(name) = arithmetic(op) {
            return self.define(kind, Rvalue::Prim(rule(name), vec![a, b]), start(&at.left));
        }
        let compares =
            matches!(op, BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_));
        let kind = if compares { Kind::Bool } else { kind };
        if !compares && self.kinds.is_real(&kind) {
            return self.reject(&op.to_token_stream(), "a bit operation on a real number", "do it on an integer");
        }
        self.define(kind, Rvalue::Native(*op, a, b), start(&at.left))
    }

    /// Whether an operator may be one of a type of the user's: the other side tells nothing then.
    pub(super) fn has_own_operator(&self, a: &Kind, b: &Kind) -> bool {
        let opaque = |kind: &Kind| *kind == Kind::Opaque;
        let own = self.kinds.is_own_type(a) || self.kinds.is_own_type(b);
        opaque(a) || opaque(b) || own && !(a.is_number() && b.is_number())
    }

    /// `a * b` is `a.mul(b)`, whatever the type of `a` says.
    pub(super) fn own_operator(&mut self, name: &str, a: Operand, b: Option<Operand>, at: &impl ToTokens) -> Operand {
        let receiver = Arg::Ref(self.hold(a, at));
        self.operator_call(name, receiver, b, at)
    }

    fn operator_call(&mut self, name: &str, receiver: Arg, b: Option<Operand>, at: &impl ToTokens) -> Operand {
        self.needs_operator(name);
        let args = std::iter::once(receiver).chain(b.map(Arg::Value)).collect();
        self.call_of(Callee::Operator(Ident::new(name, at.to_token_stream().span())), args, at)
    }

    /// The trait of an operator must be in scope.
    fn needs_operator(&mut self, name: &str) {
        let of_trait = camel(name);
        if !self.operators.iter().any(|known| *known == of_trait) {
            self.operators.push(Ident::new(&of_trait, Span::call_site()));
        }
    }

    /// `target op= value`.
    fn compound_assign(&mut self, e: &ExprBinary, op: BinOp) -> Operand {
        if matches!(strip(&e.left), Expr::Unary(_))
            && self.assigned_in_collection(|| Expr::Binary(e.clone()), &e.left, &e.right)
        {
            return Operand::Unit;
        }
        let place = |e: &Expr| matches!(strip(e), Expr::Index(_) | Expr::Field(_) | Expr::Unary(_));
        // Rust takes the place first where the operator is a method, and the value first where it is not
        let moved = place(&e.left) && moves_index(e) && !self.peek(&e.left).is_number();
        let early = moved.then(|| self.place(&e.left));
        let sum = matches!(op, BinOp::Add(_) | BinOp::Sub(_));
        let value = self.expected(&e.right, sum && self.mentions.is_struct(&e.left));
        match strip(&e.left) {
            Expr::Path(_) => self.compound_local(e, &op, value),
            target if place(target) => {
                let moved = early.is_some();
                let target = early.unwrap_or_else(|| self.place(target));
                self.compound_place(e, &op, target, value, moved);
            }
            other => drop(self.reject(
                &other.to_token_stream(),
                "an assignment to something that is no place",
                "assign to a variable, a part of one, or through a `&mut` reference",
            )),
        }
        Operand::Unit
    }

    fn compound_local(&mut self, e: &ExprBinary, op: &BinOp, value: Operand) {
        let Expr::Path(path) = strip(&e.left) else { return };
        if let Some(Binding::Memory(var)) = self.local_binding(&path.path).cloned() {
            let (kind, of_value) = (self.kinds.resolve(&self.vars[var.0].kind), self.kind_of(&value));
            if self.has_own_operator(&kind, &of_value) {
                return self.own_assignment(op, Place::whole(var), value, e);
            }
        }
        let old = self.expr(&e.left);
        let new = self.operator(op, old, value, e);
        self.assign_to(&e.left, new);
    }

    fn compound_place(&mut self, e: &ExprBinary, op: &BinOp, place: Place, value: Operand, moved: bool) {
        let (kind, of_value) = (self.place_kind(&place), self.kind_of(&value));
        if self.has_own_operator(&kind, &of_value) {
            self.kinds.may_be_own(&kind);
            return self.own_assignment(op, place, value, e);
        }
        if moved {
            let help = "give the value a name before: `let v = ..;`";
            drop(self.reject(&e.right, "the value changes what the place on the left depends on", help));
            return;
        }
        let open = |kind: &Kind| matches!(kind, Kind::Unknown(_)) && !self.kinds.is_real(kind);
        if arithmetic(op).is_some() && open(&kind) && open(&of_value) {
            // both are of one type most likely, and the end tells which
            self.expect(&value, &kind, e);
            return self.own_assignment(op, place, value, e);
        }
        let old = self.load(place.clone(), &e.left);
        let new = self.operator(op, old, value, e);
        self.store(place, new, &e.left);
    }

    /// `a += b` is `a.add_assign(b)`, whatever the type of `a` says.
    fn own_assignment(&mut self, op: &BinOp, place: Place, b: Operand, at: &impl ToTokens) {
        let Some(name) = arithmetic(op) else {
            self.reject(at, "a bit operation on a type of the user's", "do it on an integer");
            return;
        };
        if self.is_memory_place(&place, at) {
            self.operator_call(&format!("{name}_assign"), Arg::Mut(place), Some(b), at);
        }
    }

    /// Operators whose operands turned out to be numbers are those of the rule table, all others are called.
    pub(super) fn settle_operators(&mut self, region: &mut Region) {
        let mut settled = Vec::with_capacity(region.stmts.len());
        for mut stmt in std::mem::take(&mut region.stmts) {
            stmt.regions_mut(&mut |inner| self.settle_operators(inner));
            match self.as_call(&stmt) {
                Some(call) => settled.push(call),
                None => match self.as_numbers(&stmt) {
                    Some(numbers) => settled.extend(numbers),
                    None => settled.push(stmt),
                },
            }
        }
        region.stmts = settled;
    }

    /// An operator of the table whose operands are no numbers, or may be none.
    fn as_call(&mut self, stmt: &Stmt) -> Option<Stmt> {
        let Stmt::Let(out, Rvalue::Prim(rule, ops)) = stmt else { return None };
        let open = |op: &Operand| matches!(self.kind_of(op), Kind::Unknown(_) | Kind::Opaque);
        if rule.trait_name.is_none() || !ops.iter().all(|op| op.var().is_some() && open(op)) {
            return None;
        }
        self.needs_operator(rule.name);
        let span = self.vars[out.0].span;
        let pullback = self.names.fresh("pullback", span);
        let pullback = self.new_var(pullback, Kind::Poison, span);
        let receiver = Arg::Ref(Place::whole(ops[0].var()?));
        let args = std::iter::once(receiver).chain(ops[1..].iter().cloned().map(Arg::Value)).collect();
        Some(Stmt::Call { out: *out, pullback, callee: Callee::Operator(Ident::new(rule.name, span)), args })
    }

    /// An assigning operator that was called, on numbers.
    fn as_numbers(&mut self, stmt: &Stmt) -> Option<[Stmt; 3]> {
        let Stmt::Call { callee: Callee::Operator(name), args, .. } = stmt else { return None };
        let [Arg::Mut(place), Arg::Value(value)] = &args[..] else { return None };
        let (kind, rule) = (self.place_kind(place), assigning(name)?);
        if !kind.is_number() || self.kind_of(value) != kind {
            return None;
        }
        let [old, new] = [0, 1].map(|_| self.temp_var(kind.clone(), name.span()));
        let ops = vec![Operand::Var(old), value.clone()];
        Some([
            Stmt::Let(old, Rvalue::Load(place.clone())),
            Stmt::Let(new, Rvalue::Prim(rule, ops)),
            Stmt::Store(place.clone(), Operand::Var(new)),
        ])
    }
}

/// Whether an expression is an operator's result.
pub(super) fn gives(expr: &Expr) -> bool {
    matches!(strip(expr), Expr::Binary(e) if arithmetic(&e.op).is_some())
}

/// Whether the value of a compound assignment changes what an index on its left mentions.
fn moves_index(e: &ExprBinary) -> bool {
    struct Indices(Vec<Ident>);
    impl<'ast> Visit<'ast> for Indices {
        fn visit_expr_index(&mut self, e: &'ast syn::ExprIndex) {
            self.0.extend(idents(e.index.to_token_stream()));
            visit::visit_expr(self, &e.expr);
        }
    }
    let mut indices = Indices(Vec::new());
    indices.visit_expr(&e.left);
    let changed = Mutations::default().and(&e.right);
    indices.0.iter().any(|name| changed.changes(name))
}

/// The name of an operator's trait: `add_assign` is of `AddAssign`.
fn camel(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    };
    name.split('_').map(word).collect()
}

/// The row of the table for an arithmetic operator.
fn arithmetic(op: &BinOp) -> Option<&'static str> {
    Some(match op {
        BinOp::Add(_) => "add",
        BinOp::Sub(_) => "sub",
        BinOp::Mul(_) => "mul",
        BinOp::Div(_) => "div",
        BinOp::Rem(_) => "rem",
        _ => return None,
    })
}

/// The row of the table for the method of an assigning operator.
fn assigning(name: &Ident) -> Option<&'static Rule> {
    let name = name.to_string();
    name.strip_suffix("_assign").map(rule)
}
