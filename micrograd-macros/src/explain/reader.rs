//! The program as a listing reads it: operands, places and right sides as expressions.
mod patterns;

use super::code::code;
use super::expr::{Expr, Name, mark};
use super::formula::{applied, partial};
use crate::analyse::{Keep, Plan};
use crate::hash::HashMap;
use crate::ir::{Arg, Callee, Operand, Place, Printer, Program, Region, Rvalue, Stmt, Var, Verbatim};
use crate::names::plain;
use crate::parse::Input;
use micrograd_core::rules::Rule;
use quote::ToTokens;
use std::cell::RefCell;

/// What every part of a listing reads.
pub struct Reader<'a> {
    /// The function.
    pub input: &'a Input,
    /// What it is lowered to.
    pub program: &'a Program,
    /// What the emitters make of it.
    pub plan: &'a Plan,
    /// The right side of every definition.
    pub definitions: HashMap<Var, &'a Rvalue>,
    /// The values that stand for themselves wherever they are used.
    written: RefCell<HashMap<Var, Option<Expr>>>,
}

impl<'a> Reader<'a> {
    /// Reads a program.
    pub fn new(input: &'a Input, program: &'a Program, plan: &'a Plan) -> Self {
        let mut definitions = HashMap::default();
        define(&program.body, &mut definitions);
        Reader { input, program, plan, definitions, written: RefCell::default() }
    }

    /// Whether the pullback captures the value itself: a definition of the body, without an early exit.
    pub fn is_captured(&self, v: Var) -> bool {
        let is_there = |stmt: &Stmt| matches!(stmt, Stmt::Let(out, _) if *out == v);
        !self.program.has_early_exit() && self.program.body.stmts.iter().any(is_there)
    }

    /// The user's name for a variable, which several versions of it share.
    pub fn users_name(&self, v: Var) -> Option<String> {
        let name = plain(&self.program.info(v).name);
        let param = self.program.params.iter().position(|param| *param == v);
        if param.is_some_and(|k| self.input.params[k].receiver.is_some()) {
            return Some("self".to_owned());
        }
        if self.input.names.has(&self.program.info(v).name) {
            return Some(name);
        }
        let (base, number) = name.rsplit_once('_')?;
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if base.is_empty() || !is_number {
            return None;
        }
        let ident = proc_macro2::Ident::new(base, proc_macro2::Span::call_site());
        self.input.names.has(&ident).then(|| base.to_owned())
    }

    /// Whether the backward sweep evaluates the value again where it mentions it, and the listing writes it there.
    pub fn written(&self, v: Var) -> Option<Expr> {
        if let Some(known) = self.written.borrow().get(&v) {
            return known.clone();
        }
        let fits = self.plan.keep(v) == Some(Keep::Again) && self.users_name(v).is_none();
        let value = self.definitions.get(&v).filter(|_| fits && !self.program.info(v).memory);
        let value = value.map(|value| self.rvalue(value)).filter(|value| super::tidy::length(value) <= 40);
        self.written.borrow_mut().insert(v, value.clone());
        value
    }

    /// A variable as it is read.
    pub fn value(&self, v: Var) -> Expr {
        self.written(v).unwrap_or_else(|| Expr::value(v))
    }

    /// An operand.
    pub fn operand(&self, op: &Operand) -> Expr {
        match op {
            Operand::Var(v) => self.value(*v),
            Operand::Real(literal) | Operand::Plain(literal, _) => {
                let text = super::code::without_paths(&literal.to_string().replace(' ', ""));
                match text.strip_prefix('-') {
                    Some(rest) => Expr::Neg(Box::new(Expr::text(rest))),
                    None => Expr::text(text),
                }
            }
            Operand::Unit | Operand::Poison => Expr::text("()"),
        }
    }

    /// Several operands.
    pub fn operands(&self, ops: &[Operand]) -> Vec<Expr> {
        ops.iter().map(|op| self.operand(op)).collect()
    }

    /// A place.
    pub fn place(&self, place: &Place) -> Expr {
        let base = place.base;
        // the variable itself, even if it stands for something else
        let text = self.print(&|v| if v == base { mark(v) } else { self.marked(v) }, |printer| printer.place(place));
        let mut text = without_parentheses(&text.replace(".*", ""));
        for named in &self.program.types {
            // a field of a variant
            let path = format!(".{}::", named.path.to_token_stream().to_string().replace(' ', ""));
            text = text.replace(&path, ".");
        }
        Expr::marked(&text).based_on(Name::Value(base))
    }

    /// The adjoint of a place.
    pub fn adjoint(&self, place: &Place) -> Expr {
        self.place(place).based_on(Name::Adjoint(place.base))
    }

    /// Code of the user's.
    pub fn code(&self, code: &Verbatim) -> Expr {
        self.tokens(&code.tokens, &code.reads)
    }

    /// Tokens that mention some variables by their emitted names.
    pub(super) fn tokens(&self, tokens: &proc_macro2::TokenStream, reads: &[Var]) -> Expr {
        let named = |text: &str| reads.iter().find(|v| self.program.info(**v).name == *text);
        Expr::marked(&code(tokens, &|text| named(text).map(|v| self.marked(*v))))
    }

    /// An argument of a call.
    pub fn arg(&self, arg: &Arg) -> Expr {
        match arg {
            Arg::Value(op) => self.operand(op),
            Arg::Ref(place) | Arg::Mut(place) => {
                let is_ref = self.program.info(place.base).is_ref && place.projections.is_empty();
                let sign = match arg {
                    _ if is_ref => return self.place(place),
                    Arg::Mut(_) => "&mut ",
                    _ => "&",
                };
                Expr::Code(vec![Expr::text(sign), self.place(place)], true)
            }
        }
    }

    /// A call.
    pub fn call(&self, callee: &Callee, args: &[Arg]) -> Expr {
        let name = callee.to_string();
        let mut given: Vec<Expr> = args.iter().map(|arg| self.arg(arg)).collect();
        match callee {
            Callee::Function(_) => Expr::call(name, given),
            Callee::Method(_) | Callee::Operator(_) if given.is_empty() => Expr::call(name, given),
            Callee::Method(_) | Callee::Operator(_) => {
                let receiver = match &args[0] {
                    Arg::Value(_) => given.remove(0).closed(),
                    Arg::Ref(place) | Arg::Mut(place) => {
                        given.remove(0);
                        self.place(place)
                    }
                };
                Expr::Code(vec![receiver, Expr::call(name, given)], true)
            }
        }
    }

    /// The right side of a definition.
    pub fn rvalue(&self, value: &Rvalue) -> Expr {
        match value {
            Rvalue::Use(op) => self.operand(op),
            Rvalue::Prim(rule, ops) => applied(rule, self.operands(ops)),
            Rvalue::Native(op, a, b) => {
                Expr::binary(op.to_token_stream().to_string(), self.operand(a), self.operand(b))
            }
            Rvalue::Not(op) => Expr::Code(vec![Expr::text("!"), self.operand(op).closed()], true),
            Rvalue::Query(method, op) => Expr::call(method.to_string(), vec![self.operand(op)]),
            Rvalue::Stop(op) => Expr::call("stop_gradient".to_owned(), vec![self.operand(op)]),
            Rvalue::Cut(op, ty) | Rvalue::ToReal(op, ty) | Rvalue::Convert(op, ty) => {
                let ty = format!(" as {}", ty.to_token_stream());
                Expr::Code(vec![self.operand(op).closed(), Expr::text(ty)], false)
            }
            Rvalue::Verbatim(code) => self.test(code).unwrap_or_else(|| self.code(code)),
            Rvalue::Load(place) => self.place(place),
            Rvalue::VecWithRoom(_) => Expr::text("vec![]"),
            Rvalue::Repeat(op, len) | Rvalue::VecRepeat(op, len) => {
                let open = if matches!(value, Rvalue::Repeat(..)) { "[" } else { "vec![" };
                let pieces =
                    vec![Expr::text(open), self.operand(op), Expr::text("; "), self.code(len), Expr::text("]")];
                Expr::Code(pieces, true)
            }
            Rvalue::Array(_)
            | Rvalue::Tuple(_)
            | Rvalue::VecOf(_)
            | Rvalue::Struct(_)
            | Rvalue::Some(_)
            | Rvalue::None
            | Rvalue::Unit(_) => {
                let text = self.print(&|v| self.marked(v), |printer| printer.rvalue(value));
                let text = text.replace("vec [", "vec![");
                let spaced = text.starts_with(['[', '(', 'v']) || text.ends_with('}');
                Expr::Code(vec![Expr::marked(&text)], spaced || !text.contains(' '))
            }
        }
    }

    /// The partial of a definition by its operand `k`, with that definition's operands in it.
    pub fn partial(&self, text: &str, rule: &Rule, ops: &[Operand], out: Var) -> Expr {
        partial(text, &|name| {
            if name == rule.result {
                return Some(self.value(out));
            }
            let mut operands = rule.operands.iter().chain(rule.integers).zip(ops);
            operands.find(|(own, _)| **own == name).map(|(_, op)| self.operand(op))
        })
    }

    /// Text in which a variable is marked, or what is written for it.
    fn marked(&self, v: Var) -> String {
        let mark_of = |name| match name {
            Name::Value(v) => mark(v),
            Name::Adjoint(_) | Name::Carry(_) | Name::Result => String::new(),
        };
        self.value(v).closed().show(&mark_of)
    }

    fn print(&self, name: &dyn Fn(Var) -> String, print: impl Fn(&Printer<'_>) -> String) -> String {
        print(&Printer::new(self.program, name))
    }
}

/// Without the parentheses that only an index has: `x[(i - 1)]`.
fn without_parentheses(text: &str) -> String {
    let mut shown = text.to_owned();
    let mut from = 0;
    while let Some(at) = shown[from..].find("[(").map(|k| k + from) {
        let mut depth = 0;
        let close = shown[at + 1..].char_indices().find(|(_, c)| {
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        });
        if let Some(close) = close.map(|(k, _)| at + 1 + k).filter(|close| shown[*close..].starts_with(")]")) {
            shown.remove(close);
            shown.remove(at + 1);
        }
        from = at + 1;
    }
    shown
}

fn define<'a>(region: &'a Region, definitions: &mut HashMap<Var, &'a Rvalue>) {
    for stmt in &region.stmts {
        if let Stmt::Let(out, value) = stmt {
            definitions.insert(*out, value);
        }
        stmt.regions(&mut |r| define(r, definitions));
    }
}
