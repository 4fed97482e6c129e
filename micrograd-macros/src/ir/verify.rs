//! The laws of the IR, checked after lowering in debug builds.
use super::{Exit, Iter, LoopId, Program, Region, Stmt, Var};
use crate::hash::HashSet;

/// The variables visible at a point, and the loops around it.
#[derive(Clone, Default)]
struct Scope {
    defined: HashSet<Var>,
    loops: Vec<Around>,
}

/// A loop with the number of its carried variables, and of all that it leaves.
#[derive(Clone, Copy)]
struct Around {
    id: LoopId,
    carried: usize,
    left: usize,
}

/// Checks that every variable is defined once and before it is read, and that every exit carries as many values as
/// its target takes. `Err` names the first law that is broken: a bug of the macro.
pub fn verify(program: &Program) -> Result<(), String> {
    let mut once = HashSet::default();
    let mut scope = Scope::default();
    for &param in &program.params {
        define(param, &mut scope, &mut once, program)?;
    }
    region(&program.body, None, &scope, &mut once, program)
}

fn define(v: Var, scope: &mut Scope, once: &mut HashSet<Var>, program: &Program) -> Result<(), String> {
    scope.defined.insert(v);
    if once.insert(v) { Ok(()) } else { Err(format!("`{}` is defined twice", program.info(v).name)) }
}

fn read(vars: impl IntoIterator<Item = Var>, scope: &Scope, program: &Program) -> Result<(), String> {
    match vars.into_iter().find(|v| !scope.defined.contains(v)) {
        Some(v) => Err(format!("`{}` is read where it is not defined", program.info(v).name)),
        None => Ok(()),
    }
}

/// `yields` is the number of values that falling out of the region gives; `None` for the body of the function and of a
/// block, which nothing falls out of.
impl Scope {
    fn around(&self, id: LoopId) -> Result<Around, String> {
        self.loops.iter().find(|around| around.id == id).copied().ok_or_else(|| "an exit has no loop".to_owned())
    }
}

fn region(
    region: &Region,
    yields: Option<usize>,
    scope: &Scope,
    once: &mut HashSet<Var>,
    program: &Program,
) -> Result<(), String> {
    let mut scope = scope.clone();
    for &arg in region.index.iter().chain(&region.args) {
        define(arg, &mut scope, once, program)?;
    }
    for stmt in &region.stmts {
        statement(stmt, &mut scope, once, program)?;
    }
    let exit = &region.exit;
    read(exit.operands().iter().filter_map(super::Operand::var), &scope, program)?;
    let expected = match exit {
        Exit::Fall(_) => yields.ok_or("a body falls through")?,
        Exit::Break(l, _) => scope.around(*l)?.left,
        Exit::Continue(l, _) => scope.around(*l)?.carried,
        Exit::Return(_) => 1,
        Exit::Never => 0,
    };
    let given = exit.operands().len();
    if given == expected { Ok(()) } else { Err(format!("an exit carries {given} values, its target takes {expected}")) }
}

/// Whether the backward sweep would have something to undo.
fn has_effects(region: &Region) -> bool {
    region.stmts.iter().any(|stmt| {
        let mut within = !stmt.changes().is_empty();
        stmt.regions(&mut |inner| within |= has_effects(inner));
        within
    })
}

fn statement(stmt: &Stmt, scope: &mut Scope, once: &mut HashSet<Var>, program: &Program) -> Result<(), String> {
    read(stmt.reads(), scope, program)?;
    match stmt {
        Stmt::Branch { arms, out, .. } => {
            for arm in arms {
                region(arm, Some(out.len()), scope, once, program)?;
            }
        }
        Stmt::Loop { id, iter, inits, body, out, checkpoint } => {
            let carried = inits.len();
            if out.len() < carried || body.args.len() != carried {
                return Err("a loop's carried variables do not match".to_owned());
            }
            if out.len() > carried && !matches!(iter, Iter::Forever | Iter::Once) {
                return Err("a loop that ends by itself gives a value".to_owned());
            }
            let leaves = stmt.may_exit() || !body.breaks(*id).is_empty();
            if checkpoint.is_some() && (leaves || !matches!(iter, Iter::Range { .. })) {
                return Err("a loop with a checkpoint is not over a range, or is left early".to_owned());
            }
            let mut inner = scope.clone();
            inner.loops.push(Around { id: *id, carried, left: out.len() });
            if let Iter::While(cond) = iter {
                let mut at_head = inner.clone();
                at_head.defined.extend(&body.args);
                region(cond, Some(1), &at_head, once, program)?;
                if has_effects(cond) {
                    return Err("the condition of a loop is not undone, but changes something".to_owned());
                }
            }
            let falls = !matches!(iter, Iter::Once);
            region(body, falls.then_some(carried), &inner, once, program)?;
        }
        _ => {}
    }
    stmt.defines().into_iter().try_for_each(|v| define(v, scope, once, program))
}
