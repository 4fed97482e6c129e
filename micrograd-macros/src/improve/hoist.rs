//! What is the same in every iteration of a loop over a range stands before the loop, under the condition that there is
//! an iteration: the loop may be what guards an index.
use crate::hash::{HashMap, HashSet};
use crate::ir::{
    Exit, Iter, Operand, Place, Program, Projection, Region, Rvalue, Selector, Stmt, Var, VarInfo, changes,
};
use crate::kinds::Kind;
use crate::names::Names;
use crate::tokens::quote;
use syn::BinOp;

/// Moves reads and arithmetic out of the loops in which they are the same in every iteration.
pub fn hoist(program: &mut Program, mut names: Names) {
    program.vars.iter().for_each(|var| names.take(&var.name));
    let mut body = std::mem::take(&mut program.body.stmts);
    Hoist { vars: &mut program.vars, names }.stmts(&mut body);
    program.body.stmts = body;
}

struct Hoist<'a> {
    vars: &'a mut Vec<VarInfo>,
    names: Names,
}

impl Hoist<'_> {
    fn stmts(&mut self, stmts: &mut Vec<Stmt>) {
        for mut stmt in std::mem::take(stmts) {
            stmt.regions_mut(&mut |r| self.stmts(&mut r.stmts));
            stmts.extend(self.before(&mut stmt));
            stmts.push(stmt);
        }
    }

    /// What is taken out of a loop.
    fn before(&mut self, stmt: &mut Stmt) -> Vec<Stmt> {
        let (mut changed, mut out) = (HashSet::default(), Vec::new());
        changes(stmt, &mut changed);
        let Stmt::Loop { iter: Iter::Range { from, to, inclusive, .. }, body, checkpoint: None, .. } = stmt else {
            return out;
        };
        let mut loops = Inside::of(body, changed, self.vars);
        let mut flag = None;
        let mut ends = false;
        for stmt in std::mem::take(&mut body.stmts) {
            ends |= stmt.may_exit() || stmt.acts();
            match stmt {
                Stmt::Let(v, value) if !ends && self.is_same_throughout(v, &value, &loops) => {
                    let on = flag.get_or_insert_with(|| self.flag(from, to, *inclusive, &mut out)).clone();
                    loops.defined.remove(&v);
                    out.push(self.guarded(v, value, on, &loops));
                }
                stmt => body.stmts.push(stmt),
            }
        }
        out
    }

    /// Whether a value is the same in every iteration, and worth its own variable outside.
    fn is_same_throughout(&self, out: Var, value: &Rvalue, inside: &Inside) -> bool {
        let info = &self.vars[out.0];
        if info.kind != Kind::Real || info.memory {
            return false;
        }
        match value {
            Rvalue::Prim(_, ops) => ops.iter().all(|op| inside.is_outside(op, self.vars)),
            Rvalue::Load(place) => {
                let steps = |step: &Projection| !matches!(step, Projection::View(_) | Projection::Payload(..));
                inside.is_fixed(place.base)
                    && place.projections.iter().all(steps)
                    && place.indices().all(|op| inside.is_outside(op, self.vars) || inside.index(op).is_some())
            }
            _ => false,
        }
    }

    // Output: let any = from < to;
    fn flag(&mut self, from: &Operand, to: &Operand, inclusive: bool, out: &mut Vec<Stmt>) -> Operand {
        let op: BinOp = if inclusive { syn::parse_quote!(<=) } else { syn::parse_quote!(<) };
        let any = self.fresh("any", Kind::Bool);
        out.push(Stmt::Let(any, Rvalue::Native(op, from.clone(), to.clone())));
        Operand::Var(any)
    }

    // Output: let out = if any { value } else { 0.0 };
    fn guarded(&mut self, out: Var, value: Rvalue, on: Operand, inside: &Inside) -> Stmt {
        let mut stmts = Vec::new();
        let value = match value {
            Rvalue::Load(place) => Rvalue::Load(self.place(place, inside, &mut stmts)),
            other => other,
        };
        let first = self.fresh("first", Kind::Real);
        self.vars[first.0].span = self.vars[out.0].span;
        stmts.push(Stmt::Let(first, value));
        let arm = |stmts, op| Region { index: None, args: Vec::new(), stmts, exit: Exit::Fall(vec![op]) };
        let arms = vec![arm(stmts, Operand::Var(first)), arm(Vec::new(), Operand::real(quote!(0.0)))];
        Stmt::Branch { on, selector: Selector::Flag, arms, out: vec![out] }
    }

    /// The same place; an index that the loop computes is computed here, too.
    fn place(&mut self, mut place: Place, inside: &Inside, stmts: &mut Vec<Stmt>) -> Place {
        for step in &mut place.projections {
            let ops = match step {
                Projection::Index(op) => vec![op],
                Projection::Range(bounds) => bounds.from.iter_mut().chain(&mut bounds.to).collect(),
                _ => Vec::new(),
            };
            for op in ops {
                if let Some(code) = inside.index(op) {
                    let copy = self.fresh("at", Kind::Int);
                    stmts.push(Stmt::Let(copy, Rvalue::Verbatim(code.clone())));
                    *op = Operand::Var(copy);
                }
            }
        }
        place
    }

    fn fresh(&mut self, name: &str, kind: Kind) -> Var {
        let span = proc_macro2::Span::call_site();
        let name = self.names.fresh(name, span);
        self.vars.push(VarInfo { name, kind, memory: false, is_ref: false, ty: None, guessed: false, span });
        Var(self.vars.len() - 1)
    }
}

/// What a loop defines and changes.
struct Inside {
    defined: HashSet<Var>,
    changed: HashSet<Var>,
    /// The integers that it computes in every iteration from what is outside.
    indices: HashMap<Var, crate::ir::Verbatim>,
}

impl Inside {
    fn of(body: &Region, changed: HashSet<Var>, vars: &[VarInfo]) -> Self {
        let mut inside = Inside { defined: HashSet::default(), changed, indices: HashMap::default() };
        inside.region(body);
        for stmt in &body.stmts {
            if let Stmt::Let(v, Rvalue::Verbatim(code)) = stmt
                && code.repeatable
                && code.reads.iter().all(|v| inside.is_fixed(*v) && !vars[v.0].memory)
            {
                inside.indices.insert(*v, code.clone());
            }
        }
        inside
    }

    fn region(&mut self, region: &Region) {
        self.defined.extend(region.index.iter().chain(&region.args));
        for stmt in &region.stmts {
            self.defined.extend(stmt.defines());
            stmt.regions(&mut |r| self.region(r));
        }
    }

    /// Whether a variable stands outside of the loop, which does not change it.
    fn is_fixed(&self, v: Var) -> bool {
        !self.defined.contains(&v) && !self.changed.contains(&v)
    }

    /// Whether a value is known outside.
    fn is_outside(&self, op: &Operand, vars: &[VarInfo]) -> bool {
        op.var().is_none_or(|v| self.is_fixed(v) && !vars[v.0].memory)
    }

    fn index(&self, op: &Operand) -> Option<&crate::ir::Verbatim> {
        self.indices.get(&op.var()?)
    }
}
