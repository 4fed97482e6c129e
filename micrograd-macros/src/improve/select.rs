//! Searches: of a loop that keeps a value or takes another in its place, only the last iteration that took one counts for
//! the derivative. The loop only notes which that is, and behind it the value is computed once more.
// Input:  for i in 0..n { let d = f(x[i]); if d < best { best = d; } } best
// Output: for i in 0..n { let d = f(x[i]); if d < best { best = d; last = i; found = true; } }
//         let best = if found { f(x[last]) } else { best0 };
use crate::hash::{HashMap, HashSet};
use crate::ir::{Copier, Exit, Iter, LoopId, Operand, Program, Region, Selector, Stmt, Var, VarInfo};
use crate::kinds::Kind;
use crate::names::Names;
use crate::tokens::quote;
use proc_macro2::Span;

/// Rewrites all searches of a program.
pub fn select(program: &mut Program, mut names: Names) {
    program.vars.iter().for_each(|var| names.take(&var.name));
    let mut loops = 0;
    count(&program.body, &mut loops);
    let mut stmts = std::mem::take(&mut program.body.stmts);
    Select { vars: &mut program.vars, names, loops }.stmts(&mut stmts);
    program.body.stmts = stmts;
}

/// One more than the largest number of a loop.
fn count(region: &Region, loops: &mut usize) {
    for stmt in &region.stmts {
        if let Stmt::Loop { id: LoopId(k), .. } = stmt {
            *loops = (*loops).max(k + 1);
        }
        stmt.regions(&mut |r| count(r, loops));
    }
}

struct Select<'a> {
    vars: &'a mut Vec<VarInfo>,
    names: Names,
    loops: usize,
}

/// What is known of a search.
struct Search {
    /// The number of the branch that keeps or takes.
    branch: usize,
    /// The arm that takes.
    takes: usize,
    /// The numbers of the carried reals.
    reals: Vec<usize>,
    /// For each of these, which of the values that leave the branch it is.
    leaving: Vec<usize>,
    /// The numbers of the statements before the branch that the taken values come from, and of those in its arm.
    needed: (Vec<usize>, Vec<usize>),
}

impl Select<'_> {
    fn stmts(&mut self, stmts: &mut Vec<Stmt>) {
        for mut stmt in std::mem::take(stmts) {
            stmt.regions_mut(&mut |r| self.stmts(&mut r.stmts));
            let behind = self.find(&stmt).and_then(|search| self.rewrite(&mut stmt, &search));
            stmts.push(stmt);
            stmts.extend(behind);
        }
    }

    fn find(&self, stmt: &Stmt) -> Option<Search> {
        let Stmt::Loop { iter: Iter::Range { .. }, body, checkpoint: None, .. } = stmt else { return None };
        let Exit::Fall(leaving) = &body.exit else { return None };
        if !stmt.is_counted() || stmt.acts() || !stmt.changed_outside().is_empty() || body.index.is_none() {
            return None;
        }
        let kind = |v: Var| &self.vars[v.0].kind;
        let simple = |v: &Var| kind(*v).is_real() || matches!(kind(*v), Kind::Int | Kind::Bool);
        let reals: Vec<usize> = (0..body.args.len()).filter(|k| kind(body.args[*k]).is_real()).collect();
        if reals.is_empty() || !body.args.iter().all(simple) {
            return None;
        }
        let first = leaving[reals[0]].var()?;
        let branch = body.stmts.iter().position(|stmt| stmt.defines().contains(&first))?;
        let Stmt::Branch { selector: Selector::Flag, arms, out, .. } = &body.stmts[branch] else { return None };
        let which = |k: &usize| out.iter().position(|v| leaving[*k].var() == Some(*v));
        let of_branch = reals.iter().map(which).collect::<Option<Vec<_>>>()?;
        let keeps = |arm: &Region| match &arm.exit {
            Exit::Fall(ops) => reals.iter().zip(&of_branch).all(|(k, at)| ops[*at].var() == Some(body.args[*k])),
            _ => false,
        };
        let takes = (0..2).find(|k| !keeps(&arms[*k]) && keeps(&arms[1 - k]))?;
        let needed = needed(body, branch, &arms[takes], &of_branch)?;
        Some(Search { branch, takes, reals, leaving: of_branch, needed })
    }

    /// Has the loop note which iteration took a value last; what stands behind it computes that again.
    fn rewrite(&mut self, stmt: &mut Stmt, search: &Search) -> Option<Stmt> {
        let Stmt::Loop { inits, body, out, .. } = stmt else { return None };
        let index = body.index?;
        let (last, found) = (self.carried(index, "last"), self.flag());
        let again = self.again(body, search, last[2])?;
        let keep = search.reals.iter().map(|k| inits[*k].clone()).collect();
        let Stmt::Branch { arms, out: leaving, .. } = &mut body.stmts[search.branch] else { return None };
        for (k, arm) in arms.iter_mut().enumerate() {
            let Exit::Fall(ops) = &mut arm.exit else { return None };
            let taken = [Operand::Var(index), Operand::plain(quote!(true), Kind::Bool)];
            let kept = [last[0], found[0]].map(Operand::Var);
            ops.extend(if k == search.takes { taken } else { kept });
        }
        leaving.extend([last[1], found[1]]);
        let Exit::Fall(ops) = &mut body.exit else { return None };
        ops.extend([last[1], found[1]].map(Operand::Var));
        body.args.extend([last[0], found[0]]);
        inits.extend([Operand::plain(quote!(0), Kind::Int), Operand::plain(quote!(false), Kind::Bool)]);
        out.extend([last[2], found[2]]);
        let mut results = Vec::new();
        for k in &search.reals {
            let searched = self.copier().like(out[*k]);
            results.push(std::mem::replace(&mut out[*k], searched));
        }
        let arm = |stmts, ops| Region { index: None, args: Vec::new(), stmts, exit: Exit::Fall(ops) };
        let arms = vec![arm(again.0, again.1), arm(Vec::new(), keep)];
        Some(Stmt::Branch { on: Operand::Var(found[2]), selector: Selector::Flag, arms, out: results })
    }

    /// The statements that compute the taken values in the iteration `last`, and these values.
    fn again(&mut self, body: &Region, search: &Search, last: Var) -> Option<(Vec<Stmt>, Vec<Operand>)> {
        let Stmt::Branch { arms, .. } = &body.stmts[search.branch] else { return None };
        let arm = &arms[search.takes];
        let mut copier = self.copier();
        copier.map.extend(body.index.map(|index| (index, last)));
        let before = search.needed.0.iter().map(|k| &body.stmts[*k]);
        let stmts = before.chain(search.needed.1.iter().map(|k| &arm.stmts[*k]));
        let stmts = stmts.map(|stmt| copier.stmt(stmt)).collect::<Option<Vec<_>>>()?;
        let values = search.leaving.iter().map(|at| copier.operand(&arm.exit.operands()[*at]));
        Some((stmts, values.collect()))
    }

    fn copier(&mut self) -> Copier<'_> {
        Copier { vars: self.vars, names: &mut self.names, loops: &mut self.loops, map: HashMap::default() }
    }

    /// Three variables for what a loop carries: at the head of an iteration, at its end and behind the loop.
    fn carried(&mut self, like: Var, name: &str) -> [Var; 3] {
        [(); 3].map(|()| {
            let v = self.copier().like(like);
            let span = self.vars[v.0].span;
            self.vars[v.0].name = self.names.fresh(name, span);
            v
        })
    }

    fn flag(&mut self) -> [Var; 3] {
        [(); 3].map(|()| {
            let (span, kind) = (Span::call_site(), Kind::Bool);
            let name = self.names.fresh("found", span);
            self.vars.push(VarInfo { name, kind, memory: false, is_ref: false, ty: None, guessed: false, span });
            Var(self.vars.len() - 1)
        })
    }
}

/// The statements that the taken values come from, if none of that is carried from iteration to iteration.
fn needed(body: &Region, branch: usize, arm: &Region, leaving: &[usize]) -> Option<(Vec<usize>, Vec<usize>)> {
    let mut wanted: HashSet<Var> = leaving.iter().filter_map(|at| arm.exit.operands()[*at].var()).collect();
    let in_arm = picked(&arm.stmts, &mut wanted);
    let before = picked(&body.stmts[..branch], &mut wanted);
    let carried = body.args.iter().any(|v| wanted.contains(v));
    (!carried).then_some((before, in_arm))
}

/// The statements that define or change what is wanted; what they read is wanted then, too.
fn picked(stmts: &[Stmt], wanted: &mut HashSet<Var>) -> Vec<usize> {
    let mut picked = Vec::new();
    for (k, stmt) in stmts.iter().enumerate().rev() {
        let changed = stmt.changed_outside();
        if stmt.defines().iter().chain(&changed).any(|v| wanted.contains(v)) {
            wanted.extend(stmt.reads().into_iter().chain(stmt.free()).chain(changed));
            picked.push(k);
        }
    }
    picked.reverse();
    picked
}
