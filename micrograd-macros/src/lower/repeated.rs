//! What a loop with checkpoints must not do: change something by code that the macro copies without looking into it, such
//! as a method of a map or of a foreign type. Such code is no part of the state that snapshots restore, and what is
//! written for its effect alone is not run again.
use super::Lower;
use super::mutations::Mutations;
use crate::ir::{Region, Rvalue, Stmt, Var, Verbatim};
use crate::names::plain;
use quote::quote;
use syn::{Block, Expr};

/// Methods of collections and strings that change nothing, beside those of sequences.
const READERS: &[&str] = &[
    "as_bytes",
    "bytes",
    "char_indices",
    "chars",
    "contains_key",
    "keys",
    "lines",
    "range",
    "split_whitespace",
    "trim",
    "values",
];

impl Lower<'_> {
    /// Reports what the body of a loop changes and its snapshots do not restore; tells whether that is nothing.
    pub(super) fn restores(&mut self, stmt: &Stmt, head: &Expr) -> bool {
        let restored = stmt.changed_outside();
        let (mut codes, mut inside) = (Vec::new(), Vec::new());
        stmt.regions(&mut |region| gather(region, &mut codes, &mut inside));
        let lost = |(code, is_effect): &(&Verbatim, bool)| {
            let changed = self.changed_in(code);
            changed.into_iter().find(|v| *is_effect || !(inside.contains(v) || restored.contains(v)))
        };
        let Some(lost) = codes.iter().find_map(lost) else { return true };
        let name = plain(&self.vars[lost.0].name);
        let help = "what it changes must be numbers, arrays, `Vec`s or types with `#[derive(Differentiable)]`, changed by \
                    assignments and methods that `#[differentiable]` knows; or leave `#[checkpoint]` out";
        self.reject(
            head,
            format!("this `#[checkpoint]` loop changes `{name}` in a way that cannot be undone and repeated"),
            help,
        );
        false
    }

    /// The variables that a piece of code may change.
    fn changed_in(&self, code: &Verbatim) -> Vec<Var> {
        let tokens = &code.tokens;
        let Ok(block) = syn::parse2::<Block>(quote!({ #tokens; })) else { return code.reads.clone() };
        let found = Mutations::beside(&block, READERS);
        let mut changed = code.reads.clone();
        changed.retain(|v| {
            let info = &self.vars[v.0];
            info.memory && found.touches(&plain(&info.name))
        });
        changed
    }
}

/// The copied code in a region, each with whether it stands there for its effect alone, and the variables that are
/// defined there.
fn gather<'s>(region: &'s Region, codes: &mut Vec<(&'s Verbatim, bool)>, inside: &mut Vec<Var>) {
    inside.extend(region.index.iter().chain(&region.args));
    for stmt in &region.stmts {
        inside.extend(stmt.defines());
        match stmt {
            Stmt::Effect(code) => codes.push((code, true)),
            Stmt::Let(_, Rvalue::Verbatim(code) | Rvalue::Repeat(_, code) | Rvalue::VecRepeat(_, code)) => {
                codes.push((code, false));
            }
            _ => {}
        }
        stmt.regions(&mut |region| gather(region, codes, inside));
    }
}
