//! Copies of statements, with variables and loops of their own.
use super::{
    Bounds, Exit, Iter, Literal, LoopId, Operand, Order, Place, Projection, Region, Rvalue, Stmt, Var, VarInfo,
    Verbatim,
};
use crate::hash::HashMap;
use crate::names::{Names, plain};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};

/// Copies statements: what they define gets new variables.
pub struct Copier<'a> {
    /// The variables of the program.
    pub vars: &'a mut Vec<VarInfo>,
    /// The names taken in it.
    pub names: &'a mut Names,
    /// How many loops it has.
    pub loops: &'a mut usize,
    /// What stands for what.
    pub map: HashMap<Var, Var>,
}

impl Copier<'_> {
    /// A variable like another.
    pub fn like(&mut self, v: Var) -> Var {
        let VarInfo { name, kind, memory, is_ref, ty, guessed, span } = &self.vars[v.0];
        let (kind, ty, span) = (kind.clone(), ty.clone(), *span);
        let info = VarInfo {
            name: self.names.fresh(&plain(name), span),
            kind,
            memory: *memory,
            is_ref: *is_ref,
            ty,
            guessed: *guessed,
            span,
        };
        self.vars.push(info);
        Var(self.vars.len() - 1)
    }

    fn defined(&mut self, v: Var) -> Var {
        let copy = self.like(v);
        self.map.insert(v, copy);
        copy
    }

    fn var(&self, v: Var) -> Var {
        self.map.get(&v).copied().unwrap_or(v)
    }

    /// The statement; none if it is of a kind that has no copies.
    pub fn stmt(&mut self, stmt: &Stmt) -> Option<Stmt> {
        Some(match stmt {
            Stmt::Let(out, value) => {
                let value = self.rvalue(value)?;
                Stmt::Let(self.defined(*out), value)
            }
            Stmt::Store(place, value) => Stmt::Store(self.place(place), self.operand(value)),
            Stmt::Branch { on, selector, arms, out } => {
                let on = self.operand(on);
                let arms = arms.iter().map(|arm| self.region(arm)).collect::<Option<_>>()?;
                let out = out.iter().map(|v| self.defined(*v)).collect();
                Stmt::Branch { on, selector: *selector, arms, out }
            }
            Stmt::Loop {
                iter: Iter::Range { from, to, inclusive, order }, inits, body, out, checkpoint: None, ..
            } => {
                let (from, to, inclusive) = (self.operand(from), self.operand(to), *inclusive);
                let order = match order {
                    Order::Steps { down, step } => Order::Steps { down: *down, step: self.operand(step) },
                    same => same.clone(),
                };
                let inits = inits.iter().map(|op| self.operand(op)).collect();
                let id = LoopId(*self.loops);
                *self.loops += 1;
                let body = self.region(body)?;
                let out = out.iter().map(|v| self.defined(*v)).collect();
                let iter = Iter::Range { from, to, inclusive, order };
                Stmt::Loop { id, iter, inits, body, out, checkpoint: None }
            }
            Stmt::Loop { .. }
            | Stmt::Swap(..)
            | Stmt::Push(..)
            | Stmt::Pop(..)
            | Stmt::Effect(_)
            | Stmt::Call { .. } => return None,
        })
    }

    fn region(&mut self, region: &Region) -> Option<Region> {
        let Exit::Fall(ops) = &region.exit else { return None };
        let index = region.index.map(|v| self.defined(v));
        let args = region.args.iter().map(|v| self.defined(*v)).collect();
        let stmts = region.stmts.iter().map(|stmt| self.stmt(stmt)).collect::<Option<_>>()?;
        let exit = Exit::Fall(ops.iter().map(|op| self.operand(op)).collect());
        Some(Region { index, args, stmts, exit })
    }

    /// The same operand in the copy.
    pub fn operand(&self, op: &Operand) -> Operand {
        match op {
            Operand::Var(v) => Operand::Var(self.var(*v)),
            other => other.clone(),
        }
    }

    fn operands(&self, ops: &[Operand]) -> Vec<Operand> {
        ops.iter().map(|op| self.operand(op)).collect()
    }

    fn place(&self, place: &Place) -> Place {
        let bound = |op: &Option<Operand>| op.as_ref().map(|op| self.operand(op));
        let projections = place.projections.iter().map(|step| match step {
            Projection::Index(op) => Projection::Index(self.operand(op)),
            Projection::Range(Bounds { from, to, inclusive }) => {
                Projection::Range(Bounds { from: bound(from), to: bound(to), inclusive: *inclusive })
            }
            other => other.clone(),
        });
        Place { base: self.var(place.base), projections: projections.collect() }
    }

    fn verbatim(&self, code: &Verbatim) -> Option<Verbatim> {
        let renamed: HashMap<String, Ident> =
            self.map.iter().map(|(of, copy)| (self.name(*of), self.vars[copy.0].name.clone())).collect();
        let reads = code.reads.iter().map(|v| self.var(*v)).collect();
        Some(Verbatim { tokens: renamed_in(code.tokens.clone(), &renamed)?, reads, repeatable: code.repeatable })
    }

    fn name(&self, v: Var) -> String {
        self.vars[v.0].name.to_string()
    }

    fn rvalue(&self, value: &Rvalue) -> Option<Rvalue> {
        let one = |op: &Operand| self.operand(op);
        Some(match value {
            Rvalue::Use(op) => Rvalue::Use(one(op)),
            Rvalue::Prim(rule, ops) => Rvalue::Prim(rule, self.operands(ops)),
            Rvalue::Native(op, a, b) => Rvalue::Native(*op, one(a), one(b)),
            Rvalue::Not(op) => Rvalue::Not(one(op)),
            Rvalue::Query(name, op) => Rvalue::Query(name.clone(), one(op)),
            Rvalue::Cut(op, ty) => Rvalue::Cut(one(op), ty.clone()),
            Rvalue::Stop(op) => Rvalue::Stop(one(op)),
            Rvalue::ToReal(op, ty) => Rvalue::ToReal(one(op), ty.clone()),
            Rvalue::Convert(op, ty) => Rvalue::Convert(one(op), ty.clone()),
            Rvalue::Verbatim(code) if code.repeatable => Rvalue::Verbatim(self.verbatim(code)?),
            Rvalue::Load(place) => Rvalue::Load(self.place(place)),
            Rvalue::Array(ops) => Rvalue::Array(self.operands(ops)),
            Rvalue::Repeat(op, len) => Rvalue::Repeat(one(op), self.verbatim(len)?),
            Rvalue::Tuple(ops) => Rvalue::Tuple(self.operands(ops)),
            Rvalue::VecOf(ops) => Rvalue::VecOf(self.operands(ops)),
            Rvalue::VecRepeat(op, len) => Rvalue::VecRepeat(one(op), self.verbatim(len)?),
            Rvalue::Some(op) => Rvalue::Some(one(op)),
            Rvalue::None => Rvalue::None,
            Rvalue::Struct(Literal { ty, variant, fields, rest }) => {
                let fields = fields.iter().map(|(name, op)| (name.clone(), one(op))).collect();
                let (ty, variant, rest) = (*ty, variant.clone(), rest.as_ref().map(one));
                Rvalue::Struct(Literal { ty, variant, fields, rest })
            }
            Rvalue::Verbatim(_) | Rvalue::VecWithRoom(_) | Rvalue::Unit(_) => return None,
        })
    }
}

/// The same code with other names; none where a name may be that of a field.
fn renamed_in(code: TokenStream, names: &HashMap<String, Ident>) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let is = |k: usize, c: char| matches!(tokens.get(k), Some(TokenTree::Punct(p)) if p.as_char() == c);
    let one = |(k, token): (usize, &TokenTree)| match token {
        TokenTree::Group(group) => {
            let mut copy = Group::new(group.delimiter(), renamed_in(group.stream(), names)?);
            copy.set_span(group.span());
            Some(TokenTree::Group(copy))
        }
        TokenTree::Ident(ident) => match names.get(&ident.to_string()) {
            None => Some(token.clone()),
            Some(_) if is(k + 1, ':') || k > 0 && is(k - 1, ':') => None,
            // behind two dots it is a bound
            Some(_) if k > 0 && is(k - 1, '.') && !(k > 1 && is(k - 2, '.')) => None,
            Some(name) => Some(TokenTree::Ident(name.clone())),
        },
        TokenTree::Punct(_) | TokenTree::Literal(_) => Some(token.clone()),
    };
    tokens.iter().enumerate().map(one).collect()
}
