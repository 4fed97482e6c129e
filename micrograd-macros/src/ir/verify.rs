//! The laws of the IR, checked after lowering in debug builds.
use super::{Exit, Iter, LoopId, Program, Region, Stmt, Var};
use std::collections::HashSet;

/// The variables visible at a point, and the loops around it with the number of their carried variables.
#[derive(Clone, Default)]
struct Scope {
    defined: HashSet<Var>,
    loops: Vec<(LoopId, usize)>,
}

/// Checks that every variable is defined once and before it is read, and that every exit carries as many values as
/// its target takes. `Err` names the first law that is broken: a bug of the macro.
pub fn verify(program: &Program) -> Result<(), String> {
    let mut once = HashSet::new();
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

/// `yields` is the number of values that falling out of the region gives; `None` for the function's body.
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
        Exit::Fall(_) => yields.ok_or("the body falls through")?,
        Exit::Break(l, _) | Exit::Continue(l, _) => {
            scope.loops.iter().find(|(id, _)| id == l).ok_or("an exit has no loop")?.1
        }
        Exit::Return(_) => 1,
        Exit::Never => 0,
    };
    let given = exit.operands().len();
    if given == expected { Ok(()) } else { Err(format!("an exit carries {given} values, its target takes {expected}")) }
}

fn statement(stmt: &Stmt, scope: &mut Scope, once: &mut HashSet<Var>, program: &Program) -> Result<(), String> {
    read(stmt.reads(), scope, program)?;
    match stmt {
        Stmt::Branch { arms, out, .. } => {
            for arm in arms {
                region(arm, Some(out.len()), scope, once, program)?;
            }
        }
        Stmt::Loop { id, iter, inits, body, out } => {
            if inits.len() != out.len() || body.args.len() != out.len() {
                return Err("a loop's carried variables do not match".to_owned());
            }
            let mut inner = scope.clone();
            inner.loops.push((*id, out.len()));
            if let Iter::While(cond) = iter {
                let mut at_head = inner.clone();
                at_head.defined.extend(&body.args);
                region(cond, Some(1), &at_head, once, program)?;
            }
            region(body, Some(out.len()), &inner, once, program)?;
        }
        _ => {}
    }
    stmt.defines().into_iter().try_for_each(|v| define(v, scope, once, program))
}
