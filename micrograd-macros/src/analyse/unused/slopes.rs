//! Through which values a zero adjoint could meet an infinite slope.
use super::super::record::mentions;
use crate::hash::HashSet;
use crate::ir::{Exit, Operand, Program, Region, Rvalue, Stmt, Var};
use micrograd_core::rules::Rule;

/// The partials that are shares of one, whatever the operands are.
const BOUNDED: &[&str] = &["kinks::sign", "kinks::max_share", "kinks::min_share"];

/// The values whose definition has a slope that is not known to be finite, and those that depend on them.
pub fn steep(program: &Program) -> HashSet<Var> {
    let mut steep = HashSet::default();
    region(&program.body, &mut steep);
    steep.retain(|v| !program.info(*v).memory);
    steep
}

fn region(region: &Region, steep: &mut HashSet<Var>) {
    for stmt in &region.stmts {
        if let Stmt::Loop { body, .. } = stmt {
            // nothing is known of what the iterations before made of it
            steep.extend(&body.args);
        }
        stmt.regions(&mut |inner| self::region(inner, steep));
        match stmt {
            Stmt::Let(out, value) if is_steep(value, steep) => steep.extend([*out]),
            Stmt::Branch { arms, out, .. } => {
                for arm in arms {
                    let Exit::Fall(values) = &arm.exit else { continue };
                    let steep_ones = values.iter().zip(out).filter(|(value, _)| has(steep, value)).map(|(_, out)| *out);
                    let found: Vec<Var> = steep_ones.collect();
                    steep.extend(found);
                }
            }
            Stmt::Loop { out, .. } => steep.extend(out),
            Stmt::Call { out, .. } => steep.extend([*out]),
            _ => {}
        }
    }
}

fn has(steep: &HashSet<Var>, op: &Operand) -> bool {
    op.var().is_some_and(|v| steep.contains(&v))
}

fn is_steep(value: &Rvalue, steep: &HashSet<Var>) -> bool {
    match value {
        Rvalue::Use(op)
        | Rvalue::Convert(op, _)
        | Rvalue::Repeat(op, _)
        | Rvalue::VecRepeat(op, _)
        | Rvalue::Some(op) => has(steep, op),
        // memory is never in the set
        Rvalue::Load(place) => steep.contains(&place.base),
        Rvalue::Array(ops) | Rvalue::VecOf(ops) | Rvalue::Tuple(ops) => ops.iter().any(|op| has(steep, op)),
        Rvalue::Struct(literal) => {
            literal.fields.iter().map(|(_, op)| op).chain(&literal.rest).any(|op| has(steep, op))
        }
        Rvalue::Prim(rule, ops) => ops.iter().any(|op| has(steep, op)) || has_steep_slope(rule, ops),
        _ => false,
    }
}

fn has_steep_slope(rule: &Rule, ops: &[Operand]) -> bool {
    let active = rule.partials.iter().zip(ops).filter(|(_, op)| op.var().is_some());
    active.into_iter().any(|(partial, _)| !is_bounded(partial) && mentions_variable(partial, rule, ops))
}

fn is_bounded(partial: &str) -> bool {
    // the text of most need not be copied to see it
    partial.starts_with("kinks") && {
        let text = partial.replace(' ', "");
        BOUNDED.iter().any(|known| text.starts_with(known))
    }
}

/// Whether a partial depends on anything but literals.
fn mentions_variable(partial: &str, rule: &Rule, ops: &[Operand]) -> bool {
    let mut operands = rule.operands.iter().chain(rule.integers).zip(ops).filter(|(_, op)| op.var().is_some());
    mentions(partial, rule.result) || operands.any(|(operand, _)| mentions(partial, operand))
}
