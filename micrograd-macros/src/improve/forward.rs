//! What was stored into a place, or read from it, stands for the next read of it.
use crate::hash::HashSet;
use crate::ir::{Iter, Operand, Place, Program, Region, Rvalue, Stmt, Var, VarInfo};

/// Replaces every read of a place whose value is known by that value.
pub fn forward(program: &mut Program) {
    let Program { vars, body, .. } = program;
    region(body, vars, &Known::default());
}

/// What is known to stand in places.
#[derive(Clone, Default)]
struct Known(Vec<(Place, Operand)>);

impl Known {
    fn at(&self, place: &Place) -> Option<&Operand> {
        self.0.iter().find(|(known, _)| known.is_same(place)).map(|(_, value)| value)
    }

    fn forget(&mut self, changed: &Place) {
        self.0.retain(|(known, _)| !known.may_overlap(changed));
    }

    fn forget_all(&mut self, changed: &HashSet<Var>) {
        self.0.retain(|(known, _)| !changed.contains(&known.base));
    }
}

fn region(region: &mut Region, vars: &[VarInfo], known: &Known) {
    let mut known = known.clone();
    for stmt in &mut region.stmts {
        statement(stmt, vars, &mut known);
    }
}

fn statement(stmt: &mut Stmt, vars: &[VarInfo], known: &mut Known) {
    match stmt {
        Stmt::Let(out, value) => {
            if let Rvalue::Load(place) = value
                && is_plain(*out, vars)
                && is_selected(place, vars)
            {
                match known.at(place) {
                    Some(same) if has_kind_of(same, *out, vars) => *value = Rvalue::Use(same.clone()),
                    _ => known.0.push((place.clone(), Operand::Var(*out))),
                }
            }
        }
        Stmt::Store(place, value) => {
            known.forget(place);
            if value.var().is_some_and(|v| is_plain(v, vars)) && is_selected(place, vars) {
                known.0.push((place.clone(), value.clone()));
            }
        }
        Stmt::Branch { .. } | Stmt::Loop { .. } => nested(stmt, vars, known),
        Stmt::Swap(..) | Stmt::Push(..) | Stmt::Pop(..) | Stmt::Call { .. } => {
            stmt.changes().into_iter().for_each(|place| known.forget(place));
        }
        Stmt::Effect(_) => {}
    }
}

/// A branch begins with what is known before it, an iteration with what the loop does not change of that. A loop with
/// checkpoints runs again, by itself.
fn nested(stmt: &mut Stmt, vars: &[VarInfo], known: &mut Known) {
    let mut changed = HashSet::default();
    crate::ir::changes(stmt, &mut changed);
    let before = match stmt {
        Stmt::Loop { checkpoint: Some(_), .. } => Known::default(),
        Stmt::Loop { iter: Iter::Once, .. } | Stmt::Branch { .. } => known.clone(),
        _ => {
            known.forget_all(&changed);
            known.clone()
        }
    };
    stmt.regions_mut(&mut |r| region(r, vars, &before));
    known.forget_all(&changed);
}

/// Whether it is one real that is defined once. Integers can be changed out of sight, by functions that are called as
/// they are.
fn is_plain(v: Var, vars: &[VarInfo]) -> bool {
    let info = &vars[v.0];
    info.kind.is_real() && !info.memory && !info.is_ref
}

/// Whether a place is the same as long as nothing is stored into it.
fn is_selected(place: &Place, vars: &[VarInfo]) -> bool {
    place.indices().all(|op| op.var().is_none_or(|v| !vars[v.0].memory))
}

fn has_kind_of(op: &Operand, v: Var, vars: &[VarInfo]) -> bool {
    op.var().is_some_and(|of| vars[of.0].kind == vars[v.0].kind)
}
